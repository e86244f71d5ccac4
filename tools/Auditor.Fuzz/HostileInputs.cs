using System.Text;

namespace Auditor.Fuzz;

/// <summary>Inputs of any length that make a careless parser slow or large.</summary>
internal static class HostileInputs
{
    private const string Allow = "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}";

    private const string Sentence = "User: arn:aws:iam::111122223333:root is not authorized to perform: s3:GetObject";
    private const string Record = "{\"eventName\":\"GetObject\",\"eventSource\":\"s3.amazonaws.com\",\"errorCode\":\"AccessDenied\",\"userIdentity\":{\"arn\":\"arn:aws:iam::111122223333:root\"}}";

    public static readonly (string Parser, string Input, Func<int, byte[]> Make)[] All =
    [
        // The SDK reads AWS's answers: what comes here are its objects, and text that is valid.
        .. Parsers.All.Keys.Where(parser => parser != "aws-evaluation").SelectMany(parser => new (string, string, Func<int, byte[]>)[]
        {
            (parser, "opening brackets", size => Repeat("", "[", "", size)),
            (parser, "empty objects in a list", size => Repeat("[", "{},", "{}]", size)),
            (parser, "unknown members in one line", size => Members(size)),
            (parser, "one long text", size => Repeat("{\"a\":\"", "a", "\"}", size)),
            (parser, "escapes", size => Repeat("{\"a\":\"", "\\u00e9", "\"}", size)),
            (parser, "line breaks", size => Repeat("{", "\n", "", size)),
            (parser, parser == "aws-document" ? "text beyond ASCII" : "bytes that are no UTF-8", size => parser == "aws-document" ? Repeat("", "é", "", size / 2) : Bytes(size)),
        }),
        ("aws-document", "text that is escaped", size => Repeat("", "\u0001", "", size)),
        ("aws-document", "escapes that stay", size => Repeat("{\"a\":\"", "\\u0001", "\"}", size)),
        ("aws-document", "numbers far to the right", size => Repeat(string.Concat(Enumerable.Repeat("{\"a\":", 60)) + "[", "1,", "1]" + new string('}', 60), size)),
        ("aws-document", "percent signs", size => Repeat("%", "%7B", "", size)),
        ("aws-document", "numbers", size => Repeat("{\"a\":[", "1,", "1]}", size)),
        ("policy", "spaces around errors in one line", size => Repeat("{\"Version\":\"2012-10-17\",\"Statement\":[", "7," + new string(' ', 200), "7]}", size)),
        ("policy", "spaces around statements", size => Repeat("{\"Version\":\"2012-10-17\",\"Statement\":[", Allow + "," + new string(' ', 5_000), Allow + "]}", size)),
        ("policy", "statements", size => Repeat("{\"Version\":\"2012-10-17\",\"Statement\":[", Allow + ",", Allow + "]}", size)),
        ("policy", "errors up to the quota", size => Padded(Repeat("{\"Statement\":[", "7,", "7]}", Math.Min(size, 100_000)), size)),
        ("policy", "empty statements up to the quota", size => Padded(Repeat("{\"Statement\":[", "{},", "{}]}", Math.Min(size, 100_000)), size)),
        ("policy", "values up to the quota", size => Padded(Repeat("{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[", "\"\",", "\"\"],\"Resource\":\"*\"}]}", Math.Min(size, 100_000)), size)),
        ("policy-in-a-snapshot", "text of escapes", size => Repeat("\"", "\\u0020", "\"", size)),
        ("policy-in-a-snapshot", "percent signs", size => Repeat("\"%20", "%25", "\"", size)),
        ("policy", "variables that do not end", size => Repeat("{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"arn:aws:s3:::", "${", "\"}}", Math.Min(size, 250_000))),
        ("snapshot-authorization-details", "roles without anything", size => Repeat("{\"RoleDetailList\":[", "{},", "{}]}", size)),
        ("snapshot-authorization-details", "roles", size => Repeat("{\"RoleDetailList\":[", "{\"Arn\":\"arn:aws:iam::111122223333:role/a\",\"RoleName\":\"a\",\"RoleId\":\"AROAEXAMPLEEXAMPLE\"},", "{}]}", size)),
        ("snapshot-authorization-details", "embedded policies without anything", size => Repeat("{\"RoleDetailList\":[{\"Arn\":\"arn:aws:iam::111122223333:role/a\",\"RolePolicyList\":[", "{},", "{}]}]}", size)),
        ("snapshot-authorization-details", "embedded policies with names only", size => Repeat("{\"RoleDetailList\":[{\"Arn\":\"arn:aws:iam::111122223333:role/a\",\"RolePolicyList\":[", "{\"PolicyName\":\"a\"},", "{}]}]}", size)),
        ("snapshot-authorization-details", "names of groups", size => Repeat("{\"UserDetailList\":[{\"Arn\":\"arn:aws:iam::111122223333:user/a\",\"GroupList\":[", "\"a\",", "\"a\"]}]}", size)),
        ("snapshot-authorization-details", "versions without anything", size => Repeat("{\"Policies\":[{\"Arn\":\"arn:aws:iam::111122223333:policy/a\",\"PolicyVersionList\":[", "{},", "{}]}]}", size)),
        ("snapshot-authorization-details", "versions with ids only", size => Numbered("{\"Policies\":[{\"Arn\":\"arn:aws:iam::111122223333:policy/a\",\"PolicyVersionList\":[", number => $"{{\"VersionId\":\"{number}\"}},", "{}]}]}", size)),
        ("snapshot-authorization-details", "policies with a version that has an id only", size => Numbered("{\"Policies\":[", number => $"{{\"Arn\":\"arn:aws:iam::111122223333:policy/{number}\",\"PolicyVersionList\":[{{\"VersionId\":\"1\"}}]}},", "{}]}", size)),
        ("snapshot-authorization-details", "roles with little", size => Numbered("{\"RoleDetailList\":[", number => $"{{\"Arn\":\"arn:aws:iam::111122223333:role/{number}\"}},", "{}]}", size)),
        ("snapshot-authorization-details", "policies with little", size => Numbered("{\"Policies\":[", number => $"{{\"Arn\":\"arn:aws:iam::111122223333:policy/{number}\"}},", "{}]}", size)),
        ("snapshot-organization", "accounts", size => Numbered("{\"Organization\":{\"Id\":\"o-1\"},\"Accounts\":[", number => $"{{\"Id\":\"{number:D12}\"}},", "{}]}", size)),
        ("snapshot-organization", "policies without anything", size => Repeat("{\"Organization\":{},\"Policies\":[", "{},", "{}]}", size)),
        ("snapshot-organization", "policies with little", size => Numbered("{\"Organization\":{},\"Policies\":[", number => $"{{\"PolicySummary\":{{\"Id\":\"{number}\",\"Type\":\"SERVICE_CONTROL_POLICY\"}}}},", "{}]}", size)),
        ("snapshot-organization", "units", size => Numbered("{\"Organization\":{},\"OrganizationalUnits\":[", number => $"{{\"Id\":\"{number}\"}},", "{}]}", size)),
        ("snapshot-inventory", "tags of resources", size => Numbered("{\"Tags\":{", number => $"\"{number}\":{{}},", "\"\":{}}}", size)),
        ("snapshot-activity", "events with little", size => Repeat("{\"Events\":[", "{\"eventTime\":0,\"eventName\":\"a\"},", "{}]}", size)),
        ("snapshot-activity", "events as text", size => Repeat("{\"Events\":[", "{\"CloudTrailEvent\":\"{}\"},", "{}]}", size)),
        ("snapshot-last-accessed", "answers", size => Numbered("{", number => $"\"{number}\":{{}},", "\"\":{}}", size)),
        ("snapshot-organization", "accounts without anything", size => Repeat("{\"Organization\":{},\"Accounts\":[", "{},", "{}]}", size)),
        ("snapshot-organization", "the same account", size => Repeat("{\"Organization\":{\"Id\":\"o-1\"},\"Accounts\":[", "{\"Id\":\"111122223333\",\"Name\":\"a\"},", "{}]}", size)),
        ("snapshot-activity", "events without anything", size => Repeat("{\"Events\":[", "{},", "{}]}", size)),
        ("configuration", "assignments without anything", size => Repeat("{\"assignments\":[", "{},", "{}]}", Math.Min(size, 4_000_000))),
        ("configuration", "assignments up to the limit", size => Padded(Repeat("{\"assignments\":[", "{},", "{}]}", Math.Min(size, 590_000)), Math.Min(size, 4_000_000))),
        ("configuration", "numbers up to the limit", size => Padded(Repeat("{\"administrators\":[", "1,", "1]}", Math.Min(size, 390_000)), Math.Min(size, 4_000_000))),
        ("state", "gaps", size => Numbered("{\"schemaVersion\":1,\"generatedAt\":\"2026-01-01T00:00:00Z\",\"findings\":[],\"gaps\":{", number => $"\"{number}\":\"2026-01-01T00:00:00Z\",", "\"\":\"2026-01-01T00:00:00Z\"}}", size)),
        ("state", "principals", size => Numbered("{\"schemaVersion\":1,\"generatedAt\":\"2026-01-01T00:00:00Z\",\"findings\":[],\"access\":{\"actions\":[],\"policies\":[],\"accounts\":[{\"account\":\"1\",\"principals\":[", number => $"{{\"key\":\"{number}\",\"arn\":\"a\",\"held\":\"0\",\"unknown\":\"0\"}},", "{\"key\":\"\",\"arn\":\"a\",\"held\":\"0\",\"unknown\":\"0\"}]}]}}", size)),
        ("simulator-request", "actions", size => Repeat("{\"PolicyInputList\":[{\"Statement\":[]}],\"ActionNames\":[", "\"a:b\",", "\"a:b\"]}", size)),
        ("event", "accounts", size => Repeat("{\"audit\":{\"accounts\":[", "\"111122223333\",", "\"111122223333\"]}}", size)),
        ("denial", "sentences", size => Repeat("", Sentence + " on resource: * because no session policy allows the s3:GetObject action\n\n", "", size)),
        ("denial", "different sentences", size => Joined(number => $"User: arn:aws:iam::111122223333:user/{number} is not authorized to perform: s3:GetObject.\n\n", size)),
        ("denial", "resources that do not end", size => Repeat("", Sentence + " on resource: x", "", size)),
        ("denial", "pointers that do not end", size => Repeat("", Sentence + ". Go to https:// ", "", size)),
        ("denial", "beginnings of sentences", size => Repeat("", "User: arn:", "", size)),
        ("denial", "beginnings of sentences in lines", size => Repeat("", "User:\narn:", "", size)),
        ("denial", "a name in many lines", size => Repeat("", Sentence + "\na\nb\nc\nd\ne\nf\n", "", size)),
        ("denial", "codes", size => Repeat("", "AccessDenied ", "", size)),
        ("denial", "records", size => Repeat("{\"Records\":[", Record + ",", Record + "]}", size)),
        ("denial", "records in lines", size => Repeat("", Record + "\n", "", size)),
        ("denial", "records as text", size => Repeat("{\"Events\":[", "{\"CloudTrailEvent\":\"{\"},", "{}]}", size)),
        ("denial", "broken records in lines", size => Repeat("", "{\"eventVersion\":\n", "", size)),
        ("denial", "brackets in lines", size => Repeat("", "[\n", "", size)),
        ("aws-evaluation", "results on one action", size => Repeat("", "billingconductor:ListBillingGroups\t*\tallowed\n", "", size)),
    ];

    private static byte[] Repeat(string before, string part, string after, int size)
    {
        var text = new StringBuilder(before, size + part.Length);
        while (text.Length + part.Length + after.Length <= size)
            text.Append(part);
        return Encoding.UTF8.GetBytes(text.Append(after).ToString());
    }

    private static byte[] Joined(Func<int, string> part, int size) => Numbered("", part, "", size);

    private static byte[] Members(int size) => Numbered("{", number => $"\"{number}\":{{}},", "\"\":{}}", size);

    private static byte[] Numbered(string before, Func<int, string> part, string after, int size)
    {
        var text = new StringBuilder(before, size + after.Length);
        for (var number = 0; ; number++)
        {
            var next = part(number);
            if (text.Length + next.Length + after.Length > size)
                return Encoding.UTF8.GetBytes(text.Append(after).ToString());
            text.Append(next);
        }
    }

    /// <summary>White space does not count towards a policy's size.</summary>
    private static byte[] Padded(byte[] json, int size)
    {
        var padded = new byte[Math.Max(size, json.Length)];
        padded.AsSpan().Fill((byte)' ');
        json.CopyTo(padded.AsSpan(padded.Length - json.Length));
        return padded;
    }

    private static byte[] Bytes(int size)
    {
        var bytes = new byte[size];
        bytes.AsSpan().Fill(0xC3);
        return bytes;
    }
}
