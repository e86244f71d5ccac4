using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Publish;

/// <summary>What SNS takes, and how to make a subject that it takes. A message that breaks a rule is our bug: it is found here and not by AWS.</summary>
/// <remarks>
/// Source: Amazon SNS API Reference, Publish, <see href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html"/>, and Developer Guide, message attributes,
/// <see href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html"/>, read 2026-11-24.
/// </remarks>
public static class NotificationRules
{
    /// <summary>The most that body and attributes may take together, in bytes of UTF-8.</summary>
    public const int MostBytes = 262_144;

    /// <summary>The longest subject, in characters: "less than 100".</summary>
    public const int LongestSubject = 99;

    /// <summary>The most attributes: a queue that takes messages raw drops those that have more.</summary>
    public const int MostAttributes = 10;

    private const int LongestAttributeName = 256;
    private static readonly SearchValues<char> AttributeNameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.");

    /// <summary>A text as a subject: other than printable ASCII becomes <c>?</c>, and it is cut where it is too long.</summary>
    public static string Subject(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var ascii = string.Concat(text.EnumerateRunes().Select(rune => rune.Value is >= ' ' and <= '~' ? (char)rune.Value : '?')).Trim();
        return ascii.Length <= LongestSubject ? ascii : ascii[..(LongestSubject - 3)].TrimEnd() + "...";
    }

    /// <summary>Refuses what SNS would refuse.</summary>
    /// <exception cref="ArgumentException">A rule is broken; the message says which.</exception>
    public static void Check(string subject, string body, ImmutableArray<NotificationAttributeValue> attributes)
    {
        CheckSubject(subject);
        CheckBody(body);
        Require(attributes.Length <= MostAttributes, $"there are more than {MostAttributes} attributes");
        Require(attributes.DistinctBy(attribute => attribute.Name, StringComparer.Ordinal).Count() == attributes.Length, "an attribute is given twice");
        foreach (var attribute in attributes)
            CheckAttribute(attribute);
        var size = NotificationMessage.SizeOf(body, attributes);
        Require(size <= MostBytes, string.Create(CultureInfo.InvariantCulture, $"the message has {size} bytes, more than {MostBytes}"));
    }

    private static void CheckSubject(string subject)
    {
        Require(subject is { Length: >= 1 and <= LongestSubject }, $"the subject must have 1 to {LongestSubject} characters");
        Require(subject.All(letter => letter is >= ' ' and <= '~'), "the subject must be printable ASCII without line breaks");
        Require(subject[0] != ' ', "the subject must begin with a letter, a number or a punctuation mark");
    }

    private static void CheckBody(string body)
    {
        Require(!string.IsNullOrEmpty(body), "the message is empty");
        using var document = Parse(body);
        Require(document.RootElement.ValueKind == JsonValueKind.Object, "the message must be a JSON object");
        foreach (var text in document.RootElement.EnumerateObject())
            Require(text.Value.ValueKind == JsonValueKind.String && text.Value.GetString()!.Length > 0, $"`{text.Name}` must be a text that is not empty");
        Require(document.RootElement.TryGetProperty("default", out _), "the message has no `default`");
    }

    private static void CheckAttribute(NotificationAttributeValue attribute)
    {
        var name = attribute.Name;
        Require(
            name.Length is >= 1 and <= LongestAttributeName && !name.AsSpan().ContainsAnyExcept(AttributeNameCharacters) && name[0] != '.' && name[^1] != '.'
                && !name.Contains("..", StringComparison.Ordinal),
            $"`{name}` is no name of an attribute");
        Require(!name.StartsWith("AWS.", StringComparison.OrdinalIgnoreCase) && !name.StartsWith("Amazon.", StringComparison.OrdinalIgnoreCase), $"`{name}` is reserved");
        Require(attribute.Value.Length > 0, $"the attribute `{name}` has no value");
        Require(
            attribute.Type == "String" || (attribute.Type == "Number" && decimal.TryParse(attribute.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out _)),
            $"the attribute `{name}` is not of its type");
    }

    private static JsonDocument Parse(string body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException error)
        {
            throw new ArgumentException("the message is no JSON: " + JsonWords.Reason(error), error);
        }
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
            throw new ArgumentException(otherwise);
    }
}
