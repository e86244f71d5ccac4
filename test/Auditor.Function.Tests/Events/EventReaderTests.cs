using System.Text;
using System.Text.Json;
using Auditor.Function.Events;
using Auditor.Pipeline.Explain;
using Auditor.Pipeline.Simulate.PrincipalPolicy;
using Auditor.Pipeline.Tests.Report;

namespace Auditor.Function.Tests.Events;

public sealed class EventReaderTests
{
    private static readonly SchemaFile Schema = new("request.schema.json");

    [Theory]
    [InlineData("""{"schedule":{"time":"2026-11-25T06:00:00Z"}}""", "schedule-20261125T060000Z")]
    [InlineData("""{"schedule":{"time":"2026-11-25T08:00:00+02:00"}}""", "schedule-20261125T060000Z")]
    [InlineData(
        """
        {"version":"0","id":"x","detail-type":"Scheduled Event","source":"aws.events","account":"1","time":"2026-11-25T06:00:00Z",
        "region":"us-east-1","resources":[],"detail":{}}
        """,
        "schedule-20261125T060000Z")]
    public void A_schedule_is_a_published_audit_that_its_time_names(string payload, string runId)
    {
        var request = Assert.IsType<AuditRequest>(Read(payload));
        Assert.Equal((true, runId, true), (request.IsPublished, request.RunId, request.Accounts.IsEmpty));
        Assert.True(Schema.IsValid(payload));
    }

    [Fact]
    public void An_audit_has_all_its_members()
    {
        const string Payload =
            """
            {"audit":{"accounts":["111122223333"],"principals":["arn:aws:iam::*:role/finops/*"],"actions":["updatepricingplan",
            "billingconductor:ListBillingGroups"],
            "publish":false,"runId":"month-end_1","simulator":"aws"}}
            """;
        var request = Assert.IsType<AuditRequest>(Read(Payload));
        Assert.Equal(["111122223333"], request.Accounts);
        Assert.Equal("arn:aws:iam::*:role/finops/*", Assert.Single(request.Principals).Text);
        Assert.Equal(["billingconductor:UpdatePricingPlan", "billingconductor:ListBillingGroups"], request.Actions);
        Assert.Equal((false, "month-end_1", SimulatorMode.Aws), (request.IsPublished, request.RunId, request.Simulator));
        Assert.True(Schema.IsValid(Payload));
    }

    [Theory]
    [InlineData("""{"audit":{}}""")]
    [InlineData("""{"audit":{"accounts":null,"principals":null,"actions":null,"publish":null,"runId":null,"simulator":null}}""")]
    public void Every_member_of_an_audit_may_be_left_out(string payload)
    {
        var request = Assert.IsType<AuditRequest>(Read(payload));
        Assert.Equal((0, false, null, null), (request.Accounts.Length, request.IsPublished, request.RunId, request.Simulator));
        Assert.True(Schema.IsValid(payload));
    }

    [Fact]
    public void The_other_events_are_known()
    {
        Assert.IsType<HeartbeatRequest>(Read("""{"heartbeat":{}}"""));
        Assert.Equal(new ContinueRequest("r", 2), Read("""{"continue":{"runId":"r","part":2}}"""));
        Assert.IsType<SimulateRequest>(Read("""{"simulate":{"x":1}}"""));
        Assert.IsType<SimulateRequest>(Read("""{"simulate":[]}"""));
    }

    [Theory]
    [InlineData("audit", """{"runId":"night","publish":true}""", "night")]
    [InlineData("schedule", """{"time":"2026-11-25T06:00:00Z"}""", "schedule-20261125T060000Z")]
    public void The_name_of_an_execution_may_be_longer_than_that_of_a_run_where_the_event_names_the_run(string kind, string value, string run) =>
        Assert.Equal(run, Assert.IsType<PlanRequest>(Read($$$"""{"plan":{"event":{"{{{kind}}}":{{{value}}}},"execution":"{{{new string('x', 80)}}}","part":1}}""")).Audit.RunId);

