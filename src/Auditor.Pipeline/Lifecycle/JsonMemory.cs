using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Report;

namespace Auditor.Pipeline.Lifecycle;

/// <summary>Writes what a run leaves for the next as JSON; <see cref="JsonMemoryReader"/> reads it. The same memory gives the same bytes.</summary>
public static class JsonMemory
{
    /// <summary>The memory as UTF-8, on one line.</summary>
    public static byte[] Write(RunMemory memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(writer, memory);
        return output.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, RunMemory memory)
    {
        writer.WriteStartObject();
        writer.WriteNumber("schemaVersion", RunMemory.SchemaVersion);
        writer.WriteString("generatedAt", JsonForm.Moment(memory.GeneratedAt));
        writer.WriteBoolean("organizationKnown", memory.IsOrganizationKnown);
        writer.WriteString("organization", memory.OrganizationId);
        if (memory.IsInventoryKnown is { } isInventoryKnown)
            writer.WriteBoolean("inventoryKnown", isInventoryKnown);
        if (memory.IsInventoryAbsent)
            writer.WriteBoolean("inventoryAbsent", true);
        writer.WriteStartObject("inputs");
        foreach (var (name, since) in memory.Inputs)
            writer.WriteString(name, since is { } moment ? JsonForm.Moment(moment) : null);
        writer.WriteEndObject();
        JsonForm.WriteList(writer, "findings", memory.Findings.Values, WriteFinding);
        writer.WriteStartObject("gaps");
        foreach (var (key, since) in memory.Gaps)
            writer.WriteString(key, JsonForm.Moment(since));
        writer.WriteEndObject();
        writer.WriteStartObject("gapCounts");
        foreach (var (key, count) in memory.GapCounts)
            writer.WriteNumber(key, count);
        writer.WriteEndObject();
        writer.WriteBase64String("sharedStatements", PackedHashes.Pack(memory.SharedStatements));
        JsonForm.WriteTexts(writer, "announced", [.. memory.Announced]);
        JsonForm.WriteList(writer, "history", memory.History, JsonReport.WriteRun);
        WriteAccess(writer, memory);
        writer.WriteEndObject();
    }

    private static void WriteFinding(Utf8JsonWriter writer, RememberedFinding finding)
    {
        writer.WriteString("id", finding.Id);
        writer.WriteString("rule", finding.Rule);
        writer.WriteString("severity", finding.Severity.Word());
        writer.WriteString("status", finding.Status.Word());
        writer.WriteString("firstSeen", JsonForm.Moment(finding.FirstSeen));
        writer.WriteString("lastSeen", JsonForm.Moment(finding.LastSeen));
        if (finding.UnseenSince is { } unseenSince)
            writer.WriteString("unseenSince", JsonForm.Moment(unseenSince));
        writer.WriteString("account", finding.Account);
        writer.WriteStartObject("subject");
        writer.WriteString("kind", finding.Subject.Kind);
        writer.WriteString("key", finding.Subject.Key);
        writer.WriteString("id", finding.Subject.DisplayId);
        writer.WriteEndObject();
        writer.WriteString("matter", finding.Matter);
        writer.WriteString("title", finding.Title);
        writer.WriteString("explanation", finding.Explanation);
        JsonForm.WriteTexts(writer, "actions", finding.Actions);
        writer.WriteString("evidenceHash", finding.EvidenceHash);
        JsonForm.WriteList(writer, "principals", finding.Principals, (to, principal) =>
        {
            to.WriteString("arn", principal.Arn);
            to.WriteString("account", principal.Account);
            to.WriteString("since", principal.Since is { } first ? JsonForm.Moment(first) : null);
            to.WriteString("owner", principal.Owner);
            if (principal.UnseenSince is { } since)
                to.WriteString("unseenSince", JsonForm.Moment(since));
            if (principal.IsLeftOut)
                to.WriteBoolean("leftOut", true);
        });
    }

    /// <summary>Policies stand once, principals point at them: hundreds share the same.</summary>
    private static void WriteAccess(Utf8JsonWriter writer, RunMemory memory)
    {
        var policies = memory.Accounts.Values.SelectMany(account => account.Principals).SelectMany(principal => principal.Policies).Distinct().ToArray();
        var places = policies.Index().ToDictionary(entry => entry.Item, entry => entry.Index);
        writer.WriteStartObject("access");
        // Sets of actions are bits in this order; another version of the catalogue may have another.
        JsonForm.WriteTexts(writer, "actions", [.. ActionMask.ActionsOf(memory.KnownActions).Select(action => action.Name)]);
        JsonForm.WriteList(writer, "policies", policies, WritePolicy);
        JsonForm.WriteList(writer, "accounts", memory.Accounts.Values, (to, account) => WriteAccount(to, account, places));
        writer.WriteEndObject();
    }

    private static void WritePolicy(Utf8JsonWriter writer, RememberedPolicy policy)
    {
        writer.WriteString("layer", policy.Layer);
        writer.WriteString("id", policy.Id);
        writer.WriteString("target", policy.Target);
        writer.WriteString("version", policy.Version);
        writer.WriteString("hash", policy.Hash);
        writer.WriteString("touches", Bits(policy.Touches));
    }

    private static void WriteAccount(Utf8JsonWriter writer, AccountMemory account, Dictionary<RememberedPolicy, int> places)
    {
        writer.WriteString("account", account.Account);
        JsonForm.WriteList(writer, "principals", account.Principals, (to, principal) =>
        {
            to.WriteString("key", principal.Key);
            to.WriteString("arn", principal.Arn);
            to.WriteString("held", Bits(principal.Held));
            to.WriteString("unknown", Bits(principal.Unknown));
            to.WriteStartArray("policies");
            foreach (var policy in principal.Policies)
                to.WriteNumberValue(places[policy]);
            to.WriteEndArray();
            WriteAsOf(to, principal.AsOf);
        });
        JsonForm.WriteList(writer, "others", account.Others, (to, group) =>
        {
            to.WriteString("held", Bits(group.Held));
            to.WriteString("unknown", Bits(group.Unknown));
            to.WriteBase64String("hashes", PackedHashes.Pack(group.Hashes));
            WriteAsOf(to, group.AsOf);
        });
    }

    private static void WriteAsOf(Utf8JsonWriter writer, DateTimeOffset? moment)
    {
        if (moment is { } asOf)
            writer.WriteString("asOf", JsonForm.Moment(asOf));
    }

    private static string Bits(ulong mask) => mask.ToString("x", CultureInfo.InvariantCulture);
}
