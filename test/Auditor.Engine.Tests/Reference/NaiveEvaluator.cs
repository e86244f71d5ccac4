using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Auditor.Engine.Reference;

/// <summary>A second reading of docs/evaluation.md over plain JSON: slow, two-valued, without anything of the engine. Readable documents only.</summary>
internal sealed partial class NaiveEvaluator(JsonElement policyCase)
{
    private readonly string _action = policyCase.GetProperty("request").GetProperty("action").GetString()!;
    private readonly string _resource = policyCase.GetProperty("request").GetProperty("resource").GetString()!;
    private readonly JsonElement _context = policyCase.GetProperty("request").GetProperty("context");
    private readonly NaivePrincipal _principal = new(policyCase);
    private bool _variables;

    public string Decide()
    {
        var identity = Layer("identity", completes: true)!;
        var boundary = policyCase.TryGetProperty("boundary", out var limit) ? Read([limit], completes: true) : null;
        var session = Layer("session", completes: false);
        var own = policyCase.TryGetProperty("resourcePolicy", out var policy) ? Read([policy], completes: false) : null;
        List<List<JsonElement>> organization = [.. Levels("scps"), .. Levels("rcps")];
        if (new[] { identity, boundary, session, own }.OfType<List<JsonElement>>().Concat(organization).Any(layer => layer.Any(Denies)))
            return "explicitDeny";

        var isOwn = !_principal.IsOfAnotherAccount;
        var grants = isOwn && own is not null ? own.Where(Allows).Select(_principal.Grant).ToArray() : [];
        var allowed = organization.All(level => level.Any(Allows))
            && (identity.Any(Allows) || grants.Any(grant => grant.OpensIdentity))
            && (boundary is null || boundary.Any(Allows) || grants.Any(grant => grant.OpensBoundary))
            && (session is null || session.Any(Allows) || grants.Any(grant => grant.OpensSession))
            && (own is null || own.Any(Allows) || (isOwn && !Fold(_action).StartsWith("kms:", StringComparison.Ordinal)));
        return allowed ? "allowed" : "implicitDeny";
    }

    private static bool Allows(JsonElement statement) => statement.GetProperty("Effect").GetString() == "Allow";

    private static bool Denies(JsonElement statement) => !Allows(statement);

    private List<JsonElement>? Layer(string member, bool completes) =>
        policyCase.TryGetProperty(member, out var documents) ? Read(documents.EnumerateArray(), completes) : null;

    private IEnumerable<List<JsonElement>> Levels(string member) =>
        policyCase.TryGetProperty(member, out var levels) ? levels.EnumerateArray().Select(level => Read(level.EnumerateArray(), completes: false)) : [];

    /// <summary>The statements that match.</summary>
    private List<JsonElement> Read(IEnumerable<JsonElement> documents, bool completes)
    {
        var matching = new List<JsonElement>();
        foreach (var document in documents)
        {
            _variables = document.TryGetProperty("Version", out var version) && version.GetString() == "2012-10-17";
            matching.AddRange(List(document.GetProperty("Statement")).Where(statement => Matches(statement, completes)));
        }

        return matching;
    }

    private bool Matches(JsonElement statement, bool completes) =>
        One(statement, "Action", pattern => Like(Fold(pattern), Fold(_action), 0))
        && One(statement, "Resource", pattern => Covers(pattern, completes))
        && _principal.IsMeantBy(statement)
        && (!statement.TryGetProperty("Condition", out var condition)
            || condition.EnumerateObject().All(op => op.Value.EnumerateObject().All(key => Holds(op.Name.ToLowerInvariant(), key.Name, Texts(key.Value)))));

    private static bool One(JsonElement statement, string element, Func<string, bool> matches) =>
        statement.TryGetProperty(element, out var patterns) ? Texts(patterns).Any(matches) : !Texts(statement.GetProperty("Not" + element)).Any(matches);

    private bool Covers(string pattern, bool completes)
    {
        while (completes && pattern.StartsWith("arn:", StringComparison.Ordinal) && pattern.Count(character => character == ':') < 5)
            pattern += ":*";
        if (pattern.StartsWith("arn:", StringComparison.Ordinal) && pattern.Count(character => character == ':') < 5 && !pattern.EndsWith('*'))
            return false;
        var (head, tail) = AtFifthColon(pattern);
        var (requestHead, requestTail) = AtFifthColon(_resource);
        return Resolve(tail) is { } resolved && Like(Fold(head) + resolved, Fold(requestHead) + requestTail, 5);
    }

    /// <summary>ASCII only.</summary>
    private static string Fold(string text) => string.Concat(text.Select(character => character is >= 'A' and <= 'Z' ? (char)(character + 32) : character));

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
            var character => text.Length > 0 && text[0] == Unmask(character) && Like(pattern[1..], text[1..], character == ':' ? head - 1 : head),
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

    private JsonElement? Value(string key) => _context.EnumerateObject().Where(entry => entry.Name.Equals(key, StringComparison.OrdinalIgnoreCase)).Select(entry => (JsonElement?)entry.Value).LastOrDefault();

    private bool Holds(string op, string key, string[] wanted)
    {
        var value = Value(key);
        var given = value is { } known ? Texts(known) : [];
        if (op == "null")
            return wanted.Contains(given.All(text => text.Length == 0) ? "true" : "false");
        var (all, any) = (op.StartsWith("forallvalues:", StringComparison.Ordinal), op.StartsWith("foranyvalue:", StringComparison.Ordinal));
        var ifExists = op.EndsWith("ifexists", StringComparison.Ordinal);
        op = op[(op.IndexOf(':', StringComparison.Ordinal) + 1)..].Replace("ifexists", "", StringComparison.Ordinal);
        var negated = op.Contains("not", StringComparison.Ordinal);
        op = op.Replace("not", "", StringComparison.Ordinal);
        bool Satisfies(string text) => negated ? wanted.All(want => Compare(op, text, want) == false) : wanted.Any(want => Compare(op, text, want) == true);

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
        "stringequals" => Resolve(Mask(wanted)) is { } text && Like(text, given, 0),
        "stringequalsignorecase" => Resolve(Mask(wanted)) is { } text && Like(text.ToLowerInvariant(), given.ToLowerInvariant(), 0),
        "stringlike" => Resolve(wanted) is { } text && Like(text, given, 0),
        "arnequals" or "arnlike" => given.Split(':', 6) is { Length: 6 } left && wanted.Split(':', 6) is { Length: 6 } right
            ? left.Zip(right).All(pair => Resolve(pair.Second) is { } text && Like(text, pair.First, 0)) : null,
        "bool" => bool.TryParse(given, out var left) && bool.TryParse(wanted, out var right) ? left == right : null,
        "binaryequals" => NaiveValues.Bytes(given) is { } left && NaiveValues.Bytes(wanted) is { } right ? left == right : null,
        "ipaddress" => IPAddress.TryParse(given, out var left) && NaiveValues.Range(wanted) is { } right ? right.Contains(left) : null,
        _ => NaiveValues.Order(op, given, wanted) is { } order
            ? (order == 0 && op.EndsWith("equals", StringComparison.Ordinal)) || (order < 0 && op.Contains("less", StringComparison.Ordinal)) || (order > 0 && op.Contains("greater", StringComparison.Ordinal))
            : null,
    };

    private static JsonElement[] List(JsonElement value) => value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
    private static string[] Texts(JsonElement value) => [.. List(value).Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText())];

    [GeneratedRegex(@"\$\{(?<key>[^,}]*)(, '(?<default>[^']*)')?\}")]
    private static partial Regex Variable();
}
