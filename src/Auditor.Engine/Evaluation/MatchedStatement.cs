using Auditor.Engine.Policies;

namespace Auditor.Engine.Evaluation;

/// <summary>A statement that took part in a decision, and where it stands.</summary>
/// <param name="Layer">The layer of its policy.</param>
/// <param name="Policy">Its policy.</param>
/// <param name="Statement">The statement.</param>
/// <param name="Match">Yes, or unknown when it depends on context keys that are not known.</param>
/// <param name="TargetId">For organization policies the root, unit or account that the policy is attached to; else null.</param>
public sealed record MatchedStatement(PolicyLayer Layer, PolicySource Policy, Statement Statement, Truth Match, string? TargetId);
