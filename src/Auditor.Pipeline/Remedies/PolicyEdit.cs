using System.Collections.Immutable;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Remedies;

/// <summary>One change of one policy.</summary>
/// <param name="Kind">How it is changed.</param>
/// <param name="Layer">The layer of the policy.</param>
/// <param name="Policy">The policy; for a new one the name that it would have.</param>
/// <param name="TargetId">For organization policies where the policy is attached, or a new one would be; else null.</param>
/// <param name="Before">The statement that is replaced, as written; null if none is.</param>
/// <param name="After">The statements that stand there afterwards, as JSON; empty if the statement or the policy goes.</param>
public sealed record PolicyEdit(EditKind Kind, PolicyLayer Layer, PolicySource Policy, string? TargetId, Statement? Before, ImmutableArray<string> After)
{
    /// <summary>What identifies the edit: the same statement of a policy that is attached twice, or is a boundary too, is edited once.</summary>
    internal (string Policy, string Before, string After) Key => (Policy.Id, Before?.Text ?? "", string.Join('\n', After));

    /// <summary>True if the policy may bind more principals than one: all but what is given to a principal, taken from it, or written into it.</summary>
    internal bool IsShared => Layer is PolicyLayer.ServiceControlPolicy or PolicyLayer.ResourceControlPolicy
        || (Kind is EditKind.AddStatement or EditKind.ReplaceStatement && !IsInlineOfPrincipal);

    /// <summary>True for an inline policy of a role or a user: ARNs have no blanks, and groups have members.</summary>
    private bool IsInlineOfPrincipal => Policy.Id.IndexOf(' ', StringComparison.Ordinal) is > 0 and var blank
        && !Policy.Id.AsSpan(0, blank).Contains(":group/", StringComparison.Ordinal);
}
