using Amazon.Runtime;
using Auditor.Aws.Access;
using Auditor.Aws.Collect;
using Auditor.Pipeline;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Report;
using Auditor.Testing;

namespace Auditor.Aws.Tests.Collect;

/// <summary>
/// A small organization as AWS answers for it: a payer and two members, one in a unit. A test plans what it wants otherwise before
/// <see cref="Rest"/>.
/// </summary>
internal sealed class CollectRig : IDisposable
{
    public const string Payer = "111111111111";
    public const string Member = "222222222222";
    public const string InUnit = "333333333333";
    public const string Root = "r-abcd";
    public const string Unit = "ou-abcd-11111111";

    private const string Reading =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
        "Action":["billingconductor:ListBillingGroups","ce:GetCostAndUsage"],"Resource":"*"}]}
        """;

    private static readonly (string Path, string Member)[] BillingConductorLists =
    [
        ("billing-groups", "BillingGroups"), ("pricing-plans", "PricingPlans"), ("pricing-rules", "PricingRules"),
        ("custom-line-items", "CustomLineItems"),
    ];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("auditor-collect-");

    public FakeAws Aws { get; } = new();

    public string Folder => Path.Combine(folder.FullName, "snapshot");

    public void Dispose()
    {
        folder.Delete(recursive: true);
        Aws.Dispose();
    }

    /// <summary>Plans everything that the test has not planned itself.</summary>
    public CollectRig Rest()
    {
        Aws.Always(
            "GetCallerIdentity",
            FakeAnswer.Ok($"<Arn>arn:aws:iam::{Payer}:user/auditor</Arn><UserId>AIDA</UserId><Account>{Payer}</Account>"));
        Aws.Always("AssumeRole", request => FakeAnswer.Ok(
            $"""
            <Credentials><AccessKeyId>ASIA{AccountOf(request)}</AccessKeyId><SecretAccessKey>s</SecretAccessKey>
            <SessionToken>t</SessionToken>
            <Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>
            """));
        Aws.Always(
            "DescribeOrganization",
            FakeAnswer.Ok($$"""{"Organization":{"Id":"o-abcdefghij","FeatureSet":"ALL","MasterAccountId":"{{Payer}}"} }"""));
        Aws.Always(
            "ListRoots",
            FakeAnswer.Ok(
                $$"""{"Roots":[{"Id":"{{Root}}","Name":"Root","PolicyTypes":[{"Type":"SERVICE_CONTROL_POLICY","Status":"ENABLED"}]}]}"""));
        Aws.Always(
            "ListAccounts",
            FakeAnswer.Ok(
                $$"""
                {"Accounts":[{{Account(Payer, $"{Root}/{Payer}")}},{{Account(Member, $"{Root}/{Member}")}},
                {{Account(InUnit, $"{Root}/{Unit}/{InUnit}")}}]}
                """));
        Aws.Always(
            "ListPolicies",
            FakeAnswer.Ok($$"""{"Policies":[{{Summary("p-FullAWSAccess", isAwsManaged: true)}},{{Summary("p-guard1234")}}]}"""));
        Aws.Always("ListTargetsForPolicy", request => FakeAnswer.Ok(
            request.Text.Contains("p-FullAWSAccess", StringComparison.Ordinal)
                ? $$"""
                {"Targets":[{"TargetId":"{{Root}}"},{"TargetId":"{{Unit}}","Name":"Finance","Type":"ORGANIZATIONAL_UNIT"},
                {"TargetId":"{{Member}}"},{"TargetId":"{{InUnit}}"}]}
                """
                : $$"""{"Targets":[{"TargetId":"{{Unit}}","Name":"Finance","Type":"ORGANIZATIONAL_UNIT"}]}"""));
        Aws.Always("DescribePolicy", FakeAnswer.Ok(
            $$$"""
            {"Policy":{"PolicySummary":{{{Summary("p-guard1234")}}},
            "Content":"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"ce:*\",\"Resource\":\"*\"}]}"}}
            """));
        Aws.Always(
            "GetAccountAuthorizationDetails",
            request =>
                FakeAnswer.Ok(
                    $"<IsTruncated>false</IsTruncated><RoleDetailList>{Role(AccountOfSession(request), "analyst")}</RoleDetailList>"));
        foreach (var (path, member) in BillingConductorLists)
            Aws.Always($"POST /list-{path}", FakeAnswer.Ok($$"""{"{{member}}":[]}"""));
        Aws.Always("LookupEvents", FakeAnswer.Ok("""{"Events":[]}"""));
        return this;
    }

    public async Task<CollectResult> CollectAsync(
        Func<CollectOptions, CollectOptions>? change = null, Func<AwsAccessOptions, AwsAccessOptions>? changeAccess = null)
    {
        using var access = await OpenAsync(changeAccess);
        return await Run(access, change).CollectAsync(TestContext.Current.CancellationToken);
    }

    public async Task<CollectEstimate> EstimateAsync(Func<CollectOptions, CollectOptions>? change = null)
    {
        using var access = await OpenAsync();
        return await Run(access, change).EstimateAsync(TestContext.Current.CancellationToken);
    }

    public Task<AwsAccess> OpenAsync(Func<AwsAccessOptions, AwsAccessOptions>? change = null)
    {
        var options = new AwsAccessOptions
        {
            Endpoint = new Uri(Aws.Url),
            Region = "us-east-1",
            Credentials = new BasicAWSCredentials(
            "AKIATEST", "secret"),
            Pace = 50
        };
        return AwsAccess.OpenAsync(change?.Invoke(options) ?? options, TimeProvider.System, TestContext.Current.CancellationToken);
    }

    public SnapshotReader Snapshot() => SnapshotReader.Open(Folder);

    public AuditReport Audit() => AuditRun.Run(
        Snapshot(), new AuditOptions
        {
            AsOf = new DateTimeOffset(
            2026, 11, 25, 0, 0, 0, TimeSpan.Zero),
            ListAll = true,
            ToolVersion = "test"
        }, progress: null, CancellationToken.None);

    public string Read(params string[] path) => File.ReadAllText(Path.Combine([Folder, .. path]));

    public bool Has(params string[] path) => File.Exists(Path.Combine([Folder, .. path]));

    /// <summary>A role with a policy that reads Billing Conductor.</summary>
    public static string Role(string account, string name, string more = "") =>
        $$"""
        <member><Path>/</Path><RoleName>{{name}}</RoleName><RoleId>AROA{{account}}</RoleId>
        <Arn>arn:aws:iam::{{account}}:role/{{name}}</Arn><CreateDate>2025-01-02T03:04:05Z</CreateDate>
        <AssumeRolePolicyDocument>%7B%22Statement%22%3A%5B%5D%7D</AssumeRolePolicyDocument><RolePolicyList><member>
        <PolicyName>use</PolicyName>
        <PolicyDocument>{{Uri.EscapeDataString(Reading)}}</PolicyDocument>
        </member></RolePolicyList>{{more}}</member>
        """;

    public static string Account(string id, string path, string state = "ACTIVE") =>
        $$"""{"Id":"{{id}}","Name":"account {{id}}","State":"{{state}}","Paths":["o-abcdefghij/{{path}}/"]}""";

    public static string Summary(string id, bool isAwsManaged = false) =>
        $$"""
        {"Id":"{{id}}","Arn":"arn:aws:organizations::{{Payer}}:policy/o-abcdefghij/service_control_policy/{{id}}","Name":"{{id[2..]}}",
        "Type":"SERVICE_CONTROL_POLICY","AwsManaged":{{(isAwsManaged ? "true" : "false")}}}
        """;

    public static FakeAnswer Denied(string action) =>
        FakeAnswer.Error(400, "AccessDeniedException", $"User: arn:aws:iam::{Payer}:user/auditor is not authorized to perform: {action}");

    public static string AccountOf(FakeRequest request) => request.Parameters["RoleArn"].Split(':')[4];

    public static string AccountOfSession(FakeRequest request) =>
        request.AccessKeyId.StartsWith("ASIA", StringComparison.Ordinal) ? request.AccessKeyId["ASIA".Length..] : Payer;

    private CollectRun Run(AwsAccess access, Func<CollectOptions, CollectOptions>? change)
    {
        var options = new CollectOptions { Folder = Folder, Tool = "auditor test" };
        return new CollectRun(access, change?.Invoke(options) ?? options, TimeProvider.System, progress: null);
    }
}
