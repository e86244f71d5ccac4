using Auditor.Engine.Policies;

namespace Auditor.Engine.Evaluation;

/// <summary>One reason why a request is not certainly allowed.</summary>
/// <param name="Layer">The layer that blocks.</param>
/// <param name="IsExplicit">True for a Deny statement; false where nothing allows.</param>
/// <param name="Certainty">Yes if it certainly blocks; unknown if that depends on context keys or on something unreadable.</param>
/// <param name="Policy">The policy that denies, or the only policy that fails to allow; null where a whole layer is silent.</param>
/// <param name="Statement">The Deny statement, or the unreadable one; null for an implicit denial.</param>
/// <param name="TargetId">For organization policies the root, unit or account; else null.</param>
public sealed record Blocker(PolicyLayer Layer, bool IsExplicit, Truth Certainty, PolicySource? Policy, Statement? Statement, string? TargetId);
