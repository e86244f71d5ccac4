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
            if (!IsKey(key))
                errors.AddAtName(member, $"expected a context key such as `aws:MultiFactorAuthPresent`, found {ConfigurationNode.Quote(key)}");
            else if (assumed.ContainsKey(key))
                errors.AddAtName(member, $"the context key {ConfigurationNode.Quote(key)} stands here twice: case does not matter");
            else
                assumed.Add(key, ReadValues(member));
        }

        return assumed.ToImmutable();
    }

    /// <summary>A prefix without blanks, a colon and a name; blanks may stand in a tag key, after a slash.</summary>
    private static bool IsKey(string text)
    {
        var name = text.AsSpan(text.IndexOf(':', StringComparison.Ordinal) + 1);
        return text.Length - name.Length > 1
            && name is [not ' ', ..]
            && !text.AsSpan(0, text.Length - name.Length).Contains(' ');
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
