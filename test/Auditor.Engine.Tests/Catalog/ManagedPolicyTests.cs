using System.IO.Compression;
using System.Text.Json;
using Auditor.Engine.Matching;

namespace Auditor.Engine.Catalog;

/// <summary>What AWS's own policies grant of Billing Conductor, counted with the catalogue.</summary>
public sealed class ManagedPolicyTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "test", "Auditor.Engine.Tests", "Data");
    private static readonly string HistoryFile = Path.Combine(Repository.Root, "tools", "Auditor.CatalogCompiler", "data", "managed-policy-history.json");
    private static readonly Lazy<JsonElement> Documents = new(ReadDocuments);
    private static readonly Lazy<JsonElement> History = new(ReadHistory);

    [Fact]
    public void Documents_are_1485() => Assert.Equal(1485, Documents.Value.GetProperty("policies").EnumerateObject().Count());

    [Theory]
    [InlineData("AdministratorAccess", 34)]
    [InlineData("PowerUserAccess", 34)]
    [InlineData("AWSBillingConductorFullAccess", 34)]
    [InlineData("AWSBillingConductorReadOnlyAccess", 12)]
    [InlineData("ReadOnlyAccess", 12)]
    [InlineData("AWS_ConfigRole", 7)]
    [InlineData("Billing", 0)]
    [InlineData("AWSBillingReadOnlyAccess", 0)]
    [InlineData("SecurityAudit", 0)]
    [InlineData("ViewOnlyAccess", 0)]
    public void Policy_grants_so_many_of_the_34(string policy, int expected) =>
        Assert.Equal(expected, Granted(Documents.Value.GetProperty("policies").GetProperty(policy).GetProperty("Statement")));

    [Fact]
    public void No_version_of_the_job_function_Billing_grants_an_action()
    {
        var versions = History.Value.GetProperty("policies").GetProperty("Billing").GetProperty("versions").EnumerateArray().ToArray();

        Assert.NotEmpty(versions);
        Assert.All(versions, version => Assert.Equal(0, Matched(Patterns(version.GetProperty("allow")))));
    }

    [Theory]
    [InlineData("AWSBillingConductorFullAccess")]
    [InlineData("AWSBillingConductorReadOnlyAccess")]
    public void Every_pattern_of_the_newest_version_matches_an_action(string policy)
    {
        var newest = History.Value.GetProperty("policies").GetProperty(policy).GetProperty("versions").EnumerateArray().Last();

        Assert.All(
            newest.GetProperty("allow").EnumerateArray(),
            pattern => Assert.True(ActionNames.MatchesAction(pattern.GetString()!), pattern.GetString()));
    }

    /// <summary>Over the Allow statements; none of the policies named here denies an action.</summary>
    private static int Granted(JsonElement statements)
    {
        var granted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var statement in statements.ValueKind == JsonValueKind.Array ? [.. statements.EnumerateArray()] : new[] { statements })
        {
            Assert.Equal("Allow", statement.GetProperty("Effect").GetString());
            var named = statement.TryGetProperty("Action", out var actions);
            var patterns = Patterns(named ? actions : statement.GetProperty("NotAction"));
            granted.UnionWith(Names().Where(name => patterns.Any(pattern => pattern.Matches(name)) == named));
        }

        return granted.Count;
    }

    private static int Matched(ActionPattern[] patterns) => Names().Count(name => patterns.Any(pattern => pattern.Matches(name)));

    private static IEnumerable<string> Names() =>
        ServiceCatalog.Default.BillingConductorActions.Select(action => action.FullName.ToLowerInvariant());

    private static ActionPattern[] Patterns(JsonElement json) =>
        json.ValueKind == JsonValueKind.String
            ? [ActionPattern.Parse(json.GetString()!)]
            : [.. json.EnumerateArray().Select(pattern => ActionPattern.Parse(pattern.GetString()!))];

    private static JsonElement ReadDocuments()
    {
        using var stream = new GZipStream(File.OpenRead(Path.Combine(Folder, "all-managed-policies.json.gz")), CompressionMode.Decompress);
        return JsonElement.Parse(new StreamReader(stream).ReadToEnd());
    }

    private static JsonElement ReadHistory() => JsonElement.Parse(File.ReadAllText(HistoryFile));
}
