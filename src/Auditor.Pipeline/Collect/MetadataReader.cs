using System.Collections.Immutable;
using Auditor.Pipeline.Collect.Json;

namespace Auditor.Pipeline.Collect;

/// <summary>Reads <c>snapshot.json</c>.</summary>
internal static class MetadataReader
{
    private const int SchemaVersion = 1;

    public static SnapshotMetadata? Read(ref JsonCursor cursor)
    {
        if (!cursor.EntersRoot("an object"))
            return null;
        var metadata = new SnapshotMetadata();
        while (cursor.NextMember(out var member))
        {
            metadata = member switch
            {
                "takenAt" => metadata with { TakenAt = cursor.Moment(member) },
                "partition" => metadata with { Partition = cursor.Text(member) },
                "tool" => metadata with { Tool = cursor.Text(member) },
                "coverage" => ReadCoverage(metadata, ref cursor),
                "schemaVersion" => CheckVersion(metadata, ref cursor),
                _ => Skip(metadata, member, ref cursor),
            };
        }

        return metadata;
    }

    private static SnapshotMetadata CheckVersion(SnapshotMetadata metadata, ref JsonCursor cursor)
    {
        if (cursor.Number("schemaVersion") is { } version && version != SchemaVersion)
            cursor.Fault($"`schemaVersion` is {version}, expected {SchemaVersion}");
        return metadata;
    }

    private static SnapshotMetadata ReadCoverage(SnapshotMetadata metadata, ref JsonCursor cursor)
    {
        if (!cursor.EntersObject("coverage"))
            return metadata;
        while (cursor.NextMember(out var member))
        {
            metadata = member switch
            {
                "accountsExpected" => metadata with { AccountsExpected = cursor.Number(member) },
                "accountsRead" => metadata with { AccountsRead = cursor.Number(member) },
                "refused" => metadata with { Refused = ReadRefused(ref cursor) },
                _ => Skip(metadata, member, ref cursor),
            };
        }

        return metadata;
    }

    private static ImmutableArray<RefusedCall> ReadRefused(ref JsonCursor cursor)
    {
        if (!cursor.EntersList("refused"))
            return [];
        var calls = ImmutableArray.CreateBuilder<RefusedCall>();
        while (cursor.NextElement())
        {
            if (!cursor.EntersObject("refused"))
                continue;
            var call = new RefusedCall();
            while (cursor.NextMember(out var member))
                call = ReadCall(call, member, ref cursor);
            calls.Add(call);
        }

        return calls.ToImmutable();
    }

    private static RefusedCall ReadCall(RefusedCall call, string member, ref JsonCursor cursor)
    {
        switch (member)
        {
            case "account":
                return call with { Account = cursor.Text(member) };
            case "call":
                return call with { Call = cursor.Text(member) };
            case "code":
                return call with { Code = cursor.Text(member) };
            case "permission":
                return call with { Permission = cursor.Text(member) };
            default:
                cursor.Skip();
                return call;
        }
    }

    private static SnapshotMetadata Skip(SnapshotMetadata metadata, string member, ref JsonCursor cursor)
    {
        Pages.Skip(member, ref cursor);
        return metadata;
    }
}