    [Fact]
    public void A_question_has_the_members_of_the_command()
    {
        const string Payload =
            """
            {"explain":{"principal":"arn:aws:iam::111122223333:role/a","action":"billingconductor:UpdateBillingGroup","resource":"*",
            "context":{"aws:MultiFactorAuthPresent":"true","aws:TagKeys":["a","b"],"aws:SourceVpc":null}}}
            """;
        var request = Assert.IsType<ExplainRequest>(Read(Payload));
        Assert.Equal(new ExplainQuestion("arn:aws:iam::111122223333:role/a", "billingconductor:UpdateBillingGroup", "*"), request.Question);
        Assert.Equal(["true"], request.Context["AWS:multifactorauthpresent"]!.Value);
        Assert.Equal(["a", "b"], request.Context["aws:TagKeys"]!.Value);
        Assert.Null(request.Context["aws:SourceVpc"]);
        Assert.Null(request.Denials);
        Assert.True(Schema.IsValid(Payload));
    }

    [Theory]
    [InlineData("""{"explain":{"message":"User: arn:aws:iam::111122223333:user/a is not authorized to perform: ce:GetCostAndUsage because no identity-based policy allows the ce:GetCostAndUsage action"}}""")]
    [InlineData("""{"explain":{"event":{"eventName":"GetCostAndUsage","eventSource":"ce.amazonaws.com","errorCode":"AccessDenied","userIdentity":{"arn":"arn:aws:iam::111122223333:user/a"}}}}""")]
    [InlineData("""{"explain":{"event":"{\"eventName\":\"GetCostAndUsage\",\"eventSource\":\"ce.amazonaws.com\",\"errorCode\":\"AccessDenied\",\"userIdentity\":{\"arn\":\"arn:aws:iam::111122223333:user/a\"}}"}}""")]
    public void What_AWS_said_may_be_given_instead(string payload)
    {
        var request = Assert.IsType<ExplainRequest>(Read(payload));
        Assert.Equal("ce:GetCostAndUsage", Assert.Single(request.Denials!.Denials).Action);
        Assert.True(Schema.IsValid(payload));
    }

    [Fact]
    public void Event_of_CloudTrail_is_a_denial_or_says_why_it_is_none()
    {
        const string Denied =
            """
            {"detail-type":"AWS API Call via CloudTrail","detail":{"eventName":"ListBillingGroups","eventSource":"billingconductor.amazonaws.com",
            "errorCode":"AccessDenied","userIdentity":{"arn":"arn:aws:iam::111122223333:user/a"}}}
            """;
        Assert.Equal("billingconductor:ListBillingGroups", Assert.Single(Assert.IsType<DenialEvent>(Read(Denied)).Denials.Denials).Action);
        Assert.True(Schema.IsValid(Denied));
        Assert.Empty(Assert.IsType<DenialEvent>(Read("""{"detail-type":"AWS API Call via CloudTrail","detail":{}}""")).Denials.Denials);
    }

    [Theory]
    [InlineData("{}", "the event has no member")]
    [InlineData("[]", "an event is a JSON object, and this is a list")]
    [InlineData("null", "this is null")]
    [InlineData("\"audit\"", "this is text")]
    [InlineData("""{"Records":[{"eventSource":"aws:sqs"}]}""", "the event's member is `Records`")]
    [InlineData("""{"audit":{},"simulate":{}}""", "the event has the members `audit`, `simulate`, and should have one")]
    [InlineData("""{"detail-type":"Scheduled Event","time":"yesterday"}""", "the event has the members `detail-type`, `time`")]
    public void An_unknown_event_is_told_what_is_accepted(string payload, string problem)
    {
        var error = Assert.Throws<UnknownEventException>(() => Read(payload));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        foreach (var accepted in (string[])["audit", "simulate", "explain", "schedule", "heartbeat", "continue"])
            Assert.Contains($"{{\"{accepted}\":", error.Message, StringComparison.Ordinal);
        Assert.False(Schema.IsValid(payload));
    }

