using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Findings;

namespace Auditor.Pipeline.Explain;

/// <summary>Whom and what a denial is about: AWS gives ids besides names, and resources besides texts.</summary>
public sealed class DenialCallerTests
{
    private const string Update = "billingconductor:UpdateBillingGroup";
    private static readonly string One = Estate.Resource("billinggroup", "one1one1aa");
    private static readonly string Two = Estate.Resource("billinggroup", "two2two2bb");

    [Fact]
    public void A_user_that_was_renamed_is_found_by_its_id()
    {
        var answer = Explain(Build().User("newname", user => user.Id("AIDAMALLORY")), Record("\"type\":\"IAMUser\",\"principalId\":\"AIDAMALLORY\",\"arn\":\"arn:aws:iam::111122223333:user/oldname\""));
        Assert.Equal("newname", answer.Explanation!.Principal.Name);
    }

    [Fact]
    public void A_role_that_was_made_anew_is_said_to_be_another()
    {
        var answer = Explain(Build(), Session("AROAOLD"));
        Assert.Equal("ops", answer.Explanation!.Principal.Name);
        Assert.Contains(answer.Comparison, line => line.Contains("AROAOLD", StringComparison.Ordinal) && line.Contains("AROANEW", StringComparison.Ordinal));
        Assert.DoesNotContain(Explain(Build(), Session("AROANEW")).Comparison, line => line.Contains("made anew", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1, Decision.Allowed)]
    [InlineData(2, Decision.ImplicitDeny)]
    public void The_record_says_what_the_call_was_about(int which, Decision decision)
    {
        var arn = which == 1 ? One : Two;
        var answer = Explain(Build(), Session("AROANEW", $",\"resources\":[{{\"accountId\":\"111122223333\",\"ARN\":\"{arn}\"}}]"));
        Assert.Equal((arn, decision), (answer.Explanation!.Resource, answer.Explanation.Decision));
    }

    [Theory]
    [InlineData(",\"resources\":[{\"ARN\":\"arn:aws:billingconductor::111122223333:billinggroup/one1one1aa\"},{\"ARN\":\"arn:aws:billingconductor::111122223333:billinggroup/two2two2bb\"}]")]
    [InlineData(",\"resources\":\"x\"")]
    [InlineData(",\"resources\":[null,1,[\"x\"],{\"ARN\":7},{\"arn\":\"x\"}]")]
    [InlineData(",\"resources\":[{\"ARN\":\"arn:aws:s3:::x\"}]")]
    public void What_does_not_tell_is_as_good_as_nothing(string resources) => Assert.Null(Explain(Build(), Session("AROANEW", resources)).Explanation!.Question.Resource);

    [Fact]
    public void The_other_spelling_of_a_session_is_understood() => Assert.Equal("ops", Assert.Single(Build().Explain(
        $"User: arn:aws:sts::111122223333:assumedRole/ops/s is not authorized to perform: {Update} on resource: {Two}")).Explanation!.Principal.Name);

    [Fact]
    public void A_message_names_resources_of_other_services_too()
    {
        const string view = "arn:aws:billing::111122223333:billingview/primary";
        var answer = Assert.Single(Build().Explain($"User: arn:aws:sts::111122223333:assumed-role/ops/s is not authorized to perform: ce:GetCostAndUsage on resource: {view}"));
        Assert.Equal((view, Decision.Allowed), (answer.Explanation!.Resource, answer.Explanation.Decision));
    }

    [Fact]
    public void What_AWS_names_and_no_snapshot_has_is_said_where_the_call_is_allowed()
    {
        var answer = Assert.Single(Build().Explain($"User: arn:aws:sts::111122223333:assumed-role/ops/s is not authorized to perform: {Update} on resource: {One} because no VPC endpoint policy allows the {Update} action"));
        Assert.Equal(Decision.Allowed, answer.Explanation!.Decision);
        Assert.Contains(answer.Comparison, line => line.Contains("a snapshot has no such policy", StringComparison.Ordinal));
    }

    private static DenialAnswer Explain(Estate estate, string record) => Assert.Single(estate.Explain(record));

    private static string Session(string id, string more = "") => Record(
        $"\"type\":\"AssumedRole\",\"principalId\":\"{id}:s\",\"arn\":\"arn:aws:sts::111122223333:assumed-role/ops/s\",\"sessionContext\":{{\"sessionIssuer\":{{\"type\":\"Role\",\"principalId\":\"{id}\",\"arn\":\"arn:aws:iam::111122223333:role/ops\"}}}}", more);

    private static string Record(string identity, string more = "") => $$$"""
        {"eventVersion":"1.09","userIdentity":{ {{{identity}}} },"eventTime":"2026-11-20T00:00:00Z","eventSource":"billingconductor.amazonaws.com","eventName":"UpdateBillingGroup","awsRegion":"us-east-1","errorCode":"AccessDenied"{{{more}}},"recipientAccountId":"111122223333"}
        """;

    private static Estate Build() => new Estate().Inventory(("billinggroup", "one1one1aa"), ("billinggroup", "two2two2bb")).Role("ops", role => role.Id("AROANEW").Inline("own", Policy.Of(
        PolicyStatement.Allow(Update).On(One), PolicyStatement.Allow("ce:GetCostAndUsage").On("arn:aws:billing::111122223333:billingview/primary"))));
}
