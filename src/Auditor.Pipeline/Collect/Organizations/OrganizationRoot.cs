using System.Collections.Immutable;

namespace Auditor.Pipeline.Collect;

/// <summary>The root of an organization.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_Root.html"/>.</remarks>
/// <param name="Id">Its id, <c>r-…</c>.</param>
/// <param name="EnabledPolicyTypes">The types of policy that are enabled, in AWS's words; null if the file does not say.</param>
public sealed record OrganizationRoot(string Id, ImmutableArray<string>? EnabledPolicyTypes);
