namespace Auditor.Pipeline.Expect.Reading;

/// <summary>Finds profiles that extend themselves, each circle once, where it closes.</summary>
internal sealed class CycleFinder(ConfigurationNode profiles, ConfigurationErrors errors)
{
    private readonly Dictionary<string, ConfigurationNode> byName =
        profiles.Children.ToDictionary(child => child.Name!, StringComparer.Ordinal);
    private readonly HashSet<string> finished = new(StringComparer.Ordinal);
    private readonly List<string> path = [];

    public void Report()
    {
        foreach (var profile in profiles.Children)
            Visit(profile);
    }

    // The number of profiles is limited, and with it the depth of this recursion.
    private void Visit(ConfigurationNode profile)
    {
        if (finished.Contains(profile.Name!))
            return;
        path.Add(profile.Name!);
        foreach (var entry in Extends(profile))
        {
            var opened = path.IndexOf(entry.Text);
            if (opened >= 0)
                errors.Add(entry, $"the profile extends itself: {Circle(path.Skip(opened).Append(entry.Text))}");
            else if (byName.TryGetValue(entry.Text, out var extended))
                Visit(extended);
        }

        path.RemoveAt(path.Count - 1);
        finished.Add(profile.Name!);
    }

    private static string Circle(IEnumerable<string> names) => string.Join(" → ", names.Select(ConfigurationNode.Quote));

    private static IEnumerable<ConfigurationNode> Extends(ConfigurationNode profile) =>
        profile.Children.FirstOrDefault(child => string.Equals(child.Name, "extends", StringComparison.Ordinal)) is { IsList: true } list
            ? list.Children.Where(entry => entry.IsText)
            : [];
}
