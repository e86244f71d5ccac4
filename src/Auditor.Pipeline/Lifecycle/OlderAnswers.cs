namespace Auditor.Pipeline.Lifecycle;

/// <summary>What earlier runs knew of an account, for a run that could not tell all of it: that is, for all we know, as it was.</summary>
/// <param name="earlier">The account as the run before left it.</param>
/// <param name="then">When that run was.</param>
internal sealed class OlderAnswers(AccountMemory earlier, DateTimeOffset then)
{
    /// <summary>The account as it was, where this run has not read it.</summary>
    public AccountMemory Whole() => new(earlier.Account, earlier.Principals.Select(Dated), [.. earlier.Others.Select(Dated)]);

    /// <summary>What a run has read of the account, with whatever else was known.</summary>
    /// <param name="now">What it has read.</param>
    /// <param name="isCutOff">True if there may be principals whom it could not meet.</param>
    public AccountMemory Completed(AccountMemory now, bool isCutOff) => WithUnknown(isCutOff ? WithMissing(now) : now);

    /// <summary>What a run has read of the account, with those whom it could not meet.</summary>
    private AccountMemory WithMissing(AccountMemory now)
    {
        var met = now.Others.SelectMany(group => group.Hashes).Concat(now.Principals.Select(principal => principal.Hash)).ToHashSet();
        return new AccountMemory(
            now.Account,
            now.Principals.Concat(earlier.Principals.Where(principal => !met.Contains(principal.Hash)).Select(Dated)),
            RememberedGroup.Joined(now.Others.Concat(earlier.Others.Select(group => Dated(group).Without(met)))));
    }

    /// <summary>What a run has read of the account, with the answers for what nobody could tell this time, because a policy was not readable say.</summary>
    private AccountMemory WithUnknown(AccountMemory now)
    {
        if (!now.HasUnknown)
            return now;
        var told = earlier.Principals.ToLookup(principal => principal.Hash);
        var unknown = now.Others.Where(group => group.Unknown != 0).SelectMany(group => group.Hashes.Where(told.Contains).Select(hash => group.Principal(told[hash].First().Key, told[hash].First().Arn))).ToArray();
        var named = unknown.Select(principal => principal.Hash).ToHashSet();
        return new AccountMemory(
            now.Account,
            now.Principals.Concat(unknown).Select(principal => earlier.FindLike(principal) is { } known ? principal.WithUnknownOf(known, then) : principal),
            RememberedGroup.Joined(now.Others.Select(group => group.Without(named)).SelectMany(Told)));
    }

    /// <summary>A group whose answers nobody could tell, by what an earlier run knew of each.</summary>
    private IEnumerable<RememberedGroup> Told(RememberedGroup group)
    {
        if (group.Unknown == 0)
            return [group];
        var parts = earlier.Others.Select(known => group.WithUnknownOf(Dated(known))).ToArray();
        return parts.Append(group.Without(parts.SelectMany(part => part.Hashes).ToHashSet()));
    }

    private RememberedPrincipal Dated(RememberedPrincipal principal) => principal.AsOf is null ? principal with { AsOf = then } : principal;

    private RememberedGroup Dated(RememberedGroup group) => group.AsOf is null ? group with { AsOf = then } : group;
}
