namespace Auditor.Pipeline.Collect;

/// <summary>What a snapshot tells about the organization that its accounts belong to.</summary>
public enum OrganizationKnowledge : byte
{
    /// <summary>There is no <c>organization.json</c>: which account pays, and which service control policies apply, is unknown.</summary>
    Missing,

    /// <summary>The file is there and could not be read, which is a gap.</summary>
    Unreadable,

    /// <summary>The file says that there is no organization: the account pays for itself, and no service control policies apply.</summary>
    Standalone,

    /// <summary>The organization is known.</summary>
    Known,
}
