using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Report;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Lifecycle;

/// <summary>Reads what a run left. Members that an older version did not write have the value that they had then: none.</summary>
public static class JsonMemoryReader
{
    /// <summary>Reads a memory.</summary>
    /// <param name="json">The file's content, as UTF-8.</param>
    /// <param name="problem">Why it cannot be used: lower case, without a final period; null if it can.</param>
    /// <returns>The memory; null if it cannot be used.</returns>
    public static RunMemory? Read(ReadOnlyMemory<byte> json, out string? problem)
    {
        problem = null;
        try
        {
            using var document = JsonDocument.Parse(json);
            var version = document.RootElement.GetProperty("schemaVersion").GetInt32();
            if (version is >= 1 and <= RunMemory.SchemaVersion)
                return Memory(document.RootElement);
            problem = version > RunMemory.SchemaVersion
                ? $"it is of version {version}, and this program knows versions up to {RunMemory.SchemaVersion}: a newer program has written it"
                : $"it is of version {version}, which no program has written";
        }
        catch (JsonException error)
        {
            problem = $"it is no JSON at line {error.LineNumber + 1}, column {error.BytePositionInLine + 1}";
        }
        catch (Exception error) when (error is KeyNotFoundException or InvalidOperationException or FormatException or OverflowException or ArgumentException or IndexOutOfRangeException)
        {
            problem = "it is not what a run leaves: a member is missing or of another type";
        }

        return null;
    }

    private static RunMemory Memory(JsonElement root)
    {
        var generatedAt = root.GetProperty("generatedAt").GetDateTimeOffset();
        var access = root.TryGetProperty("access", out var found) ? new AccessReader(found) : null;
        return new RunMemory
        {
            GeneratedAt = generatedAt,
            IsOrganizationKnown = root.TryGetProperty("organizationKnown", out var known) && known.GetBoolean(),
            OrganizationId = root.TryGetProperty("organization", out var organization) ? organization.GetString() : null,
            IsInventoryKnown = root.TryGetProperty("inventoryKnown", out var isInventoryKnown) ? isInventoryKnown.GetBoolean() : null,
            IsInventoryAbsent = root.TryGetProperty("inventoryAbsent", out var isInventoryAbsent) && isInventoryAbsent.GetBoolean(),
            Inputs = Inputs(root),
            Findings = root.GetProperty("findings").EnumerateArray().Select(finding => RememberedFindingReader.Read(finding, generatedAt)).ToImmutableSortedDictionary(finding => finding.Id, finding => finding, StringComparer.Ordinal),
            Gaps = Members(root, "gaps").ToImmutableSortedDictionary(gap => gap.Name, gap => gap.Value.GetDateTimeOffset(), StringComparer.Ordinal),
            GapCounts = Members(root, "gapCounts").ToImmutableSortedDictionary(gap => gap.Name, gap => gap.Value.GetInt32(), StringComparer.Ordinal),
            SharedStatements = root.TryGetProperty("sharedStatements", out var shared) ? PackedHashes.UnpackMarks(shared.GetBytesFromBase64()) : [],
            Announced = Texts(root, "announced").ToImmutableSortedSet(StringComparer.Ordinal),
            History = [.. Items(root, "history").Select(Run)],
            KnownActions = access?.Actions ?? 0,
            Accounts = (access?.Accounts() ?? []).ToImmutableSortedDictionary(account => account.Account, account => account, StringComparer.Ordinal),
        };
    }

    private static ImmutableSortedDictionary<string, DateTimeOffset?> Inputs(JsonElement root)
    {
        var read = Members(root, "inputs").ToImmutableSortedDictionary(input => input.Name, input => input.Value.ValueKind == JsonValueKind.Null ? (DateTimeOffset?)null : input.Value.GetDateTimeOffset(), StringComparer.Ordinal);
        var isOlder = !root.TryGetProperty("inputs", out _) && root.TryGetProperty("inventoryKnown", out var known) && known.GetBoolean();
        return isOlder ? read.Add(GivenInputs.Inventory, null) : read;
    }

    private static RunSummary Run(JsonElement run) => new(
        run.GetProperty("generatedAt").GetDateTimeOffset(),
        Number(run, "high"),
        Number(run, "medium"),
        Number(run, "low"),
        Number(run, "canChangeMoney"),
        Number(run, "canSeeMargins"),
        Number(run, "accountsExpected"),
        Number(run, "accountsRead"));

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    internal static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? throw new FormatException();

    internal static IEnumerable<string> Texts(JsonElement element, string name) => Items(element, name).Select(item => item.GetString() ?? throw new FormatException());

    internal static JsonElement.ArrayEnumerator Items(JsonElement element, string name) => element.TryGetProperty(name, out var list) ? list.EnumerateArray() : default;

    private static JsonElement.ObjectEnumerator Members(JsonElement element, string name) => element.TryGetProperty(name, out var members) ? members.EnumerateObject() : default;

    /// <summary>Reads who could do what; sets of actions are bits in the order of the file's own list.</summary>
    private sealed class AccessReader
    {
        private static readonly HashSet<string> Layers = new(Enum.GetValues<PolicyLayer>().Select(PolicyLayerNames.Of), StringComparer.Ordinal);
        private readonly ImmutableArray<ulong> bits;
        private readonly ImmutableArray<RememberedPolicy> policies;
        private readonly JsonElement accounts;

        public AccessReader(JsonElement access)
        {
            bits = [.. Texts(access, "actions").Select(name => ActionMask.Of("billingconductor:" + name))];
            Actions = bits.Aggregate(0UL, (mask, bit) => mask | bit);
            policies = [.. Items(access, "policies").Select(Policy)];
            accounts = access.GetProperty("accounts");
        }

        public ulong Actions { get; }

        public IEnumerable<AccountMemory> Accounts() => accounts.EnumerateArray().Select(Account);

        private RememberedPolicy Policy(JsonElement policy) => new(
            Layer(Text(policy, "layer")),
            Text(policy, "id"),
            policy.GetProperty("target").GetString(),
            policy.GetProperty("version").GetString(),
            Text(policy, "hash"),
            Mask(policy, "touches"));

        /// <summary>There are few layers and very many policies.</summary>
        private static string Layer(string name) => Layers.TryGetValue(name, out var known) ? known : name;

        private AccountMemory Account(JsonElement account) => new(
            Text(account, "account"), Items(account, "principals").Select(Principal), [.. Items(account, "others").Select(Group)]);

        private RememberedPrincipal Principal(JsonElement principal) => new(
            Text(principal, "key"),
            Text(principal, "arn"),
            Mask(principal, "held"),
            Mask(principal, "unknown"),
            [.. Items(principal, "policies").Select(place => policies[place.GetInt32()])])
        {
            AsOf = AsOf(principal),
        };

        private RememberedGroup Group(JsonElement group) => new(Mask(group, "held"), Mask(group, "unknown"), PackedHashes.Unpack(group.GetProperty("hashes").GetBytesFromBase64()))
        {
            AsOf = AsOf(group),
        };

        private static DateTimeOffset? AsOf(JsonElement element) => element.TryGetProperty("asOf", out var moment) ? moment.GetDateTimeOffset() : null;

        private ulong Mask(JsonElement element, string name)
        {
            var written = ulong.Parse(Text(element, name), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            var mask = 0UL;
            for (var i = 0; i < bits.Length; i++)
                mask |= (written >> i & 1) == 0 ? 0 : bits[i];
            return mask;
        }
    }
}
