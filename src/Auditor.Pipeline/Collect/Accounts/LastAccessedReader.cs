using System.Collections.Immutable;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Collect;

/// <summary>Reads a last-accessed file: the answers of GetServiceLastAccessedDetails by the principal's ARN.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetServiceLastAccessedDetails.html"/>.</remarks>
internal static class LastAccessedReader
{
    private static readonly MemberNames AnswerNames = new("JobStatus", "ServicesLastAccessed", "IsTruncated", "Marker", "NextToken");
    private static readonly MemberNames ServiceNames = new("ServiceNamespace", "LastAuthenticated");

    public static Dictionary<string, ImmutableArray<ServiceLastAccess>>? Read(ref JsonCursor cursor)
    {
        if (!cursor.EnterFile())
            return null;
        var answers = new Dictionary<string, ImmutableArray<ServiceLastAccess>>(StringComparer.Ordinal);
        while (cursor.NextEntry(out var arn, out var offset))
        {
            if (ReadTruncation(ref cursor, arn))
                continue;
            if (ReadAnswer(ref cursor, arn) is { } services && !answers.TryAdd(arn, services))
                cursor.Fault(offset, $"`{JsonWords.Shorten(arn)}` stands twice; the first answer counts");
        }

        return answers;
    }

    private static bool ReadTruncation(ref JsonCursor cursor, string name)
    {
        var isTruncation = name is "IsTruncated" or "Marker" or "NextToken";
        if (isTruncation)
            cursor.Truncation(name);
        return isTruncation;
    }

    /// <summary>One answer; null, with a gap, if its job has not come to an end.</summary>
    private static ImmutableArray<ServiceLastAccess>? ReadAnswer(ref JsonCursor cursor, string arn)
    {
        var start = cursor.Offset;
        if (!cursor.EnterObject(arn))
            return null;
        var services = ImmutableArray<ServiceLastAccess>.Empty;
        var status = "COMPLETED";
        var seen = 0UL;
        while (cursor.NextMember(AnswerNames, ref seen, out var name))
        {
            if (name == "JobStatus")
                status = cursor.Text(name) ?? status;
            else if (name == "ServicesLastAccessed")
                services = ReadServices(ref cursor, name);
            else
                cursor.Truncation(name);
        }

        if (status == "COMPLETED")
            return services;
        cursor.Fault(start, $"the job of `{JsonWords.Shorten(arn)}` is `{JsonWords.Shorten(status)}`, expected `COMPLETED`");
        return null;
    }

    private static ImmutableArray<ServiceLastAccess> ReadServices(ref JsonCursor cursor, string list)
    {
        if (!cursor.EnterList(list))
            return [];
        var services = ImmutableArray.CreateBuilder<ServiceLastAccess>();
        while (cursor.NextElement(list))
        {
            var start = cursor.Offset;
            if (!cursor.EnterElement(list))
                continue;
            string? service = null;
            DateTimeOffset? last = null;
            var seen = 0UL;
            while (cursor.NextMember(ServiceNames, ref seen, out var name))
            {
                if (name == "ServiceNamespace")
                    service = cursor.Text(name);
                else
                    last = cursor.Time(name);
            }

            if (service is null)
                cursor.Fault(start, $"an entry of `{list}` has no `ServiceNamespace`");
            else
                services.Add(new ServiceLastAccess(service, last));
        }

        return services.ToImmutable();
    }
}
