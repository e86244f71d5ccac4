using System.Collections.Immutable;
using Auditor.Pipeline.Collect.Json;

namespace Auditor.Pipeline.Collect.Account;

/// <summary>Reads the members that users, groups and roles have in common.</summary>
internal static class HolderMembers
{
    /// <summary>Inline policies: their names, and where their documents stand.</summary>
    public static void ReadInline(string list, ref JsonCursor cursor, List<(string Name, DocumentSlice Document)> inline)
    {
        if (!cursor.EntersList(list))
            return;
        while (cursor.NextElement())
        {
            if (!cursor.EntersObject(list))
                continue;
            string? name = null;
            DocumentSlice document = default;
            while (cursor.NextMember(out var member))
            {
                if (member == "PolicyName")
                    name = cursor.Text(member);
                else if (member == "PolicyDocument")
                    document = cursor.Document();
                else
                    Pages.Skip(member, ref cursor);
            }

            inline.Add((name ?? "(without name)", document));
        }
    }

    public static ImmutableArray<AttachedPolicy> ReadAttached(ref JsonCursor cursor)
    {
        const string List = "AttachedManagedPolicies";
        if (!cursor.EntersList(List))
            return [];
        var attached = ImmutableArray.CreateBuilder<AttachedPolicy>();
        while (cursor.NextElement())
        {
            var (name, arn) = ReadPair(List, "PolicyName", "PolicyArn", ref cursor);
            if (arn is null)
                cursor.Fault("an attachment without `PolicyArn`");
            else
                attached.Add(new AttachedPolicy(name ?? arn[(arn.LastIndexOf('/') + 1)..], arn));
        }

        return attached.ToImmutable();
    }

    public static string? ReadBoundary(ref JsonCursor cursor)
    {
        const string Member = "PermissionsBoundary";
        if (cursor.Token == System.Text.Json.JsonTokenType.Null)
            return null;
        var (_, arn) = ReadPair(Member, "PermissionsBoundaryType", "PermissionsBoundaryArn", ref cursor);
        if (arn is null)
            cursor.Fault("a permissions boundary without `PermissionsBoundaryArn`");
        return arn;
    }

    public static ImmutableDictionary<string, string> ReadTags(ref JsonCursor cursor)
    {
        if (!cursor.EntersList("Tags"))
            return PrincipalRecord.NoTags;
        var tags = PrincipalRecord.NoTags.ToBuilder();
        while (cursor.NextElement())
        {
            var (key, value) = ReadPair("Tags", "Key", "Value", ref cursor);
            if (key is null || !tags.TryAdd(key, value ?? ""))
                cursor.Fault(key is null ? "a tag without `Key`" : $"the tag `{Words.Shorten(key)}` stands twice");
        }

        return tags.ToImmutable();
    }

    public static ImmutableArray<string> ReadTexts(string list, ref JsonCursor cursor)
    {
        if (!cursor.EntersList(list))
            return [];
        var texts = ImmutableArray.CreateBuilder<string>();
        while (cursor.NextElement())
        {
            if (cursor.Text(list) is { } text)
                texts.Add(text);
        }

        return texts.ToImmutable();
    }

    public static DateTimeOffset? ReadLastUsed(ref JsonCursor cursor)
    {
        DateTimeOffset? moment = null;
        if (!cursor.EntersObject("RoleLastUsed"))
            return null;
        while (cursor.NextMember(out var member))
        {
            if (member == "LastUsedDate")
                moment = cursor.Moment(member);
            else
                cursor.Skip();
        }

        return moment;
    }

    private static (string? First, string? Second) ReadPair(string what, string first, string second, ref JsonCursor cursor)
    {
        (string? First, string? Second) pair = default;
        if (!cursor.EntersObject(what))
            return pair;
        while (cursor.NextMember(out var member))
        {
            if (string.Equals(member, first, StringComparison.Ordinal))
                pair.First = cursor.Text(member);
            else if (string.Equals(member, second, StringComparison.Ordinal))
                pair.Second = cursor.Text(member);
            else
                cursor.Skip();
        }

        return pair;
    }
}
