using System.Globalization;
using System.Text.Json;

namespace Auditor.Aws.Collect.Files;

/// <summary>Writes <c>snapshot.json</c>.</summary>
internal static class MetadataFile
{
    public static void Write(Utf8JsonWriter writer, DateTimeOffset takenAt, string partition, string tool, Coverage coverage)
    {
        writer.WriteStartObject();
        writer.WriteNumber("schemaVersion", 1);
        writer.WriteString("takenAt", takenAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        writer.WriteString("partition", partition);
        writer.WriteString("tool", tool);
        writer.WriteStartObject("coverage");
        writer.WriteNumber("accountsExpected", coverage.AccountsExpected);
        writer.WriteNumber("accountsRead", coverage.AccountsRead);
        writer.WriteStartArray("refused");
        foreach (var refusal in coverage.Refused)
            RefusalJson.Write(writer, refusal);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