    [Theory]
    [InlineData("""{"audit":[]}""", "`audit`: expected an object, found a list")]
    [InlineData(
        """{"audit":{"account":[]}}""",
        "`audit`: unknown member `account`; known are accounts, principals, actions, publish, runId, simulator")]
    [InlineData(
        """{"audit":{"accounts":"111122223333"}}""",
        "`audit.accounts`: expected a list, each item an account id: text of twelve digits, found `111122223333`")]
    [InlineData(
        """{"audit":{"accounts":["111122223333","11112222333x"]}}""",
        "`audit.accounts[1]`: expected an account id: text of twelve digits, found `11112222333x`")]
    [InlineData(
        """{"audit":{"accounts":[111122223333]}}""", "`audit.accounts[0]`: expected an account id: text of twelve digits, found a number")]
    [InlineData("""{"audit":{"principals":["role/x"]}}""", "`audit.principals[0]`: expected a pattern for the ARN")]
    [InlineData("""{"audit":{"actions":["billingconductor:Nope"]}}""", "`audit.actions[0]`: expected one of Billing Conductor's actions")]
    [InlineData("""{"audit":{"actions":["ce:GetCostAndUsage"]}}""", "`simulate` answers for others")]
    [InlineData("""{"audit":{"publish":"yes"}}""", "`audit.publish`: expected true or false, found `yes`")]
    [InlineData("""{"audit":{"runId":"../x"}}""", "`audit.runId`: expected a run's name")]
    [InlineData("""{"audit":{"simulator":"none"}}""", "`audit.simulator`: expected embedded, aws or both, found `none`")]
    [InlineData(
        """{"audit":{"publish":true,"principals":["arn:aws:iam::*:role/x"]}}""", "publish goes with neither principals nor actions")]
    [InlineData("""{"audit":{"runId":"a","runId":"b"}}""", "the member `runId` is there twice")]
    [InlineData("""{"schedule":{}}""", "`schedule`: expected the member `time`")]
    [InlineData("""{"schedule":{"time":"06:00"}}""", "`schedule.time`: expected a moment such as")]
    [InlineData("""{"simulate":"x"}""", "`simulate`: expected a request")]
    [InlineData("""{"explain":{}}""", "`explain`: name principal and action, or give what AWS said as message or event")]
    [InlineData("""{"explain":{"principal":"x","action":"y","message":"z"}}""", "`explain`: name principal and action, or give")]
    [InlineData("""{"explain":{"action":"y"}}""", "`explain`: a question has both principal and action")]
    [InlineData("""{"explain":{"message":"the server is down"}}""", "`explain.message`: not recognised: looked for")]
    [InlineData("""{"explain":{"event":{"eventName":"x"}}}""", "`explain.event`: not recognised")]
    [InlineData("""{"explain":{"event":7}}""", "`explain.event`: expected CloudTrail records")]
    [InlineData("""{"explain":{"principal":"x","action":"y","context":[]}}""", "`explain.context`: expected an object")]
    [InlineData("""{"explain":{"principal":"x","action":"y","context":{"a":1}}}""", "under `a`, found a number")]
    [InlineData("""{"explain":{"principal":"x","action":"y","context":{"a":"1","A":"2"}}}""", "`explain.context`: the key `A` is there twice")]
    [InlineData("""{"explain":{"who":"x"}}""", "`explain`: unknown member `who`")]
    [InlineData("""{"continue":{"runId":"x"}}""", "`continue`: expected the member `part`")]
    [InlineData("""{"continue":{"runId":"x","part":1}}""", "`continue.part`: expected a number from 2 to 1000")]
    [InlineData("""{"testMessage":{"owner":""}}""", "`testMessage.owner`: expected who answers for principals")]
    [InlineData("""{"testMessage":{"owner":" \n"}}""", "`testMessage.owner`: expected who answers for principals")]
    [InlineData("""{"plan":{"event":{"audit":{}},"part":1}}""", "`plan`: expected the member `execution`")]
    [InlineData("""{"heartbeat":{"x":1}}""", "`heartbeat`: unknown member `x`; known is none")]
    public void A_member_that_is_wrong_is_named(string payload, string problem)
    {
        var error = Assert.Throws<InvalidRequestException>(() => Read(payload));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"sim~late\":{}}")]
    [InlineData("{\"detail-type\":\"Scheduled Eve~t\",\"time\":\"2026-11-25T06:00:00Z\"}")]
    [InlineData("{\"continue\":{\"runId\":\"schedule-~\",\"part\":2}}")]
    [InlineData("{\"continue\":{\"runId\":\"x\",\"par~\":2}}")]
    [InlineData("{\"audit\":{\"runId\":\"\\ud800\"}}")]
    public void Text_that_is_not_valid_Unicode_is_refused_in_words(string payload)
    {
        // A byte that no character starts with, as fuzzing found it.
        var bytes = Array.ConvertAll(payload.ToCharArray(), character => character == '~' ? (byte)0x8A : (byte)character);

        var error = Assert.ThrowsAny<Exception>(() => Read(bytes));

        Assert.True(error is InvalidRequestException or UnknownEventException, error.GetType().Name);
        Assert.DoesNotContain("transcode", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    private static FunctionRequest Read(string payload) => Read(Encoding.UTF8.GetBytes(payload));

    private static FunctionRequest Read(byte[] payload)
    {
        using var document = JsonDocument.Parse(payload);
        return EventReader.Read(document.RootElement);
    }
}
