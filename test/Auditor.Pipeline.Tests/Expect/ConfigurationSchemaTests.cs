using System.Collections.Immutable;
using System.Text.Json;
using Auditor.Pipeline.Expect.Reading;

namespace Auditor.Pipeline.Expect;

public sealed class ConfigurationSchemaTests
{
    private static readonly JsonElement Schema = Parse(File.ReadAllText(Path.Combine(Repository.Root, "schema", "auditor.schema.json")));
    private static readonly JsonSchemaChecker Checker = new(Schema);

    public static TheoryData<string> Valid => [ConfigurationExamples.Contract, ConfigurationExamples.Everything, "{}"];

    /// <summary>Each breaks one rule.</summary>
    public static TheoryData<string> Invalid =>
    [
        "[]",
        """{ "typo": 1 }""",
        """{ "schemaVersion": 2 }""",
        """{ "managementAccount": "1" }""",
        """{ "assignments": [{ "profiles": ["abc-viewer"] }] }""",
        """{ "assignments": [{ "principals": [], "profiles": ["abc-viewer"] }] }""",
        """{ "assignments": [{ "tag": "t", "profiles": [] }] }""",
        """{ "assignments": [{ "tag": "t" }] }""",
        """{ "assignments": [{ "permissionSets": ["a*"], "profiles": ["abc-viewer"] }] }""",
        """{ "assignments": [{ "principals": ["*"], "profiles": ["abc-viewer"] }] }""",
        """{ "assignments": [{ "principals": ["arn:aws:iam::123:role/x"], "profiles": ["abc-viewer"] }] }""",
        """
        { "assignments": [{ "tag": "t", "profiles": ["abc-viewer"],
        "resources": { "billinggroup": ["arn:aws:billingconductor::aws:billinggroup/a"] } }] }
        """,
        """{ "assignments": [{ "tag": "t", "profiles": ["abc-viewer"], "resources": { "budget": ["x"] } }] }""",
        """{ "administrators": null }""",
        """{ "profiles": { "abc-viewer": {} } }""",
        """{ "profiles": { "bot": { "tasks": ["dance"] } } }""",
        """{ "assume": { "MultiFactorAuthPresent": ["true"] } }""",
        """{ "assume": { "aws:a": [] } }""",
        """{ "unusedAfterDays": 0 }""",
        """{ "unusedAfterDays": 3651 }""",
        """{ "unusedAfterDays": 1.5 }""",
        """{ "suppressions": [{ "rule": "BCA201", "owner": "o", "reason": "r", "expires": "2027-01-31" }] }""",
        """{ "suppressions": [{ "id": "BCA201-0123456789ab", "rule": "BCA201", "owner": "o", "reason": "r", "expires": "2027-01-31" }] }""",
        """{ "suppressions": [{ "id": "BCA201-0123456789ab", "owner": "o", "reason": "r", "expires": "soon" }] }""",
        """{ "suppressions": [{ "id": "BCA201-0123456789ab", "owner": "o", "expires": "2027-01-31" }] }""",
        """{ "owners": {} }""",
        """{ "failOn": "critical" }""",
    ];

    [Theory]
    [MemberData(nameof(Valid))]
    public void What_the_reader_takes_is_valid(string json)
    {
        Assert.Empty(ConfigurationExamples.Read(json).Errors);
        Assert.True(Checker.IsValid(Parse(json)));
    }

    [Theory]
    [MemberData(nameof(Invalid))]
    public void What_the_reader_refuses_is_invalid(string json)
    {
        Assert.NotEmpty(ConfigurationExamples.Read(json).Errors);
        Assert.False(Checker.IsValid(Parse(json)));
    }

    [Fact]
    public void The_members_are_those_that_the_reader_knows()
    {
        AssertMembers(MemberNames.Configuration, Schema);
        AssertMembers(MemberNames.Assignment, Definition("assignment"));
        AssertMembers(MemberNames.Profile, Definition("profile"));
        AssertMembers(MemberNames.Suppression, Definition("suppression"));
        AssertMembers(MemberNames.Owners, Schema.GetProperty("properties").GetProperty("owners"));
        AssertMembers(MemberNames.Resources, Definition("assignment").GetProperty("properties").GetProperty("resources"));
    }

    [Fact]
    public void The_words_are_those_that_the_reader_knows()
    {
        var profiles = ProfileCatalog.Default.Profiles.Select(profile => profile.Id).ToList();

        Assert.Equal(profiles, Words(Definition("profileId").GetProperty("anyOf")[0]));
        Assert.Equal(
            profiles, Words(Schema.GetProperty("properties").GetProperty("profiles").GetProperty("propertyNames").GetProperty("not")));
        Assert.Equal(ProfileCatalog.Default.Tasks.Select(task => task.Id), Words(Definition("taskId")));
        Assert.Equal(MemberNames.FailOn, Words(Schema.GetProperty("properties").GetProperty("failOn")));
    }

    [Fact]
    public void Every_member_is_described_and_its_examples_are_valid()
    {
        var members = Members(Schema).Concat(
            Schema.GetProperty("$defs").EnumerateObject().SelectMany(definition => Members(definition.Value)));
        foreach (var member in members)
        {
            Assert.True(member.Value.TryGetProperty("description", out _), member.Name);
            Assert.True(member.Value.TryGetProperty("examples", out var examples), member.Name);
            Assert.All(
                examples.EnumerateArray(), example => Assert.True(Checker.IsValid(member.Value, example), $"{member.Name}: {example}"));
        }
    }

    private static JsonElement.ObjectEnumerator Members(JsonElement schema) =>
        schema.TryGetProperty("properties", out var members) ? members.EnumerateObject() : default;

    private static void AssertMembers(ImmutableArray<string> expected, JsonElement schema)
    {
        Assert.Equal(expected.Order(StringComparer.Ordinal), Members(schema).Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.Equal(JsonValueKind.False, schema.GetProperty("additionalProperties").ValueKind);
    }

    private static JsonElement Definition(string name) => Schema.GetProperty("$defs").GetProperty(name);

    private static IEnumerable<string> Words(JsonElement schema) =>
        schema.GetProperty("enum").EnumerateArray().Select(word => word.GetString()!);

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(
            json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        return document.RootElement.Clone();
    }
}
