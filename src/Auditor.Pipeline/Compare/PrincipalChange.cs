using System.Collections.Immutable;

namespace Auditor.Pipeline.Compare;

/// <summary>A principal whose access is another than before.</summary>
/// <param name="Arn">Who.</param>
/// <param name="Account">The account it lives in.</param>
/// <param name="Actions">What changed, in ordinal order of the actions; never empty.</param>
public sealed record PrincipalChange(string Arn, string Account, ImmutableArray<AccessChange> Actions);
