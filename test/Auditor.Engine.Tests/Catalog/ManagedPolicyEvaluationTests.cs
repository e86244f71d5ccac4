using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.Json;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;
using Auditor.Engine.Requests;

namespace Auditor.Engine.Catalog;

/// <summary>AWS's managed policies, read by the parser and asked for each of the 34 actions on the resources it is authorized on.</summary>
public sealed class ManagedPolicyEvaluationTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "test", "Auditor.Engine.Tests", "Data");
    private static readonly string History = Path.Combine(Repository.Root, "tools", "Auditor.CatalogCompiler", "data", "managed-policy-history.json");
    private static readonly Lazy<IReadOnlyDictionary<string, string>> Documents = new(ReadDocuments);
    private static readonly SourcedPolicy Everything = Decide.Allow();

    [Theory]
    [InlineData(PolicyType.IdentityBased)]
    [InlineData(PolicyType.PermissionsBoundary)]
    public void Every_policy_is_read_without_an_error(PolicyType type)
    {
        var unreadable = Documents.Value
            .Select(policy => (policy.Key, Document: PolicyParser.Parse(policy.Value, type)))
            .Where(policy => policy.Document.IsUnreadable || policy.Document.Problems.Any(problem => problem.IsError));

        Assert.Empty(unreadable.Select(policy => $"{policy.Key}: {policy.Document.Problems[0].Message}"));
        Assert.True(Documents.Value.Count >= 1485);
    }

    [Theory]
    [InlineData("AdministratorAccess", 34)]
    [InlineData("PowerUserAccess", 34)]
    [InlineData("AWSBillingConductorFullAccess", 34)]
    [InlineData("AWSBillingConductorReadOnlyAccess", 12)]
    [InlineData("ReadOnlyAccess", 12)]
    [InlineData("AWS_ConfigRole", 7)]
    [InlineData("AWSConfigServiceRolePolicy", 7)]
    [InlineData("Billing", 0)]
    [InlineData("AWSBillingReadOnlyAccess", 0)]
    [InlineData("SecurityAudit", 0)]
    [InlineData("ViewOnlyAccess", 0)]
    [InlineData("AIDevOpsAgentActionsPolicy", 34)]
    [InlineData("FinOpsAgentAgentPolicy", 11)]
    [InlineData("AWSWellArchitectedAgentResourceScanningServiceRolePolicy", 9)]
    [InlineData("WellArchitectedAgentResourceScanning", 11)]
    [InlineData("AWSBillingConductorRolePolicy", 2)]
    public void Policy_allows_so_many_of_the_34(string policy, int expected) => Assert.Equal(expected, Count(policy, Decision.Allowed));

    [Fact]
    public void Policy_of_the_MCP_actions_allows_the_34_under_its_condition()
    {
        Assert.Equal(34, Count("AWSMcpServiceActionsFullAccess", Decision.Conditional, ("aws:IsMcpServiceAction", ContextValue.Unknown)));
        Assert.Equal(34, Count("AWSMcpServiceActionsFullAccess", Decision.Allowed, ("aws:IsMcpServiceAction", ContextValue.Of("true"))));
        Assert.Equal(34, Count("AWSMcpServiceActionsFullAccess", Decision.ImplicitDeny));
    }

    [Theory]
    [InlineData("AWSDenyAll")]
    [InlineData("IAMAuditRootUserCredentials")]
    [InlineData("IAMCreateRootUserPassword")]
    [InlineData("IAMDeleteRootUserCredentials")]
    [InlineData("S3UnlockBucketPolicy")]
    [InlineData("SQSUnlockQueuePolicy")]
    [InlineData("AWSIAMIdentityCenterAllowListForIdentityContext")]
    [InlineData("AmazonDataZoneEnvironmentRolePermissionsBoundary")]
    [InlineData("AmazonDataZoneProjectDeploymentPermissionsBoundary")]
    [InlineData("AmazonDataZoneProjectRolePermissionsBoundary")]
    [InlineData("AmazonDataZoneSageMakerEnvironmentRolePermissionsBoundary")]
    [InlineData("AmazonSecurityLakePermissionsBoundary")]
    [InlineData("SageMakerStudioProjectUserRolePermissionsBoundary")]
    public void Policy_denies_all_34(string policy) =>
        Assert.Equal(
            34, Requests().Count(request => request.All(one => Decide.Of(one, Everything, Policy(policy)) == Decision.ExplicitDeny)));

    /// <summary>Actions that have the decision on a resource of each type they are authorized on.</summary>
    private static int Count(string policy, Decision decision, params (string Key, ContextValue Value)[] context) =>
        Requests(context).Count(requests => requests.All(request => Decide.Of(request, Policy(policy)) == decision));

    private static IEnumerable<ImmutableArray<AccessRequest>> Requests(params (string Key, ContextValue Value)[] context) =>
        ServiceCatalog.Default.BillingConductorActions.Select(action => action.IsWildcardOnly
            ? ImmutableArray.Create(Decide.Request(action.FullName, "*", context))
            :
            [
                .. action.AuthorizedTypes.Select(
                    type => Decide.Request(action.FullName, $"arn:aws:billingconductor::111122223333:{type}/abcd1234ef", context)),
            ]);

    private static SourcedPolicy Policy(string name) =>
        new(new PolicySource(name, name), PolicyParser.Parse(Documents.Value[name], PolicyType.IdentityBased));

    private static Dictionary<string, string> ReadDocuments()
    {
        using var stream = new GZipStream(File.OpenRead(Path.Combine(Folder, "all-managed-policies.json.gz")), CompressionMode.Decompress);
        var documents = JsonElement.Parse(new StreamReader(stream).ReadToEnd()).GetProperty("policies").EnumerateObject().ToDictionary(
            policy => policy.Name, policy => policy.Value.GetRawText());
        // Newer than that collection.
        foreach (
            var policy in JsonElement.Parse(
                File.ReadAllText(History)).GetProperty("documents").EnumerateObject())
            documents[policy.Name] = policy.Value.GetProperty("document").GetRawText();
        return documents;
    }
}
