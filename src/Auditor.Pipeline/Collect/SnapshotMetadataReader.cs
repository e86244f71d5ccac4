using System.Collections.Immutable;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Collect;

/// <summary>Reads <c>snapshot.json</c>.</summary>
internal static class SnapshotMetadataReader
{
    private const int SchemaVersion = 1;
    private static readonly MemberNames Names = new("schemaVersion", "takenAt", "partition", "tool", "coverage");
    private static readonly MemberNames CoverageNames = new("accountsExpected", "accountsRead", "refused");
    private static readonly MemberNames RefusalNames = new("account", "call", "code", "permission", "message");

    public static SnapshotMetadata? Read(ref JsonCursor cursor)
    {
        if (!cursor.EnterFile())
            return null;
        var metadata = new SnapshotMetadata();
        var seen = 0UL;
        while (cursor.NextMember(Names, ref seen, out var name))
        {
            metadata = name switch
            {
                "takenAt" => metadata with { TakenAt = cursor.Time(name) },
                "partition" => metadata with { Partition = ReadPartition(ref cursor, name) },
                "tool" => metadata with { Tool = cursor.Text(name) },
                "coverage" => ReadCoverage(ref cursor, name, metadata),
                _ => CheckVersion(ref cursor, name, metadata),
            };
        }

        return metadata;
    }

    /// <summary>Null, with a gap, for what cannot be one: no ARN of the snapshot could match those that are made with it.</summary>
    private static string? ReadPartition(ref JsonCursor cursor, string name)
    {
        var offset = cursor.Offset;
        var text = cursor.Text(name);
        if (text is null || text == "aws" || (text.StartsWith("aws-", StringComparison.Ordinal) && text.All(letter => char.IsAsciiLetterLower(letter) || letter == '-')))
            return text;
        cursor.Note(offset, $"`{name}` must be a partition such as `aws`, not `{JsonWords.Shorten(text)}`: the ARNs tell it");
        return null;
    }

    private static SnapshotMetadata CheckVersion(ref JsonCursor cursor, string name, SnapshotMetadata metadata)
    {
        var offset = cursor.Offset;
        if (cursor.Count(name) is { } version && version != SchemaVersion)
            cursor.Note(offset, $"`{name}` is {version}, expected {SchemaVersion}: the snapshot is read as far as it is understood");
        return metadata;
    }

    private static SnapshotMetadata ReadCoverage(ref JsonCursor cursor, string member, SnapshotMetadata metadata)
    {
        if (!cursor.EnterObject(member))
            return metadata;
        var seen = 0UL;
        while (cursor.NextMember(CoverageNames, ref seen, out var name))
        {
            metadata = name switch
            {
                "accountsExpected" => metadata with { AccountsExpected = cursor.Count(name) },
                "accountsRead" => metadata with { AccountsRead = cursor.Count(name) },
                _ => metadata with { Refused = ReadRefused(ref cursor, name) },
            };
        }

        return metadata;
    }

    private static ImmutableArray<SnapshotRefusal> ReadRefused(ref JsonCursor cursor, string list)
    {
        if (!cursor.EnterList(list))
            return [];
        var refused = ImmutableArray.CreateBuilder<SnapshotRefusal>();
        while (cursor.NextElement(list))
        {
            var start = cursor.Offset;
            if (!cursor.EnterElement(list))
                continue;
            var refusal = new SnapshotRefusal(null, "", null, null);
            var seen = 0UL;
            while (cursor.NextMember(RefusalNames, ref seen, out var name))
                refusal = ReadMember(ref cursor, name, refusal);
            refused.Add(refusal);
            Note(ref cursor, start, refusal);
        }

        return refused.ToImmutable();
    }

    private static SnapshotRefusal ReadMember(ref JsonCursor cursor, string name, SnapshotRefusal refusal) => name switch
    {
        "account" => refusal with { Account = cursor.Text(name) },
        "call" => refusal with { Call = cursor.Text(name) ?? "" },
        "code" => refusal with { Code = cursor.Text(name) },
        "message" => refusal with { Message = cursor.Text(name) },
        _ => refusal with { Permission = cursor.Text(name) },
    };

    private static void Note(ref JsonCursor cursor, long start, SnapshotRefusal refusal)
    {
        var place = cursor.PositionOf(start);
        var error = refusal.Message ?? $"the call `{refusal.Call}` was refused{(refusal.Code is { } code ? $" with `{code}`" : "")}";
        cursor.Gaps.Add(new Gap(
            GapKind.AccountUnread, refusal.Account, refusal.Account ?? refusal.Call, cursor.Gaps.File, place.Line, place.Column, refusal.Permission, error)
        {
            Call = refusal.Call,
        });
    }
}
