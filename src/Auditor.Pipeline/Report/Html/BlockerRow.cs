using System.Collections.Immutable;
using System.Text.Json;
using Auditor.Engine;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Report.Html;

/// <summary>Blockers as rows: layer, explicit, certain, policy, statement, line, target.</summary>
internal static class BlockerRow
{
    public static void WriteAll(Utf8JsonWriter json, string name, ImmutableArray<Blocker> blockers, StringTable texts, Func<string, string>? shared = null)
    {
        json.WriteStartArray(name);
        foreach (var blocker in blockers)
        {
            json.WriteStartArray();
            json.WriteNumberValue(texts.Of(PolicyLayerNames.Of(blocker.Layer)));
            json.WriteNumberValue(blocker.IsExplicit ? 1 : 0);
            json.WriteNumberValue(blocker.Certainty == Truth.Yes ? 1 : 0);
            json.WriteNumberValue(texts.Of(blocker.Policy is { } policy ? shared?.Invoke(policy.Id) ?? policy.Id : null));
            json.WriteNumberValue(texts.Of(blocker.Statement?.Label));
            json.WriteNumberValue(blocker.Statement?.Start.Line ?? 0);
            json.WriteNumberValue(texts.Of(blocker.TargetId is { } target ? shared?.Invoke(target) ?? target : null));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
