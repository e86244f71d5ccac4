using System.Collections.Concurrent;
using System.Collections.Immutable;
using Auditor.Pipeline.Collect;

namespace Auditor.Pipeline.WhatIf;

/// <summary>A snapshot with suppositions: whoever reads it sees the organization as it would be.</summary>
public sealed class SupposedSnapshot
{
    private readonly Suppositions suppositions;
    private readonly ConcurrentDictionary<string, bool> met = new(StringComparer.Ordinal);

    /// <summary>Supposes.</summary>
    /// <param name="snapshot">As it is.</param>
    /// <param name="suppositions">What is supposed to be otherwise.</param>
    /// <param name="asOf">When: as old is the text of a policy that has another one.</param>
    /// <exception cref="RunCannotGoOnException">A file or a target is of no use.</exception>
    public SupposedSnapshot(SnapshotReader snapshot, Suppositions suppositions, DateTimeOffset asOf)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(suppositions);
        this.suppositions = suppositions;
        var accounts = new SupposedAccount(suppositions, snapshot.Library, asOf, Meet);
        var gaps = SupposedGaps.Without(snapshot.Gaps, SupposedOrganization.Gone(snapshot.Organization, suppositions));
        Snapshot = snapshot.With(SupposedOrganization.Of(snapshot.Organization, suppositions, snapshot.Library, Meet), gaps, accounts.Of);
    }

    /// <summary>The snapshot as supposed.</summary>
    public SnapshotReader Snapshot { get; }

    /// <summary>The targets that nothing read so far has: a slip of the pen, or in an account that was not read. Ordinal.</summary>
    public ImmutableArray<string> Unmet() =>
    [
        .. suppositions.With.Select(policy => policy.Target).OfType<string>().Concat(suppositions.Without)
            .Where(target => !met.ContainsKey(target)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    private void Meet(string target) => met[target] = true;
}
