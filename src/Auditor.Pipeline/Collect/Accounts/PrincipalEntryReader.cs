using Auditor.Engine.Arns;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Collect;

/// <summary>Reads the entries of users, groups and roles, which differ in little but their members' names.</summary>
/// <param name="kind">The first word of the names: <c>User</c>, <c>Group</c> or <c>Role</c>.</param>
internal sealed class PrincipalEntryReader(string kind)
{
    private static readonly MemberNames BoundaryNames = new("PermissionsBoundaryArn");
    private static readonly MemberNames LastUsedNames = new("LastUsedDate", "Region");

    private readonly string list = kind + "DetailList";
    private readonly string arnStart = kind.ToLowerInvariant() + "/";
    private readonly MemberNames names = new(
        [
            "Path", kind + "Name", kind + "Id", "Arn", "CreateDate",
            .. kind == "User" ? (string[])[] : ["AssumeRolePolicyDocument", "InstanceProfileList"],
            kind + "PolicyList",
            .. kind == "User" ? (string[])["GroupList"] : [],
            "AttachedManagedPolicies", "PermissionsBoundary", "Tags", "RoleLastUsed",
            .. kind == "User" ? (string[])["InstanceProfileList"] : [],
        ]);

    /// <summary>Reads the entry at which the cursor stands; null, with a gap, if it has no ARN and so cannot be told from others.</summary>
    public PrincipalDraft? Read(ref JsonCursor cursor, PolicyListReader lists)
    {
        var start = cursor.Offset;
        var faults = cursor.FaultCount;
        if (!cursor.EnterElement(list))
            return null;
        PrincipalDraft? draft = null;
        var seen = 0UL;
        while (cursor.NextMember(names, ref seen, out var name))
            ReadMember(ref cursor, name, draft ??= new PrincipalDraft { Trust = new RawDocument(default, start) }, lists);
        if (draft is null || !Arn.ResourceOf(draft.Arn, "iam").StartsWith(arnStart, StringComparison.Ordinal))
        {
            cursor.Fault(start, $"an entry of `{list}` needs an `Arn` of a {kind.ToLowerInvariant()}, not `{JsonWords.Shorten(draft?.Arn ?? "")}`");
            return null;
        }

        Complete(ref cursor, draft, Arn.ResourceOf(draft.Arn, "iam"), start);
        draft.IsFaulty = cursor.FaultCount > faults;
        return draft;
    }

    private void ReadMember(ref JsonCursor cursor, string name, PrincipalDraft draft, PolicyListReader lists)
    {
        switch (name)
        {
            case "Path":
                draft.Path = cursor.SharedText(name);
                break;
            case "Arn":
                draft.Arn = cursor.Text(name);
                break;
            case "CreateDate":
                draft.CreateDate = cursor.Time(name);
                break;
            case "Tags":
                draft.Tags = TagReader.Read(ref cursor);
                break;
            case "AttachedManagedPolicies":
                draft.Attached = lists.ReadAttached(ref cursor, name);
                break;
            case "PermissionsBoundary":
                draft.BoundaryArn = ReadBoundary(ref cursor, name);
                break;
            case "GroupList":
                draft.GroupNames = cursor.Texts(name);
                break;
            case "AssumeRolePolicyDocument":
                draft.Trust = cursor.Document();
                break;
            case "InstanceProfileList":
                // Only whether there is one matters, and nothing that stands here makes the role itself unread.
                draft.HasInstanceProfile = cursor.Document().Value.Span.Contains((byte)'{');
                break;
            case "RoleLastUsed":
                draft.LastUsed = ReadLastUsed(ref cursor, name);
                break;
            default:
                ReadNamed(ref cursor, name, draft);
                break;
        }
    }

    /// <summary>The members whose names begin with the kind.</summary>
    private void ReadNamed(ref JsonCursor cursor, string name, PrincipalDraft draft)
    {
        switch (name.AsSpan(kind.Length))
        {
            case "Name":
                draft.Name = cursor.Text(name);
                break;
            case "Id":
                draft.Id = cursor.Text(name);
                break;
            default:
                draft.Inline = PolicyListReader.ReadInline(ref cursor, name);
                break;
        }
    }

    private static void Complete(ref JsonCursor cursor, PrincipalDraft draft, ReadOnlySpan<char> resource, long start)
    {
        if (draft.Name is null)
            cursor.Fault(start, $"the entry of `{draft.Arn}` has no name");
        if (draft.Id is null)
            cursor.Fault(start, $"the entry of `{draft.Arn}` has no id");
        var slash = resource.LastIndexOf('/');
        draft.Name ??= resource[(slash + 1)..].ToString();
        draft.Path ??= resource[resource.IndexOf('/')..(slash + 1)].ToString();
        draft.Id ??= draft.Arn;
    }

    private static string? ReadBoundary(ref JsonCursor cursor, string member)
    {
        var start = cursor.Offset;
        if (!cursor.EnterObject(member))
            return null;
        string? arn = null;
        var seen = 0UL;
        while (cursor.NextMember(BoundaryNames, ref seen, out var name))
            arn = cursor.SharedText(name);
        if (arn is null)
            cursor.Fault(start, $"`{member}` has no `PermissionsBoundaryArn`");
        return arn;
    }

    private static RoleLastUsed? ReadLastUsed(ref JsonCursor cursor, string member)
    {
        if (!cursor.EnterObject(member))
            return null;
        DateTimeOffset? date = null;
        string? region = null;
        var seen = 0UL;
        while (cursor.NextMember(LastUsedNames, ref seen, out var name))
        {
            if (name == "Region")
                region = cursor.SharedText(name);
            else
                date = cursor.Time(name);
        }

        return new RoleLastUsed(date, region);
    }
}
