namespace Auditor.Pipeline.Collect;

/// <summary>An organizational unit.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_OrganizationalUnit.html"/>.</remarks>
/// <param name="Id">Its id, <c>ou-…</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="ParentId">The unit or root that it stands under; null if the file does not say.</param>
public sealed record OrganizationalUnit(string Id, string Name, string? ParentId);
