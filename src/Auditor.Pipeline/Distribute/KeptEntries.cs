using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Auditor.Pipeline.Collect;

namespace Auditor.Pipeline.Distribute;

/// <summary>Cuts an account's file down to the entries that are needed later. What stays, stays byte for byte, so that places in documents stay true.</summary>
internal static class KeptEntries
{
    private static readonly ImmutableArray<string> Lists = ["UserDetailList", "GroupDetailList", "RoleDetailList", "Policies"];

    /// <summary>The ARNs of the entries that some principals and policies need: their own, their policies', boundaries' and groups'.</summary>
    /// <param name="account">The account as it was read, without gaps.</param>
    /// <param name="principals">The ARNs of roles and users.</param>
    /// <param name="policies">The policies, as reports show them.</param>
    public static IReadOnlySet<string> Needed(AccountSnapshot account, IEnumerable<string> principals, IEnumerable<string> policies)
    {
        var needed = principals.ToHashSet(StringComparer.Ordinal);
        // An inline policy lies in its holder's entry, whose ARN its id begins with.
        needed.UnionWith(policies.Select(id => id.Split(' ')[0]));
        var users = account.Users.Where(user => needed.Contains(user.Arn)).ToArray();
        var memberships = users.SelectMany(user => user.GroupNames).ToHashSet(StringComparer.Ordinal);
        needed.UnionWith(account.Groups.Where(group => memberships.Contains(group.Name)).Select(group => group.Arn));
        foreach (var user in users)
            Add(needed, user.AttachedPolicies, user.BoundaryArn);
        foreach (var role in account.Roles.Where(role => needed.Contains(role.Arn)))
            Add(needed, role.AttachedPolicies, role.BoundaryArn);
        foreach (var group in account.Groups.Where(group => needed.Contains(group.Arn)))
            Add(needed, group.AttachedPolicies, null);
        return needed;
    }

    /// <summary>The file with these entries only.</summary>
    /// <param name="utf8">An authorization-details file in which nothing was amiss.</param>
    /// <param name="needed">The ARNs of the entries that stay.</param>
    public static byte[] Cut(ReadOnlySpan<byte> utf8, IReadOnlySet<string> needed)
    {
        var output = new ArrayBufferWriter<byte>();
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = JsonCursor.DeepestNesting });
        var separator = "{"u8;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var list = ListAt(ref reader);
            reader.Read();
            if (list is not null && reader.TokenType == JsonTokenType.StartArray)
            {
                output.Write(separator);
                CopyList(ref reader, utf8, list, needed, output);
                separator = ","u8;
            }
            else
            {
                reader.Skip();
            }
        }

        output.Write("}"u8);
        return output.WrittenSpan.ToArray();
    }

    private static void Add(HashSet<string> needed, ImmutableArray<AttachedPolicy> attached, string? boundary)
    {
        needed.UnionWith(attached.Select(policy => policy.Arn));
        if (boundary is not null)
            needed.Add(boundary);
    }

    private static string? ListAt(ref Utf8JsonReader reader)
    {
        foreach (var list in Lists)
        {
            if (reader.ValueTextEquals(list))
                return list;
        }

        return null;
    }

    private static void CopyList(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, string list, IReadOnlySet<string> needed, ArrayBufferWriter<byte> output)
    {
        output.Write(Encoding.UTF8.GetBytes($"\"{list}\":["));
        var isFirst = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            var arn = ReadArn(ref reader);
            if (arn is null || !needed.Contains(arn))
                continue;
            if (!isFirst)
                output.Write(","u8);
            output.Write(utf8[start..(int)reader.BytesConsumed]);
            isFirst = false;
        }

        output.Write("]"u8);
    }

    /// <summary>Reads an entry to its end.</summary>
    private static string? ReadArn(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        string? arn = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isArn = reader.ValueTextEquals("Arn"u8);
            reader.Read();
            if (isArn && reader.TokenType == JsonTokenType.String)
                arn = reader.GetString();
            reader.Skip();
        }

        return arn;
    }
}
