using System.Collections.Immutable;

namespace Auditor.Pipeline.Collect;

/// <summary>An account of the organization.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html"/>.</remarks>
/// <param name="Id">Its twelve digits.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">AWS's <c>State</c>, else its older <c>Status</c>; null if the file has neither.</param>
/// <param name="Path">The ids of the root and of the units down to the account, which is not in it; null if its place is not known.</param>
public sealed record OrganizationAccount(string Id, string Name, string? State, ImmutableArray<string>? Path)
{
    /// <summary>True for an account that is in use, and so belongs into the snapshot.</summary>
    public bool IsActive => string.Equals(State, "ACTIVE", StringComparison.Ordinal);
}
