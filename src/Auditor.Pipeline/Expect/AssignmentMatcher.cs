using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Auditor.Pipeline.Expect;

/// <summary>Tells whom one assignment names, and remembers what of it named somebody. Safe from any thread.</summary>
internal sealed class AssignmentMatcher(Assignment assignment, int index, ProfileSet profiles)
{
    private readonly bool[] patternMatched = new bool[assignment.Principals.Length];
    private readonly bool[] permissionSetMatched = new bool[assignment.PermissionSets.Length];
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, byte>> outsideValues = new(StringComparer.Ordinal);
    private readonly ImmutableArray<ResolvedProfile> all = [.. assignment.Profiles.Select(profiles.Find).OfType<ResolvedProfile>()];
    private readonly ConcurrentDictionary<(string Profiles, bool NamesAccount), GrantedAssignment> granted = new();
    private volatile bool tagMatched;

    /// <summary>What the assignment gives to the principal; null if nothing.</summary>
    public GrantedAssignment? Match(PrincipalFacts principal)
    {
        // No short cut: every pattern and value must be noted.
        var (byPattern, namesAccount) = MatchPatterns(principal.Arn);
        var byPermissionSet = MatchPermissionSets(principal);
        var chosen = MatchTag(principal);
        if (byPattern || byPermissionSet)
            return Granted(all, namesAccount);
        return chosen.IsEmpty ? null : Granted(chosen, namesAccount: false);
    }

    /// <summary>True if the assignment names the principal, or its tag, whether that gives it anything or not.</summary>
    public bool Mentions(PrincipalFacts principal) =>
        assignment.Principals.Any(pattern => pattern.Matches(principal.Arn))
        || (principal is { Kind: PrincipalKind.IdentityCenterRole, PermissionSetName: { } name } && assignment.PermissionSets.Contains(name, StringComparer.Ordinal))
        || (assignment.Tag is { } tag && TagValue(principal.Tags, tag) is not null);

    /// <summary>What named nobody so far, and which tag values gave nothing; in the file's order.</summary>
    public IEnumerable<ExpectationNote> Notes()
    {
        var path = $"$.assignments[{index}]";
        for (var i = 0; i < patternMatched.Length; i++)
        {
            if (!Volatile.Read(ref patternMatched[i]))
                yield return ExpectationNote.UnmatchedPattern($"{path}.principals[{i}]", assignment.Principals[i]);
        }

        for (var i = 0; i < permissionSetMatched.Length; i++)
        {
            if (!Volatile.Read(ref permissionSetMatched[i]))
                yield return ExpectationNote.UnmatchedPermissionSet($"{path}.permissionSets[{i}]", assignment.PermissionSets[i]);
        }

        if (assignment.Tag is { } tag && !tagMatched)
            yield return ExpectationNote.UnmatchedTag($"{path}.tag", tag);
        foreach (var (value, carriers) in outsideValues.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            yield return Outside($"{path}.tag", value, [.. carriers.Keys]);
    }

    /// <summary>Many principals are given the same; they share it.</summary>
    private GrantedAssignment Granted(ImmutableArray<ResolvedProfile> given, bool namesAccount) =>
        granted.GetOrAdd(
            (string.Join(' ', given.Select(profile => profile.Id)), namesAccount),
            _ => new GrantedAssignment(index, assignment, given, namesAccount));

    private (bool Any, bool NamesAccount) MatchPatterns(string arn)
    {
        var (any, namesAccount) = (false, false);
        for (var i = 0; i < patternMatched.Length; i++)
        {
            if (!assignment.Principals[i].Matches(arn))
                continue;
            Volatile.Write(ref patternMatched[i], true);
            any = true;
            namesAccount |= !assignment.Principals[i].HasAccountWildcard;
        }

        return (any, namesAccount);
    }

    private bool MatchPermissionSets(PrincipalFacts principal)
    {
        if (principal.Kind != PrincipalKind.IdentityCenterRole || principal.PermissionSetName is not { } name)
            return false;
        var any = false;
        for (var i = 0; i < permissionSetMatched.Length; i++)
        {
            if (!string.Equals(assignment.PermissionSets[i], name, StringComparison.Ordinal))
                continue;
            Volatile.Write(ref permissionSetMatched[i], true);
            any = true;
        }

        return any;
    }

    /// <summary>
    /// The profiles that the principal's tag chooses. Values outside the assignment's profiles choose nothing: they are noted.
    /// </summary>
    private ImmutableArray<ResolvedProfile> MatchTag(PrincipalFacts principal)
    {
        if (assignment.Tag is null || TagValue(principal.Tags, assignment.Tag) is not { } value)
            return [];
        tagMatched = true;
        var words = value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var word in words.Where(word => !all.Any(profile => string.Equals(profile.Id, word, StringComparison.Ordinal))))
            outsideValues.GetOrAdd(word, _ => new ConcurrentDictionary<string, byte>(StringComparer.Ordinal))[principal.Arn] = 0;
        return [.. all.Where(profile => words.Contains(profile.Id, StringComparer.Ordinal))];
    }

    private static string? TagValue(IReadOnlyDictionary<string, string> tags, string key)
    {
        if (tags.Count == 0)
            return null;
        if (tags.TryGetValue(key, out var exact))
            return exact;
        foreach (var (other, value) in tags)
        {
            if (string.Equals(other, key, StringComparison.OrdinalIgnoreCase))
                return value;
        }

        return null;
    }

    private ExpectationNote Outside(string path, string value, List<string> carriers) =>
        new(ExpectationNoteKind.TagValueOutsideProfiles, path, value,
            $"the value `{value}` of the tag `{assignment.Tag}` is not among the assignment's profiles and gives nothing")
        {
            PrincipalCount = carriers.Count,
            FirstPrincipal = carriers.Min(StringComparer.Ordinal),
        };
}
