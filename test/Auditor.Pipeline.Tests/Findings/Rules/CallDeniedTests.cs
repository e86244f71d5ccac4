using Auditor.Engine.Evaluation;

namespace Auditor.Pipeline.Findings.Rules;

public sealed class CallDeniedTests
{
    private const string Rule = "BCA701";
    private const string Update = "billingconductor:UpdateBillingGroup";
    private const string Ops = "arn:aws:iam::*:role/ops";

    [Fact]
    public void Denied_call_of_an_assigned_task_is_of_high_severity()
    {
        var finding = Reading().Assign(Ops, "billing-group-operator").Denied(Text("ops", Update)).Single();

        Assert.Equal((Rule, Severity.High, Update), (finding.Rule, finding.Severity, finding.Draft.Matter));
        Assert.Equal(("principal", Estate.RoleArn("ops")), (finding.Draft.Subject.Kind, finding.Draft.Subject.DisplayId));
        Assert.Equal(["ops"], finding.Names());
        Assert.Equal([(PolicyLayer.Identity, false)], finding.Blockers.Select(blocker => (blocker.Layer, blocker.IsExplicit)));
        Assert.Equal("ops was denied billingconductor:UpdateBillingGroup", finding.Draft.Title);
        Assert.StartsWith("The role ops cannot change a billing group: nothing that the role was given covers it. AWS denied", finding.Draft.Explanation, StringComparison.Ordinal);
        Assert.Contains("The action belongs to what the principal is meant to do: ", finding.Draft.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Companion_of_an_assigned_task_belongs_to_it() =>
        Assert.Equal(Severity.High, Reading().Assign(Ops, "account-enroller").Denied(Text("ops", "organizations:ListAccounts")).Single().Severity);

    [Fact]
    public void Denied_call_that_nobody_assigned_is_low()
    {
        Assert.Equal(Severity.Low, Reading().Denied(Text("ops", Update)).Single().Severity);
        Assert.Equal(Severity.Low, Reading().Assign(Ops, "abc-viewer").Denied(Text("ops", Update)).Single().Severity);
    }

    [Fact]
    public void Id_is_made_of_principal_and_action_and_not_of_the_text()
    {
        var first = Reading().Denied(Text("ops", Update)).Single();

        Assert.Equal(first.Id, Reading().Denied(Text("ops", Update, "with an explicit deny in an identity-based policy")).Single().Id);
        Assert.Equal(FindingAssembler.IdOf(Rule, first.Draft.Subject, Update), first.Id);
        Assert.NotEqual(first.Id, Reading().Denied(Text("ops", "billingconductor:DeleteBillingGroup")).Single().Id);
    }

    [Fact]
    public void Denials_with_different_reasons_and_sessions_behind_the_same_blockers_are_one_finding()
    {
        var finding = Reading().Denied(Text("ops", Update) + "\n" + Text("ops", Update, "with an explicit deny in a session policy")).Single();

        Assert.Contains("AWS denied billingconductor:UpdateBillingGroup 2 times.", finding.Draft.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_blockers_of_the_same_action_are_another_finding_with_another_id()
    {
        var (mine, other) = (Estate.Resource("billinggroup", "abcdefghij"), Estate.Resource("billinggroup", "0123456789"));
        var findings = new Estate()
            .Role("ops", role => role.Inline("own", Policy.Of(PolicyStatement.Deny(Update).On(mine))))
            .Denied(Text("ops", Update, on: mine) + "\n" + Text("ops", Update, on: other));

        Assert.Equal(2, findings.Select(finding => finding.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.All(findings, finding => Assert.StartsWith(Update + " ", finding.Draft.Matter, StringComparison.Ordinal));
        Assert.Equal([1, 2], findings.Select(finding => finding.Blockers.Length).Order());
        Assert.Single(findings, finding => finding.Evidence.Length == 1);
    }

    [Fact]
    public void Call_that_the_policies_allow_is_reported_as_such()
    {
        var finding = new Estate().Role("ops", role => role.Allow("billingconductor:*")).Denied(Text("ops", Update)).Single();

        Assert.Equal("ops was denied billingconductor:UpdateBillingGroup, which its policies allow", finding.Draft.Title);
        Assert.Empty(finding.Blockers);
    }

    [Fact]
    public void Administrator_is_reported_too() => Assert.Single(new Estate().Role("ops", role => role.Allow("*")).Denied(Text("ops", Update)));

    [Theory]
    [InlineData("User: arn:aws:sts::111122223333:assumed-role/gone/jane is not authorized to perform: billingconductor:UpdateBillingGroup")]
    [InlineData("User: arn:aws:sts::999999999999:assumed-role/ops/jane is not authorized to perform: billingconductor:UpdateBillingGroup")]
    [InlineData("An error occurred (AccessDeniedException) when calling the GetCostAndUsage operation: User not enabled for cost explorer access")]
    public void Denial_that_cannot_be_placed_makes_no_finding(string text) => Assert.Empty(Reading().Denied(text));

    [Fact]
    public void Role_of_Billing_Conductor_itself_is_never_reported() => Assert.Empty(new Estate()
        .ServiceLinkedRole("AWSServiceRoleForBillingConductor", "billingconductor", role => role.Allow("organizations:ListAccounts"))
        .Denied(Text("AWSServiceRoleForBillingConductor", "organizations:DescribeOrganization")));

    [Fact]
    public void Audit_without_denials_has_none() => Assert.Empty(Reading().Audit().Of(Rule));

    private static Estate Reading() => new Estate().Role("ops", role => role.Allow("billingconductor:List*"));

    private static string Text(string role, string action, string reason = "because no identity-based policy allows the action", string? on = null) =>
        $"User: arn:aws:sts::{Estate.Payer}:assumed-role/{role}/jane is not authorized to perform: {action}{(on is null ? "" : " on resource: " + on)} {reason}";
}
