using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Findings;

namespace Auditor.Pipeline.Explain;

/// <summary>What a record of CloudTrail tells of the call decides where a policy asks for it.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html.</remarks>
public sealed class DenialContextTests
{
    [Theory]
    // The address of the call.
    [InlineData("NotIpAddress", "aws:SourceIp", "203.0.113.0/24", "\"sourceIPAddress\":\"198.51.100.7\"", Decision.ExplicitDeny)]
    [InlineData("NotIpAddress", "aws:SourceIp", "203.0.113.0/24", "\"sourceIPAddress\":\"203.0.113.7\"", Decision.Allowed)]
    [InlineData("NotIpAddress", "aws:SourceIp", "2001:db8::/32", "\"sourceIPAddress\":\"2001:db8::7\"", Decision.Allowed)]
    // Names of services, addresses within a network, addresses through an endpoint tell nothing of aws:SourceIp.
    [InlineData("NotIpAddress", "aws:SourceIp", "203.0.113.0/24", "\"sourceIPAddress\":\"cloudformation.amazonaws.com\"", Decision.Conditional)]
    [InlineData("NotIpAddress", "aws:SourceIp", "203.0.113.0/24", "\"sourceIPAddress\":\"AWS Internal\"", Decision.Conditional)]
    [InlineData("NotIpAddress", "aws:SourceIp", "203.0.113.0/24", "\"sourceIPAddress\":\"10.1.2.3\"", Decision.Conditional)]
    [InlineData("NotIpAddress", "aws:SourceIp", "203.0.113.0/24", "\"sourceIPAddress\":\"203\"", Decision.Conditional)]
    [InlineData("NotIpAddress", "aws:SourceIp", "203.0.113.0/24", "\"sourceIPAddress\":\"198.51.100.7\",\"vpcEndpointId\":\"vpce-1a2b3c4d\"", Decision.Conditional)]
    [InlineData("NotIpAddress", "aws:SourceIp", "203.0.113.0/24", "\"sourceIPAddress\":7", Decision.Conditional)]
    [InlineData("StringNotEquals", "aws:SourceVpce", "vpce-1a2b3c4d", "\"vpcEndpointId\":\"vpce-99999999\"", Decision.ExplicitDeny)]
    [InlineData("StringNotEquals", "aws:SourceVpce", "vpce-1a2b3c4d", "\"vpcEndpointId\":\"vpce-1a2b3c4d\"", Decision.Allowed)]
    public void The_record_tells_where_the_call_came_from(string test, string key, string value, string members, Decision expected) =>
        Assert.Equal(expected, Explain(Guarded(test, key, value), Record("", members)).Decision);

    [Theory]
    // Without MFA the key is false or not there, and that is one for BoolIfExists, not for Bool.
    [InlineData("BoolIfExists", "false", "false", Decision.ExplicitDeny)]
    [InlineData("Bool", "false", "false", Decision.Conditional)]
    [InlineData("BoolIfExists", "false", "true", Decision.Allowed)]
    [InlineData("Bool", "false", "true", Decision.Allowed)]
    [InlineData("BoolIfExists", "false", "perhaps", Decision.Conditional)]
    public void The_record_tells_whether_there_was_MFA(string test, string value, string recorded, Decision expected) =>
        Assert.Equal(expected, Explain(Guarded(test, "aws:MultiFactorAuthPresent", value), Record(",\"sessionContext\":{\"attributes\":{\"mfaAuthenticated\":\"" + recorded + "\"}}", "\"x\":0")).Decision);

    /// <summary>As IAM's "revoke active sessions" writes it.</summary>
    [Theory]
    [InlineData("2026-10-31T00:00:00Z", Decision.ExplicitDeny)]
    [InlineData("2026-11-02T00:00:00Z", Decision.Allowed)]
    public void A_session_that_was_revoked_is_recognised(string issued, Decision expected)
    {
        var explanation = Explain(Guarded("DateLessThan", "aws:TokenIssueTime", "2026-11-01T00:00:00.000Z"), Record(",\"sessionContext\":{\"attributes\":{\"creationDate\":\"" + issued + "\"}}", "\"x\":0"));
        Assert.Equal(expected, explanation.Decision);
        Assert.Contains($"of the call itself is known: aws:TokenIssueTime {issued}", explanation.Notes);
    }

