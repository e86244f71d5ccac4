using System.Globalization;
using System.Text.Json;

namespace Auditor.Pipeline.Expect.Reading;

/// <summary>Reads single values and lists. An absent member gives null or nothing; a wrong one does too, after an error.</summary>
internal sealed class ValueReader(ConfigurationErrors errors)
{
    /// <summary>A text that is not blank.</summary>
    public string? Text(ConfigurationNode? node, string what) => Text(node, what, static _ => true);

    /// <summary>A text that is not blank and passes the check.</summary>
    public string? Text(ConfigurationNode? node, string what, Func<string, bool> isValid)
    {
        if (node is null || (node.IsText && !string.IsNullOrWhiteSpace(node.Text) && isValid(node.Text)))
            return node?.Text;
        errors.Expected(node, what);
        return null;
    }

    public bool? Flag(ConfigurationNode? node)
    {
        if (node is null || node.Type is JsonTokenType.True or JsonTokenType.False)
            return node is null ? null : node.Type == JsonTokenType.True;
        errors.Expected(node, "true or false");
        return null;
    }

    public int? Number(ConfigurationNode? node, int from, int to)
    {
        if (node is null)
            return null;
        if (node.Type == JsonTokenType.Number
            && int.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= from && number <= to)
            return number;
        errors.Expected(node, from == to ? $"the number {from}" : $"a whole number from {from} to {to}");
        return null;
    }

    /// <summary>A day as <c>yyyy-MM-dd</c>.</summary>
    public DateOnly? Day(ConfigurationNode? node)
    {
        if (node is null)
            return null;
        if (node.IsText && DateOnly.TryParseExact(node.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        errors.Expected(node, "a day as `yyyy-MM-dd`");
        return null;
    }

    /// <summary>A list's entries.</summary>
    public IReadOnlyList<ConfigurationNode> Entries(ConfigurationNode? node, string what)
    {
        if (node is null || node.IsList)
            return node?.Children ?? [];
        errors.Expected(node, what);
        return [];
    }
}
