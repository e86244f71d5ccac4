using System.Globalization;
using System.Text.Json.Nodes;
using Auditor.Aws.Tests.Collect;
using Auditor.Function.Tests.Runs;
using Auditor.Pipeline;
using Auditor.Pipeline.Tests.Report;
using Auditor.Testing;

namespace Auditor.Function.Tests.Explanations;

/// <summary>Questions of the kind of <c>auditor explain</c>.</summary>
public sealed class ExplainTests : IDisposable
{
    private const string Update = "billingconductor:UpdateBillingGroup";
    private static readonly SchemaFile Schema = new("explanation.schema.json");
    private readonly FunctionRig rig = new();

    /// <summary>No other test's, which may run at the same time on the same disk.</summary>
    private readonly string runId = "explained-" + Path.GetRandomFileName().Replace('.', '-');

    private string Audit => $$$"""{"audit":{"publish":true,"runId":"{{{runId}}}"}}""";

    [Fact]
    public async Task Without_an_audit_before_the_organization_the_payer_and_the_account_are_read()
    {
        rig.Organization.Rest();

        var answer = await rig.InvokeAsync(Question(CollectRig.Member, Update));

        Assert.True(Schema.IsValid(answer.ToJsonString()), answer.ToJsonString());
        Assert.Equal("implicitDeny", answer["explanations"]![0]!["decision"]!.GetValue<string>());
        Assert.StartsWith("The role analyst cannot change a billing group: Billing Conductor works only from the payer account", Sentence(answer), StringComparison.Ordinal);
        Assert.Equal(
            [CollectRig.Payer, CollectRig.Member],
            rig.Aws.Calls("GetAccountAuthorizationDetails").Select(CollectRig.AccountOfSession).Order(StringComparer.Ordinal));
        Assert.Empty(rig.Aws.Calls("LookupEvents"));
        Assert.Contains("were read just now", answer["notes"]![0]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(rig.Messages);
        Assert.False(rig.Has("state/last-success.json"));
    }

    [Fact]
    public async Task After_an_audit_only_the_account_of_the_principal_is_read()
    {
        rig.Organization.Rest();
        await rig.InvokeAsync(Audit);
        var before = rig.Aws.Requests.Count;

        var answer = await rig.InvokeAsync(Question(CollectRig.InUnit, "ce:GetCostAndUsage"));

        Assert.Equal(
            ["AssumeRole", "GetAccountAuthorizationDetails", "GetCallerIdentity"],
            rig.Aws.Requests.Skip(before).Select(request => request.Api).Order(StringComparer.Ordinal));
        // The guard of the unit comes from the audit.
        Assert.Equal(("explicitDeny", "serviceControlPolicy"), (
            answer["explanations"]![0]!["decision"]!.GetValue<string>(), answer["explanations"]![0]!["blockers"]![0]!["layer"]!.GetValue<string>()));
        Assert.Contains("333333333333 was read just now; the organization, its policies", answer["notes"]![0]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_changed_since_the_audit_is_seen()
    {
        var name = "analyst";
        rig.Aws.Always("GetAccountAuthorizationDetails", request => FakeAnswer.Ok(
            $"<IsTruncated>false</IsTruncated><RoleDetailList>{CollectRig.Role(CollectRig.AccountOfSession(request), name)}</RoleDetailList>"));
        rig.Organization.Rest();
        await rig.InvokeAsync(Audit);
        await Assert.ThrowsAsync<RunCannotGoOnException>(() => rig.InvokeAsync(Question(CollectRig.Payer, "billingconductor:ListBillingGroups", "newcomer")));
        name = "newcomer";
        var before = rig.Aws.Requests.Count;

        var answer = await rig.InvokeAsync(Question(CollectRig.Payer, "billingconductor:ListBillingGroups", "newcomer"));

        Assert.Equal("allowed", answer["explanations"]![0]!["decision"]!.GetValue<string>());
        Assert.Equal(["GetCallerIdentity", "GetAccountAuthorizationDetails"], rig.Aws.Requests.Skip(before).Select(request => request.Api));
    }

    [Theory]
    [InlineData(29, false)]
    [InlineData(31, true)]
    public async Task An_audit_that_is_too_old_does_not_serve(int hours, bool isReadAnew)
    {
        rig.Organization.Rest();
        await rig.InvokeAsync(Audit);
        rig.Pass(TimeSpan.FromHours(hours));
        var before = rig.Aws.Requests.Count;

        await rig.InvokeAsync(Question(CollectRig.Member, Update));

        Assert.Equal(isReadAnew, rig.Aws.Requests.Skip(before).Any(request => request.Api == "ListAccounts"));
    }

    [Fact]
    public async Task A_snapshot_that_has_expired_in_the_bucket_is_none()
    {
        rig.Organization.Rest();
        await rig.InvokeAsync(Audit);
        rig.Put($"snapshots/{runId}/organization.json.gz", "gone");

        var answer = await rig.InvokeAsync(Question(CollectRig.Member, Update));

        Assert.Contains("were read just now", answer["notes"]![0]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Denials_are_explained_with_their_findings_and_the_configuration_counts()
    {
        rig.Organization.Rest();
        rig.Put("config/auditor.json", """{"schemaVersion":1,"assignments":[{"principals":["arn:aws:iam::*:role/analyst"],"profiles":["billing-group-operator"]}]}""");
        var text = $"User: arn:aws:sts::{CollectRig.Payer}:assumed-role/analyst/jane is not authorized to perform: {Update} because no identity-based policy allows the {Update} action";

        var answer = await rig.InvokeAsync($$$"""{"explain":{"message":"{{{text}}}"}}""");

        Assert.True(Schema.IsValid(answer.ToJsonString()), answer.ToJsonString());
        Assert.True(answer["explanations"]![0]!["agrees"]!.GetValue<bool>());
        var finding = Assert.Single(answer["findings"]!.AsArray())!;
        Assert.Equal(("BCA701", "high"), (finding["rule"]!.GetValue<string>(), finding["severity"]!.GetValue<string>()));
        Assert.Empty(rig.Messages);
    }

    [Fact]
    public async Task What_is_known_of_the_call_is_taken_into_account()
    {
        var policy = Uri.EscapeDataString("""{"Statement":{"Effect":"Allow","Action":"billingconductor:*","Resource":"*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}}}""");
        rig.Aws.Always("GetAccountAuthorizationDetails", request => FakeAnswer.Ok(
            $"<IsTruncated>false</IsTruncated><RoleDetailList>{CollectRig.Role(CollectRig.AccountOfSession(request), "analyst").Replace("</RolePolicyList>", $"<member><PolicyName>mfa</PolicyName><PolicyDocument>{policy}</PolicyDocument></member></RolePolicyList>", StringComparison.Ordinal)}</RoleDetailList>"));
        rig.Organization.Rest();
        Assert.Equal("conditional", await DecisionAsync(""));
        Assert.Equal("allowed", await DecisionAsync(""","context":{"aws:MultiFactorAuthPresent":"true"}"""));
        Assert.Equal("implicitDeny", await DecisionAsync(""","context":{"aws:MultiFactorAuthPresent":null}"""));

        async Task<string> DecisionAsync(string more) =>
            (await rig.InvokeAsync(Question(CollectRig.Payer, Update, more: more)))["explanations"]![0]!["decision"]!.GetValue<string>();
    }

    [Fact]
    public async Task An_answer_that_is_too_large_is_linked()
    {
        rig.Organization.Rest();
        var message = $"User: arn:aws:iam::{CollectRig.Payer}:role/analyst is not authorized to perform: {Update} {new string('x', 6_000_000)}";
        var record = $$$"""{"eventVersion":"1.11","eventName":"UpdateBillingGroup","eventSource":"billingconductor.amazonaws.com","errorCode":"AccessDenied","errorMessage":"{{{message}}}","userIdentity":{"arn":"arn:aws:iam::{{{CollectRig.Payer}}}:role/analyst"}}""";

        var answer = await rig.InvokeAsync($$$"""{"explain":{"event":{{{record}}}}}""", requestId: "large");

        Assert.EndsWith("answers/large.json", answer["answerUri"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.True(Schema.IsValid(rig.Get("answers/large.json")));
    }

    [Fact]
    public async Task An_account_that_cannot_be_read_is_said_and_nothing_is_left_on_the_disk()
    {
        rig.Aws.Always("AssumeRole", FakeAnswer.Error(403, "AccessDenied", "no"));
        rig.Organization.Rest();

        var error = await Assert.ThrowsAsync<RunCannotGoOnException>(() => rig.InvokeAsync(Question(CollectRig.Member, Update), requestId: "unread"));

        Assert.Contains(CollectRig.Member, error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(Path.GetTempPath(), "auditor-explain-unread-*"));
    }

    public void Dispose() => rig.Dispose();

    private static string Question(string account, string action, string role = "analyst", string more = "") =>
        string.Create(CultureInfo.InvariantCulture, $$$"""{"explain":{"principal":"arn:aws:iam::{{{account}}}:role/{{{role}}}","action":"{{{action}}}"{{{more}}}}}""");

    private static string Sentence(JsonNode answer) => answer["explanations"]![0]!["sentence"]!.GetValue<string>();
}
