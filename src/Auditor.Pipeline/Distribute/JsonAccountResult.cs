using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Lifecycle;
using Auditor.Pipeline.Report;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Distribute;

/// <summary>
/// Writes an account's result, compressed: one line of JSON with what was worked out, and after it the entries of the account's file as they are.
/// The same result gives the same bytes; <see cref="JsonAccountResultReader"/> reads them.
/// </summary>
public static class JsonAccountResult
{
    /// <summary>The result as gzip.</summary>
    public static byte[] Write(AccountResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var head = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(head, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(writer, result);
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(head.WrittenSpan);
            gzip.Write("\n"u8);
            gzip.Write(result.Details.Span);
        }

        return output.ToArray();
    }

    internal static string HashOf(ReadOnlySpan<byte> details) => Convert.ToHexStringLower(SHA256.HashData(details));

    private static void Write(Utf8JsonWriter writer, AccountResult result)
    {
        writer.WriteStartObject();
        writer.WriteString("version", result.Version);
        writer.WriteString("account", result.Account);
        // A file that was cut off need not look so.
        writer.WriteString("details", HashOf(result.Details.Span));
        writer.WriteString("fingerprint", result.Fingerprint);
        writer.WriteBoolean("unchanged", result.IsUnchanged);
        writer.WriteString("file", result.FileHash);
        writer.WriteBoolean("collected", result.IsCollected);
        writer.WriteBoolean("read", result.IsRead);
        JsonForm.WriteList(writer, "refused", result.Refused, WriteRefusal);
        JsonForm.WriteList(writer, "gaps", result.Gaps, WriteGap);
        writer.WriteNumber("principalsRead", result.PrincipalsRead);
        writer.WriteNumber("broadGrantsOnly", result.BroadGrantsOnly);
        JsonForm.WriteTexts(writer, "identityCenterRoles", result.IdentityCenterRoles);
        writer.WritePropertyName("memory");
        if (result.Memory is { } memory)
            writer.WriteRawValue(JsonMemory.Write(MemoryOf(memory)), skipInputValidation: true);
        else
            writer.WriteNullValue();
        WritePrincipals(writer, result.Principals);
        JsonForm.WriteList(writer, "policies", result.Policies, WritePolicy);
        JsonForm.WriteTexts(writer, "marks", [.. result.Marks.Select(mark => string.Create(CultureInfo.InvariantCulture, $"{mark.Text:x32}{mark.Holder:x32}"))]);
        writer.WriteEndObject();
    }

    /// <summary>The form in which runs keep it, with this account alone.</summary>
    private static RunMemory MemoryOf(AccountMemory memory) => new()
    {
        GeneratedAt = DateTimeOffset.UnixEpoch,
        Accounts = ImmutableSortedDictionary.Create<string, AccountMemory>(StringComparer.Ordinal).Add(memory.Account, memory),
    };

    private static void WriteRefusal(Utf8JsonWriter writer, SnapshotRefusal refusal)
    {
        writer.WriteString("account", refusal.Account);
        writer.WriteString("call", refusal.Call);
        writer.WriteString("code", refusal.Code);
        writer.WriteString("permission", refusal.Permission);
        writer.WriteString("message", refusal.Message);
    }

    private static void WriteGap(Utf8JsonWriter writer, Gap gap)
    {
        writer.WriteString("kind", gap.Kind.ToString());
        writer.WriteString("account", gap.Account);
        writer.WriteString("what", gap.What);
        writer.WriteString("file", gap.File);
        writer.WriteNumber("line", gap.Line ?? 0);
        writer.WriteNumber("column", gap.Column ?? 0);
        writer.WriteString("permission", gap.Permission);
        writer.WriteString("error", gap.Error);
    }

    /// <summary>Distinct verdicts and rows of verdicts stand once, principals point at them: most have the same.</summary>
    private static void WritePrincipals(Utf8JsonWriter writer, ImmutableArray<KeptPrincipal> principals)
    {
        var rows = principals.Where(principal => !principal.Access.IsEmpty).Select(principal => principal.Access).Distinct(RowComparer.Instance).ToArray();
        var verdicts = rows.SelectMany(row => row).Distinct(VerdictComparer.Instance).ToArray();
        var places = verdicts.Index().ToDictionary(entry => entry.Item, entry => entry.Index, VerdictComparer.Instance);
        var rowPlaces = rows.Index().ToDictionary(entry => entry.Item, entry => entry.Index, RowComparer.Instance);
        JsonForm.WriteList(writer, "verdicts", verdicts, WriteVerdict);
        writer.WriteStartArray("rows");
        foreach (var row in rows)
        {
            writer.WriteStartArray();
            foreach (var verdict in row)
                writer.WriteNumberValue(places[verdict]);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        JsonForm.WriteList(writer, "principals", principals, (to, principal) =>
        {
            to.WriteString("arn", principal.Arn);
            to.WriteBoolean("listed", principal.IsListed);
            to.WriteBoolean("newcomer", principal.IsNewcomer);
            if (principal.Link is { } link)
                WriteLink(to, link);
            if (!principal.Access.IsEmpty)
                to.WriteNumber("row", rowPlaces[principal.Access]);
        });
    }

    private static void WriteLink(Utf8JsonWriter writer, TrustNames link)
    {
        writer.WriteStartObject("link");
        writer.WriteBoolean("canWrite", link.CanWrite);
        JsonForm.WriteTexts(writer, "trusted", link.Trusted);
        writer.WriteEndObject();
    }

    private static void WriteVerdict(Utf8JsonWriter writer, ActionVerdict verdict)
    {
        writer.WriteString("verdict", verdict.Verdict.Word());
        JsonForm.WriteTexts(writer, "resources", verdict.AllowedResources);
        JsonForm.WriteTexts(writer, "keys", verdict.Keys);
        writer.WriteBoolean("new", verdict.ReachesNewResources);
    }

    private static void WritePolicy(Utf8JsonWriter writer, KeptPolicy policy)
    {
        writer.WriteString("id", policy.Id);
        writer.WriteBoolean("attached", policy.IsAttached);
    }
}
