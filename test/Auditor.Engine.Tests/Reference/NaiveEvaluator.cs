using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Auditor.Engine.Reference;

/// <summary>
/// A second reading of docs/evaluation.md over plain JSON: slow, two-valued, without anything of the engine. Readable documents only.
/// </summary>
internal sealed partial class NaiveEvaluator(JsonElement policyCase)
{
    private readonly string _action = policyCase.GetProperty("request").GetProperty("action").GetString()!;
    private readonly string _resource = policyCase.GetProperty("request").GetProperty("resource").GetString()!;
    private readonly JsonElement _context = policyCase.GetProperty("request").GetProperty("context");
    private bool _variables;

    public string Decide()
    {
        var layers = new List<(JsonElement[] Documents, bool Completes)>();
        foreach (var (member, completes) in new[] { ("identity", true), ("session", false) })
        {
            if (policyCase.TryGetProperty(member, out var documents))
                layers.Add(([.. documents.EnumerateArray()], completes));
        }

        if (policyCase.TryGetProperty("boundary", out var boundary))
            layers.Add(([boundary], true));
        if (policyCase.TryGetProperty("scps", out var levels))
            layers.AddRange(levels.EnumerateArray().Select(level => (level.EnumerateArray().ToArray(), false)));
        if (layers.Any(layer => Says(layer.Documents, "Deny", layer.Completes)))
            return "explicitDeny";
        return layers.All(layer => Says(layer.Documents, "Allow", layer.Completes)) ? "allowed" : "implicitDeny";
    }

    private bool Says(JsonElement[] documents, string effect, bool completes) =>
        documents.Any(document =>
        {
            _variables = document.TryGetProperty("Version", out var version) && version.GetString() == "2012-10-17";
            return List(document.GetProperty("Statement")).Any(
                statement => statement.GetProperty("Effect").GetString() == effect && Matches(statement, completes));
        });

    private bool Matches(JsonElement statement, bool completes) =>
        One(statement, "Action", pattern => Like(pattern.ToLowerInvariant(), _action.ToLowerInvariant(), 0))
        && One(statement, "Resource", pattern => Covers(pattern, completes))
        && (!statement.TryGetProperty("Condition", out var condition)
            || condition.EnumerateObject().All(op => op.Value.EnumerateObject().All(key => Holds(op.Name, key.Name, Texts(key.Value)))));

    private static bool One(JsonElement statement, string element, Func<string, bool> matches) =>
        statement.TryGetProperty(element, out var patterns)
            ? Texts(patterns).Any(matches)
            : !Texts(statement.GetProperty("Not" + element)).Any(matches);

    private bool Covers(string pattern, bool completes)
    {
        while (completes && pattern.StartsWith("arn:", StringComparison.Ordinal) && pattern.Count(character => character == ':') < 5)
            pattern += ":*";
        var (head, tail) = AtFifthColon(pattern);
        var (requestHead, requestTail) = AtFifthColon(_resource);
        return Resolve(tail) is { } resolved && Like(head.ToLowerInvariant() + resolved, requestHead.ToLowerInvariant() + requestTail, 5);
    }

    private static (string, string) AtFifthColon(string text)
    {
        var fields = text.Split(':', 6);
        return fields.Length < 6 ? (text, "") : (text[..^fields[5].Length], fields[5]);
    }

    /// <summary>Wildcards, in the first so many colons bound to their segment unless they end it.</summary>
    private static bool Like(string pattern, string text, int head)
    {
        if (pattern.Length == 0)
            return text.Length == 0;
        var stays = head > 0 && (pattern[0] == '?' || (pattern.Length > 1 && pattern[1] != ':'));
        return pattern[0] switch
        {
            '*' => Like(pattern[1..], text, head) || (text.Length > 0 && !(stays && text[0] == ':') && Like(pattern, text[1..], head)),
            '?' => text.Length > 0 && !(stays && text[0] == ':') && Like(pattern[1..], text[1..], head),
            var character =>
                text.Length > 0 && text[0] == Unmask(character) && Like(pattern[1..], text[1..], character == ':' ? head - 1 : head),
        };
    }

    // Literal wildcards travel as control characters.
    private static char Unmask(char character) => character switch { '\u0001' => '*', '\u0002' => '?', _ => character };

