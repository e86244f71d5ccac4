using System.Collections.Immutable;
using Auditor.Engine.Requests;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Inventory;

/// <summary>What the snapshot's organization says about accounts.</summary>
/// <param name="organization">The organization; null if there is none, or none was read.</param>
/// <param name="knowledge">What is known of it.</param>
/// <param name="payer">The payer, whoever names it; null if nobody does.</param>
/// <param name="accounts">The accounts of the snapshot.</param>
internal sealed class OrganizationContext(OrganizationSnapshot? organization, OrganizationKnowledge knowledge, string? payer, ImmutableArray<string> accounts) : IOrganizationContext
{
    /// <inheritdoc/>
    public ContextValue OrganizationId => organization?.Id is { } id ? ContextValue.Of(id) : Nothing;

    private ContextValue Nothing => knowledge == OrganizationKnowledge.Standalone ? ContextValue.Absent : ContextValue.Unknown;

    /// <inheritdoc/>
    public ContextValue OrganizationIdOf(string account)
    {
        if (organization is not null && (organization.Accounts.ContainsKey(account) || account == payer))
            return OrganizationId;
        // That one's own account is in no organization says nothing about somebody else's.
        return knowledge == OrganizationKnowledge.Standalone && accounts.Contains(account) ? ContextValue.Absent : ContextValue.Unknown;
    }

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
