using Auditor.Engine.Requests;

namespace Auditor.Pipeline.Simulate;

/// <summary>What the organization says about accounts, as far as it was read.</summary>
internal interface IOrganizationContext
{
    /// <summary>The organization's id; absent for a standalone account, unknown if the organization was not read.</summary>
    ContextValue OrganizationId { get; }

    /// <summary>The organization's id if the account belongs to it; absent if it certainly belongs to none, unknown if nobody can tell.</summary>
    ContextValue OrganizationIdOf(string account);

    /// <summary>The account's place, as <c>aws:PrincipalOrgPaths</c> gives it.</summary>
    ContextValue PathOf(string account);
}
