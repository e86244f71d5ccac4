using System.Collections.Immutable;

namespace Auditor.Pipeline.Collect;

/// <summary>The node at the top of an organization.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_Root.html"/>.</remarks>
/// <param name="Id">Its id, <c>r-…</c>.</param>
/// <param name="EnabledPolicyTypes">The policy types with status ENABLED; null where the file does not tell, which is not the same as none.</param>
public sealed record OrganizationRoot(string Id, ImmutableArray<string>? EnabledPolicyTypes);
