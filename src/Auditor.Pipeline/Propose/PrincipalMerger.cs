using System.Collections.Immutable;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Propose;

/// <summary>Writes the principals of a profile as few entries as are true: a pattern only where it matches nobody else.</summary>
internal static class PrincipalMerger
{
    public static ImmutableArray<ProposedAssignment> Merge(
        ImmutableArray<(Principal Principal, ProfileDefinition Profile)> fits,
        ImmutableArray<AssessedPrincipal> everybody) =>
    [
        .. fits.GroupBy(fit => fit.Profile.Id, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Assignment(group.First().Profile, [.. group.Select(fit => fit.Principal)], everybody)),
    ];

    private static ProposedAssignment Assignment(ProfileDefinition profile, ImmutableArray<Principal> principals, ImmutableArray<AssessedPrincipal> everybody)
    {
        // A permission set names the roles of every account: only where the profile asks nothing of those in member accounts, and fits all that the payer has.
        var staysInPayer = profile.Tasks.All(id => ProfileCatalog.Default.FindTask(id)!.UsesBillingConductor);
        var others = everybody.Select(assessed => assessed.Principal).Except(principals).Select(other => other.PermissionSet).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var sets = staysInPayer ? principals.Where(principal => principal.PermissionSet is { } set && !others.Contains(set)).ToImmutableArray() : [];
        var everyArn = everybody.Select(assessed => assessed.Principal.Arn).ToImmutableArray();
        var fitting = principals.Select(principal => principal.Arn).ToHashSet(StringComparer.Ordinal);
        var named = principals.Except(sets).Select(principal => principal.Arn).GroupBy(PathOf, StringComparer.Ordinal)
            .ToLookup(group => IsWritten(group.Key, group.ToHashSet(StringComparer.Ordinal), everyArn));
        var alone = named[false].SelectMany(group => group).ToLookup(arn => MatchesOnly(arn, fitting, everyArn));
        return new ProposedAssignment(
            profile.Id,
            [.. named[true].Select(group => group.Key + "*").Concat(alone[true]).Order(StringComparer.Ordinal)],
            [.. sets.Select(principal => principal.PermissionSet!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)])
        {
            Unnamed = [.. alone[false].Order(StringComparer.Ordinal)],
        };
    }

    /// <summary>True if a path stands for its principals: they are several, and it matches exactly these.</summary>
    private static bool IsWritten(string path, HashSet<string> arns, ImmutableArray<string> everyArn)
    {
        var isRoot = path.Count(character => character == '/') == 1;
        return arns.Count > 1 && !isRoot && MatchesOnly(path + "*", arns, everyArn);
    }

    /// <summary>True if the audit would find nobody else by this text: paths and, in a snapshot, names may have wildcards themselves.</summary>
    private static bool MatchesOnly(string text, HashSet<string> arns, ImmutableArray<string> everyArn) =>
        ArnPattern.TryParse(text, out var pattern) && !everyArn.Any(arn => !arns.Contains(arn) && pattern!.Matches(arn));

    /// <summary>The ARN up to and with the last slash: <c>arn:aws:iam::111122223333:role/finops/</c>.</summary>
    private static string PathOf(string arn) => arn[..(arn.LastIndexOf('/') + 1)];
}
