using System.Collections.Immutable;

namespace Auditor.Pipeline.Expect.Reading;

/// <summary>Reads <c>assignments</c>.</summary>
/// <param name="profiles">The ids of all profiles, ordinal.</param>
/// <param name="errors">Where errors are noted.</param>
internal sealed class AssignmentReader(IReadOnlyCollection<string> profiles, ConfigurationErrors errors)
{
    private const string ProfileId = "the id of a profile";
    private const int LongestPermissionSet = 32;
    private const int LongestTagKey = 128;

    private readonly HashSet<string> known = new(profiles, StringComparer.Ordinal);
    private readonly ValueReader values = new(errors);

    public ImmutableArray<Assignment> ReadAll(ConfigurationNode? node) =>
        [.. values.Entries(node, "a list of assignments").TakeWhile(_ => !errors.IsFull).Select(Read).OfType<Assignment>()];

    private Assignment? Read(ConfigurationNode node)
    {
        if (MemberSet.Of(node, MemberNames.Assignment, errors) is not { } members)
            return null;
        if (!NamesSomebody(members))
            errors.Add(node, "expected `principals`, `permissionSets` or `tag`: the assignment names nobody");
        return new Assignment
        {
            Principals = new ArnPatternReader(errors).Read(members["principals"]),
            PermissionSets = ReadPermissionSets(members["permissionSets"]),
            Tag = values.Text(members["tag"], "the key of a tag, 1 to 128 characters", text => text.Length <= LongestTagKey),
            Profiles = ReadProfiles(members.Required("profiles", "what the assignment gives")),
            Resources = new ResourcesReader(errors).Read(members["resources"]),
            Console = values.Flag(members["console"]) ?? false,
            Owner = values.Text(members["owner"], "text: who answers for these principals", text => !string.IsNullOrWhiteSpace(text)),
        };
    }

    private static bool NamesSomebody(MemberSet members) =>
        members["tag"] is not null
        || members["principals"] is { } principals && !IsEmptyList(principals)
        || members["permissionSets"] is { } sets && !IsEmptyList(sets);

    private static bool IsEmptyList(ConfigurationNode node) => node is { IsList: true, Children: [] };

    private ImmutableArray<string> ReadPermissionSets(ConfigurationNode? node)
    {
        const string expected = "the exact name of a permission set: 1 to 32 letters, digits or `+=,.@_-`";
        return
        [
            .. values.Entries(node, "a list of names of permission sets")
                .Select(entry => values.Text(entry, expected, IsPermissionSet)).OfType<string>(),
        ];
    }

    private static bool IsPermissionSet(string text) =>
        text.Length <= LongestPermissionSet
        && text.All(character => char.IsAsciiLetterOrDigit(character) || "+=,.@_-".Contains(character, StringComparison.Ordinal));

    private ImmutableArray<string> ReadProfiles(ConfigurationNode? node)
    {
        if (node is not null && IsEmptyList(node))
            errors.Expected(node, "at least one profile");
        var ids = ImmutableArray.CreateBuilder<string>();
        foreach (var entry in values.Entries(node, "a list of ids of profiles"))
        {
            if (values.Text(entry, ProfileId) is not { } id)
                continue;
            if (known.Contains(id))
                ids.Add(id);
            else if (!errors.IsFull)
                errors.Add(entry, NearestName.Unknown("profile", id, profiles));
        }

        return [.. ids.Distinct(StringComparer.Ordinal)];
    }
}
