using System.Globalization;
using System.Text.Json.Nodes;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Tests.Report.Html;

/// <summary>Reads a page's data as its script does.</summary>
internal sealed class PageReader(JsonNode data)
{
    private static readonly string[] Kinds = ["role", "user", "permission set", "service's own role"];
    private readonly string[] texts = [.. data["texts"]!.AsArray().Select(text => text!.GetValue<string>())];

    public IEnumerable<string> Arns() => Enumerable.Range(0, data["principals"]!["name"]!.AsArray().Count).Select(ArnOf);

    public IEnumerable<string> TasksOf(int principal)
    {
        var row = data["answers"]![Column("answers", principal)]!.AsArray().Select(value => value!.GetValue<int>()).ToArray();
        return row.Chunk(2).Select(pair => $"{data["tasks"]![pair[0]]![0]}={((Verdict)(pair[1] & 7)).Word()}");
    }

    public IEnumerable<string> AccessOf(int principal) =>
        from entry in data["classes"]![Column("class", principal)]!.AsArray().Skip(2)
        from action in entry![4]!.AsArray()
        select $"{texts[action!.GetValue<int>()]}={((Verdict)entry[0]!.GetValue<int>()).Word()}";

    /// <summary>Each explained request with its sentence and the places of its rungs, the principal's own words put in.</summary>
    public IEnumerable<(int Principal, string Action, string Sentence, string[] Rungs)> Ladders()
    {
        foreach (var request in data["requests"]!.AsArray().Select(value => value!.GetValue<int>()).Chunk(3))
        {
            var ladder = data["ladders"]![request[2]]!;
            yield return (request[0], texts[request[1]], Own(ladder["s"]!.GetValue<int>(), request[0]), [.. ladder["g"]!.AsArray().Select(rung => Own(rung![1]!.GetValue<int>(), request[0]))]);
        }
    }

    private string Own(int text, int principal)
    {
        var name = Text("set", principal) is { Length: > 0 } set ? set : Text("name", principal);
        var who = $"The {Kinds[Column("kind", principal)]} {name}";
        return texts[text].Replace("\u0001", ArnOf(principal), StringComparison.Ordinal).Replace("\u0002", who, StringComparison.Ordinal)
            .Replace("\u0003", char.ToLower(who[0], CultureInfo.InvariantCulture) + who[1..], StringComparison.Ordinal).Replace("\u0004", Account(principal), StringComparison.Ordinal);
    }

    private string ArnOf(int principal) => Text("path", principal).Replace("\u0001", Account(principal), StringComparison.Ordinal) + Text("name", principal);

    private string Account(int principal) => data["accounts"]!["id"]![Column("account", principal)]!.GetValue<string>();

    private string Text(string column, int principal) => texts[Column(column, principal)];

    private int Column(string name, int principal) => data["principals"]![name]![principal]!.GetValue<int>();
}
