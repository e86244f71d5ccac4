using System.Collections.Immutable;
using Auditor.Pipeline.Collect.Json;

namespace Auditor.Pipeline.Collect.Account;

/// <summary>Reads <c>last-accessed.json</c>: the answer of GetServiceLastAccessedDetails by principal.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetServiceLastAccessedDetails.html"/>.</remarks>
internal static class LastAccessedReader
{
    public static ImmutableDictionary<string, LastAccessedRecord>? Read(ref JsonCursor cursor)
    {
        if (!cursor.EntersObject("the file"))
            return null;
        var all = ImmutableDictionary.CreateBuilder<string, LastAccessedRecord>(StringComparer.Ordinal);
        while (cursor.NextMember(out var arn))
        {
            if (ReadRecord(arn, ref cursor) is { } record)
                all[arn] = record;
        }

        return all.ToImmutable();
    }

    private static LastAccessedRecord? ReadRecord(string arn, ref JsonCursor cursor)
    {
        if (!cursor.EntersObject(arn))
            return null;
        var record = new LastAccessedRecord();
        while (cursor.NextMember(out var member))
        {
            if (member == "JobCompletionDate")
                record = record with { CompletedAt = cursor.Moment(member) };
            else if (member == "ServicesLastAccessed")
                record = record with { Services = ReadServices(member, ref cursor) };
            else
                Pages.Skip(member, ref cursor);
        }

        return record;
    }

    private static ImmutableDictionary<string, DateTimeOffset?> ReadServices(string list, ref JsonCursor cursor)
    {
        var services = ImmutableDictionary.CreateBuilder<string, DateTimeOffset?>(StringComparer.Ordinal);
        if (!cursor.EntersList(list))
            return services.ToImmutable();
        while (cursor.NextElement())
        {
            if (!cursor.EntersObject(list))
                continue;
            string? service = null;
            DateTimeOffset? attempt = null;
            while (cursor.NextMember(out var member))
            {
                if (member == "ServiceNamespace")
                    service = cursor.Text(member);
                else if (member == "LastAuthenticated")
                    attempt = cursor.Moment(member);
                else
                    cursor.Skip();
            }

            if (service is not null)
                services[service] = attempt;
        }

        return services.ToImmutable();
    }
}
