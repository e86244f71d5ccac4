using System.Collections.Concurrent;
using System.Collections.Immutable;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Lifecycle;

/// <summary>What the principals of an account that was read could do.</summary>
public sealed class AccountMemory
{
    private readonly Dictionary<string, RememberedPrincipal> byKey = new(StringComparer.Ordinal);

    /// <param name="account">The account.</param>
    /// <param name="principals">Those whose policies are remembered; of two with the same key the first counts.</param>
    /// <param name="others">All others.</param>
    public AccountMemory(string account, IEnumerable<RememberedPrincipal> principals, ImmutableArray<RememberedGroup> others)
    {
        ArgumentNullException.ThrowIfNull(principals);
        Account = account;
        foreach (var principal in principals)
            byKey.TryAdd(principal.Key, principal);
        Principals = [.. byKey.Values.OrderBy(principal => principal.Key, StringComparer.Ordinal)];
        Others = others;
    }

    /// <summary>The account.</summary>
    public string Account { get; }

    /// <summary>Those whose policies are remembered, in ordinal order of their keys.</summary>
    public ImmutableArray<RememberedPrincipal> Principals { get; }

    /// <summary>All others, by what they held.</summary>
    public ImmutableArray<RememberedGroup> Others { get; }

    /// <summary>True if there is a principal of which nobody could tell everything.</summary>
    internal bool HasUnknown => Principals.Any(principal => principal.Unknown != 0) || Others.Any(group => group.Unknown != 0);

    /// <summary>The principals of an account as this run sees them.</summary>
    /// <param name="setting">The account's place.</param>
    /// <param name="assessed">All its principals.</param>
    internal static AccountMemory Of(AccountSetting setting, ImmutableArray<AssessedPrincipal> assessed)
    {
        var several = PermissionSetsOfSeveral(assessed);
        return new AccountMemory(
            setting.Account,
            assessed.Where(RememberedPrincipal.IsWorthIt).Select(principal => RememberedPrincipal.Of(principal, setting) with { Key = KeyOf(principal) }),
            [
                .. assessed.Where(principal => !RememberedPrincipal.IsWorthIt(principal))
                    .GroupBy(principal => (principal.Held, principal.Unknown), principal => RememberedGroup.HashOf(KeyOf(principal)))
                    .Select(group => new RememberedGroup(group.Key.Held, group.Key.Unknown, [.. group.Distinct().Order()]))
                    .OrderBy(group => group.Held).ThenBy(group => group.Unknown),
            ]);

        string KeyOf(AssessedPrincipal principal) => several.Contains(principal.Principal.SubjectKey) ? principal.Principal.Id : principal.Principal.SubjectKey;
    }

    /// <summary>True for a principal whose policies were remembered and who held then what it is known not to hold now.</summary>
    internal bool HasLost(AssessedPrincipal now) => Find(now.Principal) is { } earlier && (earlier.Held & ~now.Held & ~now.Unknown) != 0;

    /// <summary>The same account with other answers for some of those whose policies are remembered.</summary>
    internal AccountMemory With(AccountSetting setting, ImmutableArray<AssessedPrincipal> assessed)
    {
        var others =
            from principal in assessed
            let remembered = Find(principal.Principal)
            where remembered is not null
            select RememberedPrincipal.Of(principal, setting) with { Key = remembered.Key };
        return new AccountMemory(Account, others.Concat(Principals), Others);
    }

    /// <summary>The same account, in which policies that others have too are one with theirs: an organization's stand over thousands of principals.</summary>
    /// <param name="known">The policies so far, to which those of this account are added. Safe from any thread.</param>
    internal AccountMemory Sharing(ConcurrentDictionary<RememberedPolicy, RememberedPolicy> known) => new(
        Account,
        Principals.Select(principal => principal with { Policies = [.. principal.Policies.Select(policy => policy.Target is null ? policy : known.GetOrAdd(policy, policy))] }),
        Others);

    /// <summary>What a principal could do; null if it was not there. Without its policies, if those are not remembered.</summary>
    public RememberedPrincipal? Find(string key)
    {
        if (byKey.TryGetValue(key, out var principal))
            return principal;
        return Others.FirstOrDefault(group => group.Has(key)) is { } group ? group.Principal(key, "") : null;
    }

    /// <summary>
    /// What a principal of another run could do in this one; null if it was not there. A role of Identity Center that is no longer the only one of its permission set,
    /// or is the only one now, has another key and the same ARN.
    /// </summary>
    internal RememberedPrincipal? FindLike(RememberedPrincipal other) =>
        Find(other.Key) ?? (PrincipalKinds.PermissionSetOfArn(other.Arn) is null ? null : Principals.FirstOrDefault(principal => principal.Arn == other.Arn));

    private RememberedPrincipal? Find(Principal principal) => byKey.GetValueOrDefault(principal.SubjectKey) ?? byKey.GetValueOrDefault(principal.Id);

    /// <summary>
    /// The permission sets of which the account has several roles: of an Identity Center that is no more, or of an organization that it has left. What one of them
    /// can do says nothing about another, so they are known by their own ids.
    /// </summary>
    private static HashSet<string> PermissionSetsOfSeveral(ImmutableArray<AssessedPrincipal> assessed) =>
        assessed.Where(principal => principal.Principal.PermissionSet is not null)
            .GroupBy(principal => principal.Principal.SubjectKey, StringComparer.Ordinal)
            .Where(roles => roles.Count() > 1)
            .Select(roles => roles.Key)
            .ToHashSet(StringComparer.Ordinal);
}
