using System.Text.Json.Nodes;
using Auditor.Aws.Tests.Collect;
using Auditor.Function.Tests.Runs;
using Auditor.Pipeline;
using Auditor.Testing;

namespace Auditor.Function.Tests.Denials;

/// <summary>Denials of somebody in an account that cannot be read at this moment.</summary>
public sealed class UnreadDenialTests : IDisposable
{
    private readonly FunctionRig rig = new();

    public void Dispose() => rig.Dispose();

    [Fact]
    public async Task Where_AWS_gives_no_answer_the_event_is_tried_again()
    {
        var isSilent = true;
        rig.Aws.Always("GetAccountAuthorizationDetails", _ => isSilent ? FakeAnswer.Error(400, "ServiceUnavailableForNow", "not now") : null);
        rig.Organization.Rest();
        var error = await Assert.ThrowsAsync<RunCannotGoOnException>(() => rig.InvokeAsync(Denied(), requestId: "same"));
        Assert.Contains("ServiceUnavailableForNow", error.Message, StringComparison.Ordinal);
        isSilent = false;

        Assert.Equal("published", Outcome(await rig.InvokeAsync(Denied(), requestId: "same")));
        Assert.Single(rig.Messages);
    }

    [Fact]
    public async Task Where_AWS_refuses_another_attempt_mends_nothing()
    {
        rig.Aws.Always("GetAccountAuthorizationDetails", FakeAnswer.Error(403, "AccessDenied", "no"));
        rig.Organization.Rest();

        var answer = await rig.InvokeAsync(Denied());

        Assert.Equal("unplaced", Outcome(answer));
        Assert.Contains("was refused with `AccessDenied`", answer["denial"]!["why"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private static string Outcome(JsonNode answer) => answer["denial"]!["outcome"]!.GetValue<string>();

    private static string Denied() =>
        $$$"""
        {"version":"0","id":"x","detail-type":"AWS API Call via CloudTrail","source":"aws.billingconductor","account":"{{{CollectRig.Payer}}}",
        "time":"2026-11-25T09:30:41Z","region":"us-east-1","detail":{"eventVersion":"1.11","eventTime":"2026-11-25T09:30:41Z",
        "userIdentity":{"type":"AssumedRole","arn":"arn:aws:sts::{{{CollectRig.Payer}}}:assumed-role/analyst/jane",
        "sessionContext":{"sessionIssuer":{"type":"Role","principalId":"AROA{{{CollectRig.Payer}}}","arn":"arn:aws:iam::{{{CollectRig.Payer}}}:role/analyst"} } },
        "eventSource":"billingconductor.amazonaws.com","eventName":"UpdateBillingGroup","awsRegion":"us-east-1","errorCode":"AccessDenied",
        "errorMessage":"User: arn:aws:sts::{{{CollectRig.Payer}}}:assumed-role/analyst/jane is not authorized to perform: billingconductor:UpdateBillingGroup",
        "recipientAccountId":"{{{CollectRig.Payer}}}"}}
        """;
}
