using System.Globalization;
using System.Text.Json;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Remedies;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Report;

/// <summary>Writes a finding as JSON, the same in every report, digest and answer.</summary>
internal static class JsonFinding
{
    /// <summary>Writes the members of a finding.</summary>
    /// <param name="writer">Stands in an object.</param>
    /// <param name="finding">The finding.</param>
    /// <param name="asOf">Since when what nobody remembers counts as seen.</param>
    public static void Write(Utf8JsonWriter writer, Finding finding, DateTimeOffset asOf)
    {
        var draft = finding.Draft;
        writer.WriteString("id", finding.Id);
        writer.WriteString("rule", finding.Rule);
        writer.WriteString("severity", finding.Severity.Word());
        writer.WriteString("status", finding.Status.Word());
        writer.WriteString("firstSeen", JsonForm.Moment(finding.FirstSeen ?? asOf));
        writer.WriteString("lastSeen", JsonForm.Moment(finding.LastSeen ?? asOf));
        writer.WriteString("account", draft.Account);
        writer.WriteStartObject("subject");
        writer.WriteString("kind", draft.Subject.Kind);
        writer.WriteString("id", draft.Subject.DisplayId);
        writer.WriteEndObject();
        writer.WriteString("matter", draft.Matter);
        JsonForm.WriteList(writer, "principals", finding.Principals, (to, principal) =>
        {
            to.WriteString("arn", principal.Arn);
            to.WriteString("account", principal.Account);
            to.WriteString("since", JsonForm.Moment(principal.Since ?? asOf));
            to.WriteString("owner", principal.Owner);
        });
        JsonForm.WriteTexts(writer, "principalsRemoved", [.. finding.PrincipalsRemoved.Select(principal => principal.Arn)]);
        writer.WriteNumber("otherPrincipals", finding.OtherPrincipals);
        JsonForm.WriteList(writer, "suppressions", finding.Suppressions, WriteSuppression);
        writer.WriteString("title", draft.Title);
        writer.WriteString("explanation", draft.Explanation);
        JsonForm.WriteTexts(writer, "actions", draft.Actions);
        JsonForm.WriteTexts(writer, "resources", draft.Resources);
        JsonForm.WriteList(writer, "blockers", finding.Blockers.Select((blocker, index) => (blocker, index)), (to, item) => WriteBlocker(to, item.blocker, item.index + 1));
        JsonForm.WriteTexts(writer, "unknownKeys", draft.UnknownKeys);
        JsonForm.WriteList(writer, "evidence", finding.Evidence, WriteEvidence);
        writer.WriteString("evidenceHash", finding.EvidenceHash);
        writer.WritePropertyName("remedy");
        if (finding.Remedy is { } remedy)
            JsonRemedy.Write(writer, remedy);
        else
            writer.WriteNullValue();
        writer.WriteString("help", $"docs/findings/{finding.Rule}.md");
    }

    /// <summary>Writes the members of a suppression.</summary>
    public static void WriteSuppression(Utf8JsonWriter writer, Suppression suppression)
    {
        writer.WriteString("principal", suppression.Principal);
        writer.WriteString("owner", suppression.Owner);
        writer.WriteString("reason", suppression.Reason);
        writer.WriteString("expires", suppression.Expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    /// <summary>Writes a suppression that ends soon, with the findings that it holds back.</summary>
    public static void WriteExpiring(Utf8JsonWriter writer, ExpiringSuppression expiring)
    {
        WriteSuppression(writer, expiring.Suppression);
        JsonForm.WriteTexts(writer, "findings", expiring.Findings);
    }

    /// <summary>Writes the members of what stands in the way; <paramref name="order"/> counts from 1.</summary>
    public static void WriteBlocker(Utf8JsonWriter writer, Blocker blocker, int order)
    {
        writer.WriteNumber("order", order);
        writer.WriteString("layer", PolicyLayerNames.Of(blocker.Layer));
        writer.WriteString("kind", blocker.IsExplicit ? "explicit" : "implicit");
        writer.WriteString("policy", blocker.Policy?.Id);
        writer.WriteString("statement", blocker.Statement?.Label);
        JsonForm.WritePlace(writer, blocker.Statement?.Start.Line ?? 0, blocker.Statement?.Start.Column ?? 0);
        writer.WriteString("target", blocker.TargetId);
    }

    private static void WriteEvidence(Utf8JsonWriter writer, Evidence evidence)
    {
        writer.WriteString("policy", evidence.Policy);
        writer.WriteString("version", evidence.Version);
        writer.WriteString("statement", evidence.Statement);
        JsonForm.WritePlace(writer, evidence.Line, evidence.Column);
        writer.WriteString("text", evidence.Text);
    }
}
