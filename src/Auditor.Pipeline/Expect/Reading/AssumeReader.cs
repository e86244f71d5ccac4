using System.Collections.Immutable;

namespace Auditor.Pipeline.Expect.Reading;

/// <summary>Reads <c>assume</c>: values of context keys.</summary>
internal sealed class AssumeReader(ConfigurationErrors errors)
{
    private readonly ValueReader values = new(errors);

    public ImmutableSortedDictionary<string, ImmutableArray<string>?> Read(ConfigurationNode? node)
    {
        var assumed = Configuration.NoAssumptions.ToBuilder();
        if (node is { IsObject: false })
            errors.Expected(node, "an object whose members are context keys");
        foreach (var member in node is { IsObject: true } ? node.Children : [])
        {
            var key = member.Name!;
            var colon = key.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || colon == key.Length - 1 || key.Any(char.IsWhiteSpace) && !key.Contains('/', StringComparison.Ordinal))
                errors.AddAtName(member, $"expected a context key such as `aws:MultiFactorAuthPresent`, found {ConfigurationNode.Quote(key)}");
            else if (assumed.ContainsKey(key))
                errors.AddAtName(member, $"the context key {ConfigurationNode.Quote(key)} stands here twice: case does not matter");
            else
                assumed.Add(key, ReadValues(member));
        }

        return assumed.ToImmutable();
    }

    private ImmutableArray<string>? ReadValues(ConfigurationNode node)
    {
        const string expected = "a list of values as text, or null for a key that requests do not carry";
        if (node.IsNull)
            return null;
        if (node is not { IsList: true, Children: [_, ..] })
        {
            errors.Expected(node, expected);
            return [];
        }

        foreach (var entry in node.Children.Where(entry => !entry.IsText))
            errors.Expected(entry, "a value as text");
        return [.. values.Entries(node, expected).Where(entry => entry.IsText).Select(entry => entry.Text)];
    }
}
