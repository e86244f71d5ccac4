using System.Text.Json;
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
}
