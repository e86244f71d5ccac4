using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Auditor.Pipeline;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Report;

namespace Auditor.EndToEnd.Tests;

/// <summary>
/// An organization of a payer and one member account, written as files and audited: what a test does not say is harmless.
/// </summary>
internal sealed class SmallSnapshot : IDisposable
{
    public const string Payer = "111122223333";
    public const string Member = "444455556666";
    public const string ReadWriteEverywhere = """{"Effect":"Allow","Action":"billingconductor:*","Resource":"*"}""";
    private const string Root = "r-ab12";
    private const string Unit = "ou-ab12-customer1";
    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<string, (JsonArray Roles, JsonArray Policies)> accounts = new(StringComparer.Ordinal);
    private readonly JsonArray organizationPolicies = [];
    private JsonObject? organization = JsonNode.Parse(
        $$"""{"Id":"o-ab12cd34ef","FeatureSet":"ALL","MasterAccountId":"{{Payer}}"}""")!.AsObject();

    /// <summary>The organization has consolidated billing only.</summary>
    public SmallSnapshot WithConsolidatedBillingOnly()
    {
        organization!["FeatureSet"] = "CONSOLIDATED_BILLING";
        return this;
    }

    /// <summary>There is no organization.</summary>
    public SmallSnapshot WithoutOrganization()
    {
        organization = null;
        return this;
    }

    /// <summary>A service control policy of one statement; on the root, if no target is named.</summary>
    public SmallSnapshot WithScp(string statement, string target = Root) =>
        WithOrganizationPolicy("SERVICE_CONTROL_POLICY", "p-guard001", "Guard", statement, target);

    /// <summary>A resource control policy of one statement on the root.</summary>
    public SmallSnapshot WithRcp(string statement) =>
        WithOrganizationPolicy("RESOURCE_CONTROL_POLICY", "p-guard002", "ResourceGuard", statement, Root);

    /// <summary>A role with an inline policy of these statements.</summary>
    /// <param name="account">Where it lives.</param>
    /// <param name="name">Its name; its path is <c>/</c>.</param>
    /// <param name="statements">Statements as JSON, separated by commas.</param>
    /// <param name="boundary">Statements of its permissions boundary, or null.</param>
    /// <param name="trusted">Who may assume it: an ARN.</param>
    public SmallSnapshot WithRole(
        string account, string name, string statements, string? boundary = null, string trusted = "arn:aws:iam::111122223333:root")
    {
        var (roles, policies) = AccountOf(account);
        var role = JsonNode.Parse(
            $$"""
            {
                "Path": "/", "RoleName": "{{name}}", "RoleId": "AROA{{account}}{{name}}", "Arn": "{{ArnOf(account, name)}}",
                "CreateDate": "2024-01-01T00:00:00+00:00",
                "AssumeRolePolicyDocument": {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"{{trusted}}" },
                "Action":"sts:AssumeRole"}]},
                "RolePolicyList": [{"PolicyName": "job", "PolicyDocument": {"Version":"2012-10-17","Statement":[{{statements}}] } }],
                "AttachedManagedPolicies": []
            }
            """)!.AsObject();
        if (boundary is not null)
        {
            var arn = $"arn:aws:iam::{account}:policy/{name}-boundary";
            role["PermissionsBoundary"] = new JsonObject { ["PermissionsBoundaryType"] = "Policy", ["PermissionsBoundaryArn"] = arn };
            policies.Add(JsonNode.Parse(
                $$"""
                {"PolicyName":"{{name}}-boundary","Arn":"{{arn}}","Path":"/","DefaultVersionId":"v1",
                "PolicyVersionList":[{"VersionId":"v1","IsDefaultVersion":true,
                 "CreateDate":"2024-01-01T00:00:00+00:00","Document":{"Version":"2012-10-17","Statement":[{{boundary}}] } }] }
                """));
        }

        roles.Add(role);
        return this;
    }

    /// <summary>The ARN of a role.</summary>
    public static string ArnOf(string account, string name) => $"arn:aws:iam::{account}:role/{name}";

