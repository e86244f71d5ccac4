using System.Collections.Immutable;
using System.Text;
using Auditor.Engine.Json;

namespace Auditor.Pipeline.Collect;

/// <summary>Reads the lists of inline and of attached policies, which are the same for users, groups and roles. Not for several threads at once.</summary>
internal sealed class PolicyListReader
{
    private static readonly MemberNames InlineNames = new("PolicyName", "PolicyDocument");
    private static readonly MemberNames AttachedNames = new("PolicyName", "PolicyArn");

    // AWS's own are attached in every account, under the name in which their ARN ends.
    private static readonly Recent<AttachedPolicy> Met = new(arn => new AttachedPolicy(NameIn(arn), arn), policy => policy.Arn);

    // Those of the list at hand.
    private readonly List<AttachedPolicy> attached = [];

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
            (policies ??= new(1)).Add((policyName ?? "", raw));
        }

        return policies;
    }

    public ImmutableArray<AttachedPolicy> ReadAttached(ref JsonCursor cursor, string list)
    {
        if (!cursor.EnterList(list))
            return [];
        attached.Clear();
        while (cursor.NextElement(list))
        {
            var start = cursor.Offset;
            if (!cursor.EnterElement(list))
                continue;
            if (ReadOne(ref cursor) is { } policy)
                attached.Add(policy);
            else
                cursor.Fault(start, "an attached policy has no `PolicyArn`");
        }

        return [.. attached];
    }

    private static AttachedPolicy? ReadOne(ref JsonCursor cursor)
    {
        string? policyName = null, arn = null;
        ReadOnlySpan<byte> plainName = [], plainArn = [];
        var seen = 0UL;
        while (cursor.NextMember(AttachedNames, ref seen, out var name))
        {
            var plain = cursor.PlainText();
            var other = plain.IsEmpty ? cursor.SharedText(name) : null;
            if (name == "PolicyName")
            {
                plainName = plain;
                policyName = other;
            }
            else
            {
                plainArn = plain;
                arn = other;
            }
        }

        if (policyName is null && Met.Get(plainArn) is { } met && (plainName.IsEmpty || Ascii.Equals(plainName, met.Name)))
            return met;
        arn ??= plainArn.IsEmpty ? null : Encoding.ASCII.GetString(plainArn);
        policyName ??= plainName.IsEmpty ? null : Encoding.ASCII.GetString(plainName);
        return arn is null ? null : new AttachedPolicy(policyName ?? NameIn(arn), arn);
    }

    private static string NameIn(string arn) => arn[(arn.LastIndexOf('/') + 1)..];
}