    private static string Mask(string text) => text.Replace('*', '\u0001').Replace('?', '\u0002');

    private string? Resolve(string text)
    {
        if (!_variables)
            return text;
        var failed = false;
        var resolved = Variable().Replace(text, match =>
        {
            var key = match.Groups["key"].Value;
            if (key is "*" or "?" or "$" or "\u0001" or "\u0002")
                return Mask(key);
            if (Value(key) is { ValueKind: JsonValueKind.String } value && value.GetString()!.Length > 0)
                return Mask(value.GetString()!);
            failed |= !match.Groups["default"].Success;
            return Mask(match.Groups["default"].Value);
        });
        return failed ? null : resolved;
    }

    private JsonElement? Value(string key) =>
        _context.EnumerateObject().Where(
            entry => entry.Name.Equals(key, StringComparison.OrdinalIgnoreCase)).Select(entry => (JsonElement?)entry.Value).LastOrDefault();

    private bool Holds(string op, string key, string[] wanted)
    {
        var value = Value(key);
        var given = value is { } known ? Texts(known) : [];
        if (op == "Null")
            return wanted.Contains(given.All(text => text.Length == 0) ? "true" : "false");
        var (all, any) = (
            op.StartsWith("ForAllValues:", StringComparison.Ordinal), op.StartsWith("ForAnyValue:", StringComparison.Ordinal));
        var ifExists = op.EndsWith("IfExists", StringComparison.Ordinal);
        op = op[(op.IndexOf(':', StringComparison.Ordinal) + 1)..].Replace("IfExists", "", StringComparison.Ordinal);
        var negated = op.Contains("Not", StringComparison.Ordinal);
        op = op.Replace("Not", "", StringComparison.Ordinal);
        bool Satisfies(string text) =>
            negated ? wanted.All(want => Compare(op, text, want) == false) : wanted.Any(want => Compare(op, text, want) == true);

        if (value is null)
            return ifExists || all || (negated && !any);
        if ((all || any) && given.All(text => text.Length == 0))
            return all;
        if (all || any)
            return all ? given.All(Satisfies) : given.Any(Satisfies);
        return value.Value.ValueKind == JsonValueKind.String && Satisfies(given[0]);
    }

    private bool? Compare(string op, string given, string wanted) => op switch
    {
        "StringEquals" => Resolve(Mask(wanted)) is { } text && Like(text, given, 0),
        "StringLike" => Resolve(wanted) is { } text && Like(text, given, 0),
        "ArnEquals" or "ArnLike" => given.Split(':', 6) is { Length: 6 } left && wanted.Split(':', 6) is { Length: 6 } right
            ? left.Zip(right).All(pair => Resolve(pair.Second) is { } text && Like(text, pair.First, 0)) : null,
        "Bool" => bool.TryParse(given, out var left) && bool.TryParse(wanted, out var right) ? left == right : null,
        "IpAddress" => IPAddress.TryParse(given, out var left) && IPNetwork.TryParse(wanted, out var right) ? right.Contains(left) : null,
        _ => Order(op, given, wanted) is { } order
            ? (order == 0 && op.EndsWith("Equals", StringComparison.Ordinal))
                || (order < 0 && op.Contains("Less", StringComparison.Ordinal))
                || (order > 0 && op.Contains("Greater", StringComparison.Ordinal))
            : null,
    };

    private static int? Order(string op, string given, string wanted) => op.StartsWith("Date", StringComparison.Ordinal)
        ? DateTimeOffset.TryParse(given, CultureInfo.InvariantCulture, out var moment)
            && DateTimeOffset.TryParse(wanted, CultureInfo.InvariantCulture, out var other) ? moment.CompareTo(other) : null
        : decimal.TryParse(given, CultureInfo.InvariantCulture, out var left)
            && decimal.TryParse(wanted, CultureInfo.InvariantCulture, out var right) ? left.CompareTo(right) : null;

    private static JsonElement[] List(JsonElement value) => value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
    private static string[] Texts(JsonElement value) => [.. List(value).Select(item => item.GetString()!)];

    [GeneratedRegex(@"\$\{(?<key>[^,}]*)(, '(?<default>[^']*)')?\}")]
    private static partial Regex Variable();
}