    [Theory]
    [InlineData("StringNotLike", "aws:userid", "*:jane", "\"sourceIPAddress\":\"x\"", Decision.Allowed)]
    [InlineData("StringNotLike", "aws:userid", "*:joe", "\"sourceIPAddress\":\"x\"", Decision.ExplicitDeny)]
    public void The_record_tells_the_session(string test, string key, string value, string members, Decision expected) =>
        Assert.Equal(expected, Explain(Guarded(test, key, value), Record("", members)).Decision);

    [Theory]
    [InlineData("cloudformation.amazonaws.com", "cloudformation.amazonaws.com", Decision.ExplicitDeny)]
    // Of the console and of what AWS does not name nothing follows.
    [InlineData("signin.amazonaws.com", "198.51.100.7", Decision.Allowed)]
    [InlineData("AWS Internal", "AWS Internal", Decision.Allowed)]
    public void The_record_tells_whether_a_service_called(string invokedBy, string address, Decision expected) => Assert.Equal(
        expected, Explain(Guarded("Bool", "aws:ViaAWSService", "true"), Record(",\"invokedBy\":\"" + invokedBy + "\"", $"\"sourceIPAddress\":\"{address}\"")).Decision);

    [Fact]
    public void Where_it_depends_on_the_call_alone_no_policy_is_to_be_changed()
    {
        var explanation = Explain(Guarded("NotIpAddress", "aws:SourceIp", "203.0.113.0/24"), Record("", "\"sourceIPAddress\":\"198.51.100.7\""));
        Assert.Null(explanation.Remedy!.Remedy);
        Assert.Equal("no policy has to be changed: it depends on the call itself", explanation.Remedy.Obstacle);
        Assert.Equal(RungState.Denies, explanation.Ladder.Single(rung => rung.Layer == PolicyLayer.Identity).State);
    }

    [Fact]
    public void What_is_told_on_the_command_line_goes_before_the_record()
    {
        var estate = Guarded("NotIpAddress", "aws:SourceIp", "203.0.113.0/24").Configured().Configure(""" "assume": { "aws:SourceIp": ["203.0.113.9"] }""");
        Assert.Equal(Decision.Allowed, Explain(estate, Record("", "\"sourceIPAddress\":\"198.51.100.7\"")).Decision);
    }

    [Fact]
    public void Calls_that_a_policy_tells_apart_have_an_answer_each_and_others_one()
    {
        string[] addresses = ["198.51.100.7", "203.0.113.7", "198.51.100.7"];
        var records = string.Join('\n', addresses.Select(address => Record("", $"\"sourceIPAddress\":\"{address}\"")));
        Assert.Equal([(2, Decision.ExplicitDeny), (1, Decision.Allowed)], Guarded("NotIpAddress", "aws:SourceIp", "203.0.113.0/24").Explain(records).Select(answer => (answer.Count, answer.Explanation!.Decision)));
        Assert.Equal([3], Guarded("StringNotEquals", "aws:PrincipalAccount", Estate.Payer).Explain(records).Select(answer => answer.Count));
    }

    private static Explanation Explain(Estate estate, string record) => Assert.Single(estate.Explain(record)).Explanation!;

    private static Estate Guarded(string test, string key, string value) =>
        new Estate().Role("ops", role => role.Inline("own", Policy.Of(PolicyStatement.Allow("billingconductor:*"), PolicyStatement.Deny("billingconductor:*").When(test, key, value))));

    private static string Record(string identity, string members) => $$"""
        {"eventVersion":"1.11","eventName":"ListBillingGroups","eventSource":"billingconductor.amazonaws.com","awsRegion":"us-east-1","errorCode":"AccessDenied","userIdentity":{"type":"AssumedRole","principalId":"AROAOPS:jane","arn":"arn:aws:sts::{{Estate.Payer}}:assumed-role/ops/jane"{{identity}}},{{members}}}
        """.Trim();
}
