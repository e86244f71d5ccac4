using System.Collections.Immutable;

namespace Auditor.Pipeline.Collect;

/// <summary>Reads the lists of inline and of attached policies, which are the same for users, groups and roles.</summary>
internal static class PolicyListReader
{
    private static readonly MemberNames InlineNames = new("PolicyName", "PolicyDocument");
    private static readonly MemberNames AttachedNames = new("PolicyName", "PolicyArn");

    public static List<(string Name, RawDocument Document)>? ReadInline(ref JsonCursor cursor, string list)
    {
        List<(string Name, RawDocument Document)>? policies = null;
        if (!cursor.EnterList(list))
            return policies;
        while (cursor.NextElement(list))
        {
            var raw = new RawDocument(default, cursor.Offset);
            if (!cursor.EnterElement(list))
                continue;
            string? policyName = null;
            var seen = 0UL;
            while (cursor.NextMember(InlineNames, ref seen, out var name))
            {
                if (name == "PolicyName")
                    policyName = cursor.SharedText(name);
                else
                    raw = cursor.Document();
            }

            if (policyName is null && raw.IsMissing)
            {
                cursor.Fault(raw.Offset, "an inline policy has neither `PolicyName` nor `PolicyDocument`");
                continue;
            }

            if (policyName is null)
                cursor.Note(raw.Offset, "an inline policy has no `PolicyName`");
            (policies ??= []).Add((policyName ?? "", raw));
        }

        return policies;
    }

    public static ImmutableArray<AttachedPolicy> ReadAttached(ref JsonCursor cursor, string list)
    {
        if (!cursor.EnterList(list))
            return [];
        var attached = ImmutableArray.CreateBuilder<AttachedPolicy>();
        while (cursor.NextElement(list))
        {
            var start = cursor.Offset;
            if (!cursor.EnterElement(list))
                continue;
            string? policyName = null, arn = null;
            var seen = 0UL;
            while (cursor.NextMember(AttachedNames, ref seen, out var name))
            {
                if (name == "PolicyName")
                    policyName = cursor.SharedText(name);
                else
                    arn = cursor.SharedText(name);
            }

            if (arn is null)
                cursor.Fault(start, "an attached policy has no `PolicyArn`");
            else
                attached.Add(new AttachedPolicy(policyName ?? arn[(arn.LastIndexOf('/') + 1)..], arn));
        }

        return attached.ToImmutable();
    }
}
