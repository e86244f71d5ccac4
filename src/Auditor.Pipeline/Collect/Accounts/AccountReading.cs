using System.Collections.Immutable;

namespace Auditor.Pipeline.Collect;

/// <summary>An account as far as it could be read.</summary>
/// <param name="Account">What was read.</param>
/// <param name="Gaps">What was not, in the files' order.</param>
public sealed record AccountReading(AccountSnapshot Account, ImmutableArray<Gap> Gaps);
