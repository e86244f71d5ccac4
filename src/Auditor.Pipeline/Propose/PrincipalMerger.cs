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
        return new ProposedAssignment(
            profile.Id,
            [.. principals.Except(sets).GroupBy(PathOf, StringComparer.Ordinal).SelectMany(group => Entries(group.Key, [.. group], everybody)).Order(StringComparer.Ordinal)],
            [.. sets.Select(principal => principal.PermissionSet!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    private static IEnumerable<string> Entries(string path, ImmutableArray<Principal> principals, ImmutableArray<AssessedPrincipal> everybody)
    {
        var isRoot = path.Count(character => character == '/') == 1;
        var matched = everybody.Count(assessed => assessed.Principal.Arn.StartsWith(path, StringComparison.Ordinal));
        return principals.Length > 1 && !isRoot && matched == principals.Length ? [path + "*"] : principals.Select(principal => principal.Arn);
    }

    /// <summary>The ARN up to and with the last slash: <c>arn:aws:iam::111122223333:role/finops/</c>.</summary>
    private static string PathOf(Principal principal) => principal.Arn[..(principal.Arn.LastIndexOf('/') + 1)];
}
