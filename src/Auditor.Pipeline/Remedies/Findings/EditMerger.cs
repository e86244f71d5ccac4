using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Remedies.Findings;

/// <summary>Puts what several requests need into one policy: nobody wants a policy an action.</summary>
internal static class EditMerger
{
    /// <summary>The edits with what allows in one place.</summary>
    /// <param name="edits">In the order in which they are applied.</param>
    /// <param name="purpose">What the new policy is for: gives it its name.</param>
    /// <param name="taken">The ids of the policies that the principal holds: no new one takes the place of one of them.</param>
    public static List<PolicyEdit> Merge(IReadOnlyCollection<PolicyEdit> edits, string purpose, IReadOnlySet<string> taken)
    {
        var merged = new List<PolicyEdit>();
        foreach (var edit in edits.Where(edit => !IsNewGrant(edit)))
            Chain(merged, edit);
        // A statement that is added to a new policy is one of that policy's.
        var added = edits.Where(edit => edit.Kind == EditKind.AddPolicy).Select(edit => edit.Policy.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var same in edits.Where(IsNewGrant).GroupBy(edit => added.Contains(edit.Policy.Id) ? "" : edit.Policy.Id, StringComparer.Ordinal))
        {
            var first = same.First();
            var isForMore = same.Key.Length == 0 && same.Count() > 1 && first.Policy.Name != EditFinder.IdentityCenterPolicy;
            ImmutableArray<string> statements = [.. same.SelectMany(edit => edit.After).GroupBy(RestOf, StringComparer.Ordinal).Select(Joined)];
            merged.Add(first with { After = statements, Policy = isForMore ? Named(first.Policy, "Allow" + Pascal(purpose), taken) : first.Policy });
        }

        return merged;
    }

    /// <summary>An edit of a statement that an earlier edit put there is one with that edit.</summary>
    private static void Chain(List<PolicyEdit> merged, PolicyEdit edit)
    {
        var at = merged.FindIndex(earlier => earlier.Kind == EditKind.ReplaceStatement && edit.Kind == EditKind.ReplaceStatement && earlier.Policy.Id == edit.Policy.Id
            && earlier.After.Contains(edit.Before!.Text, StringComparer.Ordinal));
        if (at < 0)
            merged.Add(edit);
        else
            merged[at] = merged[at] with { After = [.. merged[at].After.SelectMany(text => text == edit.Before!.Text ? edit.After : [text])] };
    }

    private static bool IsNewGrant(PolicyEdit edit) => edit is { Layer: PolicyLayer.Identity, Kind: EditKind.AddPolicy or EditKind.AddStatement };

    /// <summary>A policy of another name; of several that one wants to be called so, the later are numbered.</summary>
    private static PolicySource Named(PolicySource like, string name, IReadOnlySet<string> taken)
    {
        string IdOf(string called) => like.Id[..^like.Name.Length] + called;
        var free = name;
        for (var number = 2; taken.Contains(IdOf(free)); number++)
            free = string.Create(CultureInfo.InvariantCulture, $"{name}{number}");
        return new PolicySource(IdOf(free), free);
    }

    /// <summary>A statement but for its actions.</summary>
    private static string RestOf(string statement)
    {
        var copy = JsonNode.Parse(statement)!.AsObject();
        copy.Remove("Action");
        return copy.ToJsonString();
    }

    private static string Joined(IGrouping<string, string> alike)
    {
        var joined = JsonNode.Parse(alike.First())!.AsObject();
        var actions = alike.SelectMany(text => JsonNode.Parse(text)!["Action"] is JsonArray list ? list.Select(item => item!.GetValue<string>()) : [JsonNode.Parse(text)!["Action"]!.GetValue<string>()])
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        joined["Action"] = actions is [var only] ? JsonValue.Create(only) : new JsonArray([.. actions.Select(action => (JsonNode?)JsonValue.Create(action))]);
        return joined.ToJsonString();
    }

    private static string Pascal(string words) =>
        string.Concat(words.Split(['-', ':', ' '], StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
