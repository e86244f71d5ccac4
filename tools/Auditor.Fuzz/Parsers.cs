using System.Buffers;
using System.Text;
using System.Text.Json;
using Auditor.Aws.Collect.Files;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;
using Auditor.Engine.Requests;
using Auditor.Function.Events;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Explain;
using Auditor.Pipeline.Lifecycle;
using Auditor.Pipeline.Simulate.Custom;

namespace Auditor.Fuzz;

/// <summary>Every parser of foreign bytes. What one throws is a mistake of it, but for what it says it throws.</summary>
internal static class Parsers
{
    public static readonly SortedDictionary<string, Action<byte[]>> All = new(StringComparer.Ordinal)
    {
        ["policy"] = Policy,
        ["policy-in-a-snapshot"] = PolicyInSnapshot,
        ["snapshot-organization"] = bytes => Snapshot(bytes, new OrganizationReader(new PolicyLibrary()).Read),
        ["snapshot-authorization-details"] = bytes => Snapshot(bytes, new Pipeline.Collect.AuthorizationDetailsReader(null, new PolicyLibrary(), everyVersion: true).Read),
        ["snapshot-inventory"] = bytes => Snapshot(bytes, InventoryReader.Read),
        ["snapshot-activity"] = bytes => Snapshot(bytes, ActivityReader.Read),
        ["snapshot-last-accessed"] = bytes => Snapshot(bytes, LastAccessedReader.Read),
        ["snapshot-metadata"] = bytes => Snapshot(bytes, SnapshotMetadataReader.Read),
        ["configuration"] = bytes => ConfigurationReader.Read(bytes),
        ["state"] = bytes => Require(JsonMemoryReader.Read(bytes, out var problem) is null == problem is not null, "what cannot be used is told, and only that"),
        ["simulator-request"] = SimulatorRequest,
        ["event"] = Event,
        ["denial"] = Denial,
        ["aws-document"] = AwsDocument,
        ["aws-evaluation"] = AwsAnswers.Evaluation,
    };

    /// <summary>As identity-based policy and as each other type in turn; what was read is evaluated, with a context of which nothing is known.</summary>
    private static void Policy(byte[] bytes)
    {
        Policy(bytes, PolicyType.IdentityBased);
        Policy(bytes, (PolicyType)(bytes.Length % Enum.GetValues<PolicyType>().Length));
    }

    public static void Policy(byte[] bytes, PolicyType type)
    {
        var document = PolicyParser.Parse(bytes, type);
        Require(document.IsUnreadable == document.Problems.Any(problem => problem.IsError), "an unreadable document has an error, and one with an error is unreadable");
        var source = new SourcedPolicy(new PolicySource("fuzz", "fuzz"), document);
        var request = new AccessRequest { Action = "billingconductor:UpdateBillingGroup", Resource = "arn:aws:billingconductor::111122223333:billinggroup/a", Context = UnknownContext.Instance };
        AccessEvaluator.Evaluate(request, new PoliciesInEffect { Identity = [source], ResourcePolicy = source });
    }

    /// <summary>The value as it stands in a file: an object, or text that is one.</summary>
    private static void PolicyInSnapshot(byte[] bytes) => new PolicyLibrary().Get(bytes, PolicyType.IdentityBased);

    private static void Snapshot<T>(byte[] bytes, ReadRoot<T> read)
        where T : class
    {
        var gaps = new FileGaps("111122223333", "fuzz.json");
        var result = SnapshotFile.Read(FileBytes.Of(bytes), gaps, read);
        Require(result is not null || !gaps.ToImmutable().IsEmpty, "what was not read leaves a gap");
    }

    private static void SimulatorRequest(byte[] bytes)
    {
        var answer = new ArrayBufferWriter<byte>();
        CustomSimulator.Answer(bytes, answer);
        using var json = JsonDocument.Parse(answer.WrittenMemory, new JsonDocumentOptions { MaxDepth = 256 });
    }

    /// <summary>Lambda gives JSON only.</summary>
    private static void Event(byte[] bytes)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes);
            Function.Events.EventReader.Read(json.RootElement);
        }
        catch (Exception error) when (error is JsonException or UnknownEventException or InvalidRequestException)
        {
            Require(error.Message.Length > 0, "an error says what is wrong");
        }
    }

    /// <summary>A document as the API gives it becomes JSON of a snapshot, whatever it is.</summary>
    private static void AwsDocument(byte[] bytes)
    {
        using var file = new MemoryStream();
        AwsDocument(bytes, file);
        using var json = JsonDocument.Parse(file.GetBuffer().AsMemory(0, (int)file.Length), new JsonDocumentOptions { MaxDepth = 256 });
    }

    public static void AwsDocument(byte[] bytes, Stream file)
    {
        using var writer = new Utf8JsonWriter(file, JsonFile.Options);
        writer.WriteStartObject();
        writer.Document("Document", Encoding.UTF8.GetString(bytes));
        writer.WriteEndObject();
    }

    private static void Denial(byte[] bytes)
    {
        var reading = DenialReader.Read(bytes);
        Require(reading.Denials.IsEmpty == (reading.Problem is not null), "either a denial is listed or a problem is told");
        Require(reading.Denials.All(denial => denial.PrincipalArn is not null || denial.PrincipalId is not null || denial.Gate is not null), "a denial has a principal, or is about a setting");
        Require(reading.Denials.All(denial => denial.Source != DenialSource.Text || denial.Action is not null || denial.Gate is not null), "a text that was placed names an action");
    }

    private static void Require(bool holds, string what)
    {
        if (!holds)
            throw new InvalidOperationException("broken promise: " + what);
    }

    private sealed class UnknownContext : RequestContext
    {
        public static readonly UnknownContext Instance = new();

        public override ContextValue Get(string key) => ContextValue.Unknown;
    }
}