    /// <summary>Audits; each assignment gives a role, by its account and name, a profile.</summary>
    public AuditReport Audit(params (string Account, string Role, string Profile)[] assignments)
    {
        Write();
        var configuration = new JsonObject
        {
            ["administrators"] = new JsonArray(),
            ["profiles"] = new JsonObject
            {
                ["pro-forma-viewer"] = new JsonObject { ["tasks"] = new JsonArray("view-pro-forma") },
                ["rule-author"] = new JsonObject { ["tasks"] = new JsonArray("create-pricing-rule") },
                ["ou-importer"] = new JsonObject { ["tasks"] = new JsonArray("import-ou") },
            },
            ["assignments"] = new JsonArray([.. assignments.Select(assignment => new JsonObject
            {
                ["principals"] = new JsonArray(ArnOf(assignment.Account, assignment.Role)),
                ["profiles"] = new JsonArray(assignment.Profile),
                ["console"] = assignment.Profile == "rule-author",
            })]),
        };
        var read = ConfigurationReader.Read(JsonSerializer.SerializeToUtf8Bytes(configuration));
        Assert.Empty(read.Errors);
        var options = new AuditOptions
        {
            AsOf = DateTimeOffset.Parse("2026-11-24T00:00:00Z", CultureInfo.InvariantCulture),
            Configuration = read.Configuration,
            ConfigurationName = "auditor.json",
            ListAll = true,
            ToolVersion = "0.0.0",
        };
        var report = AuditRun.Run(SnapshotReader.Open(folder.Path), options, progress: null, TestContext.Current.CancellationToken);
        Assert.Empty(report.Gaps);
        return report;
    }

    public void Dispose() => folder.Dispose();

    private SmallSnapshot WithOrganizationPolicy(string type, string id, string name, string statement, string target)
    {
        organizationPolicies.Add(Policy(type, id, name, statement, target));
        return this;
    }

    private static JsonObject Policy(string type, string id, string name, string statement, params string[] targets) => new()
    {
        ["PolicySummary"] = new JsonObject
        {
            ["Id"] = id,
            ["Arn"] = $"arn:aws:organizations::{Payer}:policy/o-ab12cd34ef/{type.ToLowerInvariant()}/{id}",
            ["Name"] = name,
            ["Type"] = type,
            ["AwsManaged"] = name.Contains("Full", StringComparison.Ordinal),
        },
        ["Content"] = $$"""{"Version":"2012-10-17","Statement":[{{statement}}]}""",
        ["Targets"] = new JsonArray([.. targets.Select(target => new JsonObject { ["TargetId"] = target })]),
    };

    private (JsonArray Roles, JsonArray Policies) AccountOf(string account)
    {
        if (!accounts.TryGetValue(account, out var lists))
            accounts[account] = lists = ([], []);
        return lists;
    }

    private void Write()
    {
        var hasOrganization = organization is not null;
        AccountOf(Payer);
        if (hasOrganization)
            AccountOf(Member);
        foreach (var (account, (roles, policies)) in accounts)
        {
            Directory.CreateDirectory(Path.Combine(folder.Path, "accounts", account));
            var details = new JsonObject
            {
                ["UserDetailList"] = new JsonArray(),
                ["GroupDetailList"] = new JsonArray(),
                ["RoleDetailList"] = roles,
                ["Policies"] = policies,
            };
            WriteFile(Path.Combine("accounts", account, "authorization-details.json"), details);
        }

        WriteFile("organization.json", hasOrganization ? Organization() : new JsonObject { ["Organization"] = null });
    }

    private JsonObject Organization()
    {
        organizationPolicies.Add(
            Policy(
                "SERVICE_CONTROL_POLICY",
                "p-FullAWSAccess",
                "FullAWSAccess",
                """{"Effect":"Allow","Action":"*","Resource":"*"}""",
                Root,
                Unit,
                Payer,
                Member));
        organizationPolicies.Add(
            Policy(
                "RESOURCE_CONTROL_POLICY",
                "p-RCPFullAWSAccess",
                "RCPFullAWSAccess",
                """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}""",
                Root,
                Unit,
                Payer,
                Member));
        return new JsonObject
        {
            ["Organization"] = organization,
            ["Roots"] = JsonNode.Parse(
                $$"""
                [{"Id":"{{Root}}","PolicyTypes":[{"Type":"SERVICE_CONTROL_POLICY","Status":"ENABLED"},{"Type":"RESOURCE_CONTROL_POLICY",
                "Status":"ENABLED"}]}]
                """),
            ["OrganizationalUnits"] = JsonNode.Parse($$"""[{"Id":"{{Unit}}","Name":"Customers","ParentId":"{{Root}}"}]"""),
            ["Accounts"] = JsonNode.Parse(
                $$"""
                [{"Id":"{{Payer}}","Status":"ACTIVE","ParentId":"{{Root}}"},{"Id":"{{Member}}","Status":"ACTIVE","ParentId":"{{Unit}}"}]
                """),
            ["Policies"] = organizationPolicies,
        };
    }

    private void WriteFile(string name, JsonObject content) => File.WriteAllText(Path.Combine(folder.Path, name), content.ToJsonString());
}
