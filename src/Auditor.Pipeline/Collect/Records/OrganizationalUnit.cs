namespace Auditor.Pipeline.Collect;

/// <summary>A node between the root and the accounts.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_OrganizationalUnit.html"/>.</remarks>
/// <param name="Id">Its id, <c>ou-…</c>.</param>
/// <param name="Name">Its name; null where the file does not tell.</param>
/// <param name="ParentId">The root or unit above it; null where the file does not tell.</param>
public sealed record OrganizationalUnit(string Id, string? Name, string? ParentId);
