using System.Text.Json;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;

namespace Auditor.Aws.Collect.Files;

/// <summary>Writes <c>last-accessed.json</c>: the answers of GetServiceLastAccessedDetails by the principal's ARN.</summary>
internal static class LastAccessedFile
{
    public static void Write(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, GetServiceLastAccessedDetailsResponse>> answers)
    {
        writer.WriteStartObject();
        foreach (var (arn, answer) in answers.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.WriteStartObject(arn);
            writer.Text("JobStatus", answer.JobStatus?.Value);
            writer.Time("JobCreationDate", answer.JobCreationDate);
            writer.Time("JobCompletionDate", answer.JobCompletionDate);
            writer.Objects("ServicesLastAccessed", answer.ServicesLastAccessed, service => WriteService(writer, service));
            if (answer.IsTruncated == true)
                writer.WriteBoolean("IsTruncated", true);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteService(Utf8JsonWriter writer, ServiceLastAccessed service)
    {
        writer.Text("ServiceName", service.ServiceName);
        writer.Time("LastAuthenticated", service.LastAuthenticated);
        writer.Text("ServiceNamespace", service.ServiceNamespace);
        writer.Text("LastAuthenticatedEntity", service.LastAuthenticatedEntity);
        writer.Number("TotalAuthenticatedEntities", service.TotalAuthenticatedEntities);
    }

    /// <summary>The answers whose jobs had come to an end; of a file that somebody else has changed, none.</summary>
    public static Dictionary<string, GetServiceLastAccessedDetailsResponse> Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var file = JsonDocument.Parse(json);
            return file.RootElement.EnumerateObject()
                .Where(answer => Text(answer.Value, "JobStatus") == JobStatusType.COMPLETED.Value)
                .ToDictionary(answer => answer.Name, answer => Read(answer.Value), StringComparer.Ordinal);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            return [];
        }
    }

    private static GetServiceLastAccessedDetailsResponse Read(JsonElement answer) => new()
    {
        JobStatus = JobStatusType.COMPLETED,
        JobCreationDate = Time(answer, "JobCreationDate"),
        JobCompletionDate = Time(answer, "JobCompletionDate"),
        IsTruncated = answer.TryGetProperty("IsTruncated", out _),
        ServicesLastAccessed = answer.TryGetProperty("ServicesLastAccessed", out var services) ? [.. services.EnumerateArray().Select(ReadService)] : null,
    };

    private static ServiceLastAccessed ReadService(JsonElement service) => new()
    {
        ServiceName = Text(service, "ServiceName"),
        LastAuthenticated = Time(service, "LastAuthenticated"),
        ServiceNamespace = Text(service, "ServiceNamespace"),
        LastAuthenticatedEntity = Text(service, "LastAuthenticatedEntity"),
        TotalAuthenticatedEntities = service.TryGetProperty("TotalAuthenticatedEntities", out var entities) ? entities.GetInt32() : null,
    };

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static DateTime? Time(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetDateTime() : null;
}
