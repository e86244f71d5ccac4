using System.Collections.Immutable;
using System.Text.Json;

namespace Auditor.Pipeline.Report.Html;

/// <summary>Fills the page's data, the most important first: what comes last is what is left out where a report is too large.</summary>
internal sealed class ReportData(AuditReport report, PageData data)
{
    public void Fill()
    {
        var principals = PrincipalChoice.Of(report, data.Left / 3 * 2);
        new HeadSection(report, data.Texts).Write(data.Add("head"));
        var finder = new PrincipalSection(report, data, principals);
        finder.Write();
        new OrganizationSection(report, data, finder.Accounts).Write();
        WriteWho(finder);
        var findings = new FindingSection(report, data, finder);
        // Rows before details, details before ladders.
        findings.WriteRows(data.Left / 3 * 2);
        findings.WriteDetails(data.Left / 2);
        var ladders = new LadderSection(report, data, finder);
        ladders.Write();
        WriteCuts(principals, findings, ladders);
    }

    private void WriteWho(PrincipalSection principals)
    {
        var json = data.Add("who");
        json.WriteStartObject();
        WriteWho(json, "money", WhoCan.ChangeMoney(report), principals);
        WriteWho(json, "margins", WhoCan.SeeMargins(report), principals);
        json.WriteEndObject();
    }

    private static void WriteWho(Utf8JsonWriter json, string name, WhoCan who, PrincipalSection principals)
    {
        json.WriteStartObject(name);
        foreach (var (word, those) in ((string, ImmutableArray<Inventory.Principal>)[])[("can", who.Certain), ("conditional", who.Conditional), ("unknown", who.Unknown)])
        {
            json.WriteStartArray(word);
            foreach (var principal in those)
                json.WriteNumberValue(principals.Find(principal.Arn) ?? -1);

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary>What the page lacks, which it has to say.</summary>
    private void WriteCuts(PrincipalChoice principals, FindingSection findings, LadderSection ladders)
    {
        var json = data.Add("shown");
        json.WriteStartObject();
        json.WriteNumber("principals", principals.Chosen.Length);
        json.WriteNumber("principalsListed", report.Principals.Length);
        json.WriteNumber("findings", findings.Listed);
        json.WriteNumber("findingsAll", report.Findings.Length);
        json.WriteNumber("details", findings.Detailed);
        json.WriteNumber("ladders", ladders.Ladders);
        json.WriteBoolean("laddersCut", ladders.IsCut);
        json.WriteEndObject();
    }
}
