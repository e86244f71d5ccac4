using Auditor.Engine.Requests;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Inventory;

/// <summary>What the snapshot's organization says about accounts.</summary>
internal sealed class OrganizationContext(OrganizationSnapshot? organization, OrganizationKnowledge knowledge) : IOrganizationContext
{
    /// <inheritdoc/>
    public ContextValue OrganizationId => organization?.Id is { } id ? ContextValue.Of(id) : Nothing;

    private ContextValue Nothing => knowledge == OrganizationKnowledge.Standalone ? ContextValue.Absent : ContextValue.Unknown;

    /// <inheritdoc/>
    public ContextValue OrganizationIdOf(string account) =>
        organization is not null && organization.Accounts.ContainsKey(account) ? OrganizationId : Nothing;

    /// <inheritdoc/>
    public ContextValue PathOf(string account)
    {
        if (organization?.Id is not { } id)
            return Nothing;
        return organization.Accounts.TryGetValue(account, out var place) && place.Path is { } path
            ? ContextValue.Many([string.Join('/', path.Prepend(id)) + "/"])
            : ContextValue.Unknown;
    }
}
