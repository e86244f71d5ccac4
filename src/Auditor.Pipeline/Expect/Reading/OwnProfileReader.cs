using System.Collections.Immutable;
using Auditor.Engine.Catalog;

namespace Auditor.Pipeline.Expect.Reading;

/// <summary>Reads <c>profiles</c>: the configuration's own.</summary>
internal sealed class OwnProfileReader(ProfileCatalog catalog, ConfigurationErrors errors)
{
    private const string Action = "an action such as `ce:GetCostAndUsage`, or a pattern such as `ce:Get*`";
    private const int LongestId = 64;
    private const int MaximumCount = 1000;

    private readonly ValueReader values = new(errors);
    private readonly ImmutableArray<string> tasks = [.. catalog.Tasks.Select(task => task.Id)];

    public ImmutableArray<OwnProfile> ReadAll(ConfigurationNode? node)
    {
        if (node is null)
            return [];
        if (!node.IsObject)
        {
            errors.Expected(node, "an object whose members are profiles");
            return [];
        }

        if (node.Children.Count > MaximumCount)
        {
            errors.Add(node, $"expected at most {MaximumCount} profiles, found {node.Children.Count}");
            return [];
        }

        var ids = catalog.Profiles.Select(profile => profile.Id).Concat(node.Children.Select(child => child.Name!)).ToImmutableArray();
        ImmutableArray<OwnProfile> profiles = [.. node.Children.Select(child => Read(child, ids))];
        new CycleFinder(node, errors).Report();
        return profiles;
    }

    private OwnProfile Read(ConfigurationNode node, ImmutableArray<string> ids)
    {
        CheckId(node);
        var members = MemberSet.Of(node, MemberNames.Profile, errors);
        return new OwnProfile(node.Name!)
        {
            Extends = Names(members?["extends"], "a list of ids of profiles", "profile", ids),
            Tasks = Names(members?["tasks"], "a list of ids of tasks", "task", tasks),
            Permits = Permits(members?["permits"]),
        };
    }

    private void CheckId(ConfigurationNode node)
    {
        var id = node.Name!;
        // A tag's value names profiles too, separated by spaces, and takes few other characters.
        if (id.Length is 0 or > LongestId || !id.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.'))
            errors.AddAtName(node, $"expected a profile id of 1 to {LongestId} letters, digits or `-_.`, found {ConfigurationNode.Quote(id)}");
        else if (catalog.FindProfile(id) is not null)
            errors.AddAtName(node, $"expected a new profile id, found that of the built-in profile `{id}`; `extends` can build on it");
    }

    private ImmutableArray<string> Names(ConfigurationNode? node, string list, string what, ImmutableArray<string> known)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var entry in values.Entries(node, list))
        {
            if (values.Text(entry, $"the id of a {what}") is not { } name)
                continue;
            if (known.Contains(name, StringComparer.Ordinal))
                names.Add(name);
            else if (!errors.IsFull)
                errors.Add(entry, NearestName.Unknown(what, name, known));
        }

        return names.ToImmutable();
    }

    private ImmutableArray<string> Permits(ConfigurationNode? node)
    {
        var actions = ImmutableArray.CreateBuilder<string>();
        foreach (var entry in values.Entries(node, "a list of actions"))
        {
            if (errors.IsFull || values.Text(entry, Action) is not { } action)
                continue;
            if (ActionNames.MatchesAction(action))
                actions.Add(action);
            else
                errors.Add(entry, UnknownAction(action));
        }

        return actions.ToImmutable();
    }

    private static string UnknownAction(string action)
    {
        var start = action.AsSpan().ContainsAny('*', '?')
            ? $"no action in force matches the pattern {ConfigurationNode.Quote(action)}"
            : $"unknown action {ConfigurationNode.Quote(action)}";
        return ActionNames.NearestTo(action) is { } nearest
            ? $"{start}: did you mean {ConfigurationNode.Quote(nearest)}?"
            : $"{start}: expected an action in force as `prefix:Name`";
    }
}
