using System.Collections.Immutable;

namespace Auditor.Pipeline.Compare;

/// <summary>A principal whose access is another than before.</summary>
/// <param name="Arn">Who.</param>
/// <param name="Account">The account it lives in.</param>
/// <param name="Actions">What changed, in ordinal order of the actions; never empty.</param>
public sealed record PrincipalChange(string Arn, string Account, ImmutableArray<AccessChange> Actions)
{
    /// <summary>Which policies made the difference, a half sentence each; empty if they say the same, or if it is about no Billing Conductor action.</summary>
    public ImmutableArray<string> Causes { get; init; } = [];
}
