using System.Text.Json;
using Auditor.Pipeline.Findings;

namespace Auditor.Pipeline.Report.Forms;

/// <summary>Whom a finding concerns, as resources of an event; where nobody is, what it is about.</summary>
internal static class OcsfResources
{
    /// <summary>Stores of events refuse large ones; the count of all stands in the event too.</summary>
    private const int MostResources = 100;

    public static void Write(Utf8JsonWriter writer, Finding finding, string partition)
    {
        writer.WriteStartArray("resources");
        if (finding.Principals.IsEmpty)
            WriteResource(writer, finding.Draft.Subject.DisplayId, finding.Draft.Subject.Kind, owner: null, partition);
        foreach (var principal in finding.Principals.Take(MostResources))
            WriteResource(writer, principal.Arn, AwsName.Of(principal.Arn).CloudFormation, principal.Owner, partition);
        writer.WriteEndArray();
    }

    private static void WriteResource(Utf8JsonWriter writer, string id, string type, string? owner, string partition)
    {
        writer.WriteStartObject();
        writer.WriteString("uid", id);
        writer.WriteLine("name", id[(id.LastIndexOf('/') + 1)..], 256);
        writer.WriteString("type", type);
        writer.WriteString("cloud_partition", partition);
        if (owner is not null)
        {
            writer.WriteStartObject("owner");
            writer.WriteLine("name", owner, 256);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
