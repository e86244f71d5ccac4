namespace Auditor.Pipeline.Collect;

/// <summary>What the snapshot tells about the organization.</summary>
public enum OrganizationKnowledge : byte
{
    /// <summary>There is no <c>organization.json</c>: nobody knows which account is the payer, nor which SCPs apply.</summary>
    Missing,

    /// <summary>There is one, and nothing of it could be read.</summary>
    Unreadable,

    /// <summary>The account belongs to no organization: it is its own payer, and no SCPs apply.</summary>
    Standalone,

    /// <summary>The organization was read.</summary>
    Known,
}
