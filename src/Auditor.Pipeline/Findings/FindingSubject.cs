namespace Auditor.Pipeline.Findings;

/// <summary>What a finding is about. Together with rule and matter it makes the finding's id.</summary>
/// <param name="Kind"><c>principal</c>, <c>policy</c>, <c>scp</c> or <c>organization</c>.</param>
/// <param name="Key">The stable key: a RoleId, a policy's ARN, an organization's id.</param>
/// <param name="DisplayId">What reports show.</param>
public sealed record FindingSubject(string Kind, string Key, string DisplayId)
{
    private const string TheOrganization = "organization";

    /// <summary>True if it is about no policy and no principal alone.</summary>
    public bool IsOrganization => Kind == TheOrganization;

    /// <summary>The organization, or what stands for it.</summary>
    /// <param name="id">Its id.</param>
    internal static FindingSubject OfOrganization(string id) => new(TheOrganization, id, id);
}
