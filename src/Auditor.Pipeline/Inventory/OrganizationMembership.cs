using Auditor.Pipeline.Collect;

namespace Auditor.Pipeline.Inventory;

/// <summary>Which accounts and organizations are the own ones, as far as that was read.</summary>
internal sealed class OrganizationMembership
{
    private readonly OrganizationSnapshot? organization;
    private readonly OrganizationKnowledge knowledge;
    private readonly HashSet<string> read;
    private readonly string? payer;

    /// <param name="snapshot">What was collected.</param>
    /// <param name="payer">The payer, whoever names it; null if nobody does.</param>
    public OrganizationMembership(SnapshotReader snapshot, string? payer)
    {
        this.payer = payer;
        organization = snapshot.Organization;
        knowledge = snapshot.OrganizationKnowledge;
        read = [.. snapshot.AccountIds];
        // ListAccounts always tells of the payer too: a list without it is only a part.
        ListsEveryAccount = knowledge == OrganizationKnowledge.Standalone || (organization is not null && payer is not null && organization.Accounts.ContainsKey(payer)
            && !snapshot.Gaps.Any(gap => gap.Kind is GapKind.Truncated or GapKind.FileUnreadable && gap.Error != OrganizationAssembler.PayerUnknown
                && gap.File?.StartsWith(SnapshotFolder.Organization, StringComparison.Ordinal) == true));
    }

    /// <summary>True if it is known which accounts belong to the organization: whoever is not among them is somebody else.</summary>
    public bool ListsEveryAccount { get; }

    /// <summary>True if the account belongs to somebody else; null if nobody knows, because the organization's accounts were not all read.</summary>
    public bool? IsOutside(string account)
    {
        if (organization?.Accounts.ContainsKey(account) == true || (organization is not null && account == payer))
            return false;
        if (read.Contains(account))
            return knowledge == OrganizationKnowledge.Standalone ? false : null;
        return ListsEveryAccount ? true : null;
    }

    /// <summary>True if the id is certainly another organization's.</summary>
    public bool IsForeign(string organizationId) =>
        organizationId.StartsWith("o-", StringComparison.Ordinal)
        && !organizationId.AsSpan().ContainsAny('*', '?', '$')
        && (knowledge == OrganizationKnowledge.Standalone || (organization?.Id is { } own && own != organizationId));
}
