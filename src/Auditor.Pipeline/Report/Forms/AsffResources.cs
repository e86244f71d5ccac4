using System.Globalization;
using System.Text.Json;
using Auditor.Pipeline.Findings;

namespace Auditor.Pipeline.Report.Forms;

/// <summary>Whom a finding concerns; Security Hub takes 32 resources, so of more the last one counts the rest.</summary>
internal static class AsffResources
{
    internal const int MostResources = 32;
    private const int LongestId = 512;

    public static void Write(Utf8JsonWriter writer, Finding finding, string partition, string region)
    {
        var principals = finding.Principals;
        writer.WriteStartArray("Resources");
        if (principals.IsEmpty)
            WriteResource(writer, finding.Draft.Subject.DisplayId, AwsName.Of(finding.Draft.Subject.DisplayId).SecurityHub, partition, region);
        foreach (var principal in principals.Take(principals.Length > MostResources ? MostResources - 1 : MostResources))
            WriteResource(writer, principal.Arn, AwsName.Of(principal.Arn).SecurityHub, partition, region);
        if (principals.Length > MostResources)
            WriteResource(writer, string.Create(CultureInfo.InvariantCulture, $"{principals.Length - MostResources + 1} more principals"), "Other", partition, region);
        writer.WriteEndArray();
    }

    private static void WriteResource(Utf8JsonWriter writer, string id, string type, string partition, string region)
    {
        writer.WriteStartObject();
        writer.WriteString("Type", type);
        writer.WriteString("Id", PlainText.Shorten(id, LongestId));
        writer.WriteString("Partition", partition);
        writer.WriteString("Region", region);
        writer.WriteEndObject();
    }
}
