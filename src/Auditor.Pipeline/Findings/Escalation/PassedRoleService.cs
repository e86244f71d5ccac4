using System.Collections.Immutable;

namespace Auditor.Pipeline.Findings.Escalation;

/// <summary>A service that runs what it is given, code or calls, as a role that is passed to it.</summary>
/// <param name="Principal">The service's name in trust policies and in <c>iam:PassedToService</c>.</param>
/// <param name="Ways">What must be allowed besides iam:PassRole: one of these.</param>
/// <param name="Source">The page of AWS that says that the service takes a role.</param>
internal sealed record PassedRoleService(string Principal, ImmutableArray<ImmutableArray<PassedRoleNeed>> Ways, string Source)
{
    /// <summary>True if the role must be in an instance profile.</summary>
    public bool TakesInstanceProfile { get; init; }
}

/// <summary>An action that must be allowed on a resource.</summary>
/// <param name="Action">The action.</param>
/// <param name="Resource">
/// The resource's ARN without its beginning: <c>{region}</c>, <c>{account}</c>, and <c>*</c> for a name that the caller chooses, the
/// same wherever the same text stands.
/// </param>
internal sealed record PassedRoleNeed(string Action, string Resource);
