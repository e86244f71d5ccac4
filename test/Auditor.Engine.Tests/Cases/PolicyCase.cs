using System.Collections.Immutable;
using System.Text.Json;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;
using Auditor.Engine.Requests;

namespace Auditor.Engine.Cases;

/// <summary>One entry of <c>Cases/*/*.json</c>: a request, the policies in effect, and the decision that AWS documents.</summary>
internal sealed class PolicyCase(string file, JsonElement json)
{
    private static readonly HashSet<string> Members = new(StringComparer.Ordinal)
    {
        "name", "rule", "source", "request", "identity", "boundary", "session", "exemption", "scps", "rcps", "resourcePolicy", "expected",
    };

    public string File => file;

    public string Name => json.GetProperty("name").GetString()!;

    public string Source => json.GetProperty("source").GetString()!;

    public ImmutableArray<string> Rules => Texts(json.GetProperty("rule"));

    public JsonElement Expected => json.GetProperty("expected");

    /// <summary>Members that nobody reads, which are typing errors.</summary>
    public IEnumerable<string> UnknownMembers =>
        json.EnumerateObject().Select(member => member.Name).Where(name => !Members.Contains(name));

    public AccessRequest Request
    {
        get
        {
            var request = json.GetProperty("request");
            return new AccessRequest
            {
                Action = request.GetProperty("action").GetString()!,
                Resource = request.GetProperty("resource").GetString()!,
                PrincipalArn = Optional(request, "principal")?.GetString(),
                PrincipalType = Optional(request, "principalType")?.GetString() ?? PrincipalEntry.Aws,
                ResourceAccount = Optional(request, "resourceAccount")?.GetString(),
                Context = new GivenContext(Optional(request, "context") is { } context
                    ? context.EnumerateObject().Select(key => KeyValuePair.Create(key.Name, Value(key.Value)))
                    : []),
            };
        }
    }

    public PoliciesInEffect Policies => new()
    {
        Identity = Layer(Optional(json, "identity"), PolicyType.IdentityBased, "identity") ?? [],
        Boundary = Single(Optional(json, "boundary"), PolicyType.PermissionsBoundary, "boundary"),
        Session = Layer(Optional(json, "session"), PolicyType.Session, "session"),
        ServiceControlExemption = Optional(json, "exemption") is { } word
            ? Enum.Parse<ServiceControlExemption>(word.GetString()!)
            : default,
        ServiceControlPolicies = Levels(Optional(json, "scps"), PolicyType.ServiceControlPolicy, "scp"),
        ResourceControlPolicies = Levels(Optional(json, "rcps"), PolicyType.ResourceControlPolicy, "rcp"),
        ResourcePolicy = Single(
            Optional(json, "resourcePolicy"), IsAboutRole ? PolicyType.Trust : PolicyType.ResourceBased, "resourcePolicy"),
    };

    /// <summary>The resource is a role, so its policy is a trust policy, which has no Resource element.</summary>
    private bool IsAboutRole => File.StartsWith("trust/", StringComparison.Ordinal);

    public static ImmutableArray<string> Texts(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetString()!)];

    private static JsonElement? Optional(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value : null;

    private static ContextValue Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => ContextValue.Unknown,
        JsonValueKind.Array => ContextValue.Many(Texts(value)),
        _ => ContextValue.Of(value.GetString()!),
    };

    /// <summary>A document is an object, or a text where the case is about its bytes.</summary>
    private static SourcedPolicy Policy(JsonElement document, PolicyType type, string id) =>
        new(
            new PolicySource(id, id),
            PolicyParser.Parse(document.ValueKind == JsonValueKind.String ? document.GetString()! : document.GetRawText(), type));

    private static SourcedPolicy? Single(JsonElement? document, PolicyType type, string id) =>
        document is { } given ? Policy(given, type, id) : null;

    private static ImmutableArray<SourcedPolicy>? Layer(JsonElement? documents, PolicyType type, string id) =>
        documents is { } given
            ? [.. given.EnumerateArray().Select((document, index) => Policy(document, type, $"{id}.{index + 1}"))]
            : null;

    private static ImmutableArray<OrganizationLevel>? Levels(JsonElement? levels, PolicyType type, string id) =>
        levels is { } given
            ?
            [
                .. given.EnumerateArray().Select(
                    (level, index) => new OrganizationLevel($"{id}.{index + 1}", Layer(level, type, $"{id}.{index + 1}")!.Value)),
            ]
            : null;
}
