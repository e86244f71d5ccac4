using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Lifecycle;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Distribute;

/// <summary>Reads what <see cref="JsonAccountResult"/> has written.</summary>
public static class JsonAccountResultReader
{
    private const int LargestDecompressed = 1 << 30;

    /// <summary>Reads a result.</summary>
    /// <param name="compressed">The result as gzip.</param>
    /// <param name="problem">Why it cannot be used: lower case, without a final period; null if it can.</param>
    /// <returns>The result; null if it cannot be used.</returns>
    public static AccountResult? Read(ReadOnlyMemory<byte> compressed, out string? problem)
    {
        problem = null;
        try
        {
            var content = Decompress(compressed);
            var end = content.Span.IndexOf((byte)'\n');
            if (end < 0)
                throw new FormatException();
            using var head = JsonDocument.Parse(content[..end]);
            if (Text(head.RootElement, "details") != JsonAccountResult.HashOf(content.Span[(end + 1)..]))
                throw new FormatException();
            return Result(head.RootElement) with { Details = content[(end + 1)..] };
        }
        catch (Exception error) when (error is InvalidDataException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException or OverflowException or ArgumentException or IndexOutOfRangeException)
        {
            problem = $"it is not what a worker leaves, or is damaged ({error.GetType().Name})";
            return null;
        }
    }

    private static ReadOnlyMemory<byte> Decompress(ReadOnlyMemory<byte> compressed)
    {
        using var input = new MemoryStream(compressed.ToArray(), writable: false);
        using var gzip = new GZipStream(input, CompressionMode.Decompress);
        using var output = new MemoryStream();
        var buffer = new byte[81_920];
        while (gzip.Read(buffer) is > 0 and var read)
        {
            if (output.Length + read > LargestDecompressed)
                throw new InvalidDataException();
            output.Write(buffer, 0, read);
        }

        return output.GetBuffer().AsMemory(0, (int)output.Length);
    }

    private static AccountResult Result(JsonElement head)
    {
        var verdicts = Items(head, "verdicts").Select(Verdict).ToArray();
        var rows = Items(head, "rows").Select(row => row.EnumerateArray().Select(place => verdicts[place.GetInt32()]).ToImmutableArray()).ToArray();
        if (rows.Any(row => row.Length != ActionMask.Actions.Length))
            throw new FormatException();
        return new AccountResult
        {
            Version = Text(head, "version"),
            Account = Text(head, "account"),
            Fingerprint = head.GetProperty("fingerprint").GetString(),
            IsUnchanged = head.GetProperty("unchanged").GetBoolean(),
            FileHash = head.GetProperty("file").GetString(),
            IsCollected = head.GetProperty("collected").GetBoolean(),
            IsRead = head.GetProperty("read").GetBoolean(),
            Refused = [.. Items(head, "refused").Select(Refusal)],
            Gaps = [.. Items(head, "gaps").Select(GapOf)],
            PrincipalsRead = head.GetProperty("principalsRead").GetInt32(),
            BroadGrantsOnly = head.GetProperty("broadGrantsOnly").GetInt32(),
            IdentityCenterRoles = [.. Items(head, "identityCenterRoles").Select(arn => arn.GetString() ?? throw new FormatException())],
            Memory = MemoryOf(head.GetProperty("memory")),
            Principals = [.. Items(head, "principals").Select(principal => Principal(principal, Text(head, "account"), rows))],
            Policies = [.. Items(head, "policies").Select(policy => new KeptPolicy(Text(policy, "id"), policy.GetProperty("attached").GetBoolean()))],
            Marks = [.. Items(head, "marks").Select(mark => Mark(mark.GetString() ?? throw new FormatException()))],
        };
    }

    private static AccountMemory? MemoryOf(JsonElement memory)
    {
        if (memory.ValueKind == JsonValueKind.Null)
            return null;
        var run = JsonMemoryReader.Read(System.Text.Encoding.UTF8.GetBytes(memory.GetRawText()), out var problem);
        return problem is null ? run!.Accounts.Values.Single() : throw new FormatException(problem);
    }

    private static KeptPrincipal Principal(JsonElement principal, string account, ImmutableArray<ActionVerdict>[] rows) => new(
        Text(principal, "arn"),
        principal.GetProperty("listed").GetBoolean(),
        principal.GetProperty("newcomer").GetBoolean(),
        principal.TryGetProperty("link", out var link) ? Link(link, Text(principal, "arn"), account) : null,
        principal.TryGetProperty("row", out var row) ? rows[row.GetInt32()] : []);

    private static TrustNames Link(JsonElement link, string arn, string account) => new(
        arn,
        account,
        link.GetProperty("canWrite").GetBoolean(),
        [.. Items(link, "trusted").Select(name => name.GetString() ?? throw new FormatException())]);

    private static StatementMark Mark(string mark) => new(
        UInt128.Parse(mark.AsSpan(0, 32), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
        UInt128.Parse(mark.AsSpan(32, 32), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));

    private static ActionVerdict Verdict(JsonElement verdict)
    {
        var word = Enum.GetValues<Verdict>().First(known => known.Word() == Text(verdict, "verdict"));
        var isNew = verdict.GetProperty("new").GetBoolean();
        ImmutableArray<string> resources = [.. Items(verdict, "resources").Select(arn => arn.GetString()!)];
        ImmutableArray<string> keys = [.. Items(verdict, "keys").Select(key => key.GetString()!)];
        return word switch
        {
            Simulate.Verdict.None when !isNew && resources.IsEmpty && keys.IsEmpty => ActionVerdict.None,
            Simulate.Verdict.All when resources.IsEmpty && keys.IsEmpty => ActionVerdict.All(isNew),
            _ => new ActionVerdict(word, resources, keys, isNew),
        };
    }

    private static SnapshotRefusal Refusal(JsonElement refusal) => new(
        refusal.GetProperty("account").GetString(),
        Text(refusal, "call"),
        refusal.GetProperty("code").GetString(),
        refusal.GetProperty("permission").GetString(),
        refusal.GetProperty("message").GetString());

    private static Gap GapOf(JsonElement gap) => new(
        Enum.Parse<GapKind>(Text(gap, "kind")),
        gap.GetProperty("account").GetString(),
        Text(gap, "what"),
        gap.GetProperty("file").GetString(),
        Place(gap, "line"),
        Place(gap, "column"),
        gap.GetProperty("permission").GetString(),
        Text(gap, "error"));

    private static int? Place(JsonElement gap, string name) => gap.GetProperty(name).GetInt32() is > 0 and var place ? place : null;

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? throw new FormatException();

    private static JsonElement.ArrayEnumerator Items(JsonElement element, string name) => element.GetProperty(name).EnumerateArray();
}
