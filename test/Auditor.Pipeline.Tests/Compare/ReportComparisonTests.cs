using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Report;
using Auditor.Pipeline.Simulate;
using Auditor.Pipeline.Tests.Collect;
using Auditor.Pipeline.Tests.Lifecycle;

namespace Auditor.Pipeline.Compare;

/// <summary>What could not be read in one of two runs is no difference between them.</summary>
public sealed class ReportComparisonTests
{
    private const string Details = $"accounts/{Estate.Payer}/authorization-details.json";
    private const string Group = $"arn:aws:billingconductor::{Estate.Payer}:billinggroup/abcd1234ef";
    private const string Inventory = $"accounts/{Estate.Payer}/billing-conductor.json";

    [Theory]
    [InlineData(Details, "{ \"RoleDetailList\": [")]
    [InlineData(Details, "no json")]
    [InlineData(Inventory, "{ \"BillingGroups\": [")]
    public void Nobody_gains_or_loses_by_a_file_that_cannot_be_read(string file, string damage)
    {
        var (whole, damaged) = (Build("billingconductor:UpdateBillingGroup").Audit(), Build("billingconductor:UpdateBillingGroup").File(file, damage).Audit());
        foreach (var comparison in (ReportComparison[])[ReportComparison.Of(whole, damaged), ReportComparison.Of(damaged, whole)])
        {
            Assert.Empty(comparison.Principals);
            Assert.Equal([Estate.Payer], comparison.NotCompared);
            Assert.DoesNotContain(comparison.NewFindings.Concat(comparison.GoneFindings), finding => finding.Rule != "BCA901");
        }
    }

    [Theory]
    [InlineData("{", "{")]
    [InlineData("{\"BillingGroups\":[],\"NextToken\":\"more\"}", "{\n  \"BillingGroups\": [],\n  \"NextToken\": \"more\"\n}")]
    public void What_neither_could_read_hides_nothing(string before, string after)
    {
        var (old, current) = (Build("billingconductor:List*").File(Inventory, before), Build("billingconductor:*").File(Inventory, after));
        foreach (var later in (AuditReport[])[current.Audit(), current.AuditAfter(old)])
        {
            var comparison = ReportComparison.Of(old.Audit(), later);
            Assert.Equal([Estate.RoleArn("ops")], comparison.Principals.Select(change => change.Arn));
            Assert.Empty(comparison.NotCompared);
        }
    }

    [Theory]
    [InlineData("cloudtrail:LookupEvents", false)]
    [InlineData("iam:GenerateServiceLastAccessedDetails", false)]
    [InlineData("billingconductor:ListPricingRules", true)]
    public void Who_there_is_in_an_account_does_not_rest_on_what_else_was_refused_in_it(string permission, bool isRefusedBoth)
    {
        var refused = $$$"""{"schemaVersion":1,"coverage":{"refused":[{"account":"{{{Estate.Payer}}}","call":"{{{permission}}}","code":"AccessDenied","permission":"{{{permission}}}"}]}}""";
        var (before, after) = (Build("billingconductor:List*"), Build("billingconductor:*").File("snapshot.json", refused));
        var comparison = ReportComparison.Of((isRefusedBoth ? before.File("snapshot.json", refused) : before).Audit(), after.Audit());
        Assert.Equal([Estate.RoleArn("ops")], comparison.Principals.Select(change => change.Arn));
        Assert.Empty(comparison.NotCompared);
    }

    [Theory]
    [InlineData("billingconductor:ListPricingRules")]
    [InlineData("iam:GetPolicyVersion")]
    public void Nobody_gains_or_loses_by_what_was_refused_once(string permission)
    {
        var refused = $$$"""{"schemaVersion":1,"coverage":{"refused":[{"account":"{{{Estate.Payer}}}","call":"{{{permission}}}","code":"AccessDenied","permission":"{{{permission}}}"}]}}""";
        var comparison = ReportComparison.Of(Build("billingconductor:List*").Audit(), Build("billingconductor:*").File("snapshot.json", refused).Audit());
        Assert.Empty(comparison.Principals);
        Assert.Equal([Estate.Payer], comparison.NotCompared);
    }

    [Theory]
    [InlineData(Inventory)]
    [InlineData("organization.json")]
    public void Nobody_gains_or_loses_by_a_file_that_is_not_there(string file)
    {
        using var snapshot = new TemporarySnapshot().Write("organization.json", Runs.Organization).Write(Inventory, $$$"""
            {"BillingGroups":[{"Arn":"{{{Group}}}","Name":"g"}],"PricingPlans":[],"PricingRules":[],"CustomLineItems":[]}
            """);
        snapshot.WriteDetails(TemporarySnapshot.Details(OfGroup("ops", Estate.Payer))).WriteDetails(TemporarySnapshot.Details(OfGroup("far", Runs.Member)), Runs.Member);
        var whole = Audit(snapshot);
        File.Delete(Path.Combine(snapshot.Root, file));
        var without = Audit(snapshot);
        foreach (var comparison in (ReportComparison[])[ReportComparison.Of(whole, without), ReportComparison.Of(without, whole)])
        {
            Assert.Empty(comparison.Principals);
            Assert.Contains(Estate.Payer, comparison.NotCompared);
            Assert.Equal(file != Inventory, comparison.NotCompared.Contains(Runs.Member));
            Assert.DoesNotContain(comparison.NewFindings.Concat(comparison.GoneFindings), finding => finding.Rule != "BCA901");
        }
    }

    [Fact]
    public void A_role_of_Identity_Center_that_was_made_anew_is_the_same()
    {
        var same = ReportComparison.Of(Fin(('1', "billingconductor:List*")).Audit(), Fin(('2', "billingconductor:List*")).Audit());
        Assert.Empty(same.Principals);
        Assert.Equal(1, same.Unchanged);
        var more = ReportComparison.Of(Fin(('1', "billingconductor:List*")).Audit(), Fin(('2', "billingconductor:*List*BillingGroups")).Audit());
        Assert.Equal([FinArn('2')], more.Principals.Select(change => change.Arn));
        Assert.All(more.Principals.Single().Actions, change => Assert.Equal(Verdict.None, change.After.Verdict));
        Assert.DoesNotContain(more.Principals.Single().Actions, change => change.Action == "ListBillingGroups");
    }

    [Theory]
    [InlineData("1", "23", "123")]
    [InlineData("12", "3", "123")]
    [InlineData("12", "13", "23")] // one stayed, one was made anew with other access: 2 is now 3
    public void Of_several_roles_of_a_permission_set_only_one_that_must_be_the_other_is(string before, string after, string changed)
    {
        var (old, current) = (Fin([.. before.Select(suffix => (suffix, "billingconductor:List*"))]), Fin([.. after.Select(suffix => (suffix, suffix == '1' ? "billingconductor:List*" : "billingconductor:*"))]));
        var comparison = ReportComparison.Of(old.Audit(), current.Audit());
        Assert.Equal(changed == "23" ? [FinArn('3')] : changed.Select(FinArn), comparison.Principals.Select(change => change.Arn));
    }

    private static string FinArn(char suffix) => $"arn:aws:iam::{Estate.Payer}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Fin_{new string(suffix, 16)}";

    private static Estate Fin(params IEnumerable<(char Suffix, string Action)> roles) => roles.Aggregate(new Estate().Configured(), (estate, role) =>
        estate.Role($"AWSReservedSSO_Fin_{new string(role.Suffix, 16)}", holder => holder.Path("/aws-reserved/sso.amazonaws.com/").Allow(role.Action)));

    private static string OfGroup(string name, string account) =>
        Runs.Holder(name, account: account).Replace("\"Resource\":\"*\"", $"\"Resource\":\"{Group}\"", StringComparison.Ordinal);

    private static AuditReport Audit(TemporarySnapshot snapshot) => AuditRun.Run(
        snapshot.Open(), new AuditOptions { AsOf = DateTimeOffset.UnixEpoch, ToolVersion = "test", Configuration = Configuration.Empty, ListAll = true }, progress: null, CancellationToken.None);

    private static Estate Build(string held) =>
        new Estate().Inventory(("billinggroup", "abcd1234ef")).Configured().Role("ops", role => role.Inline("own", Policy.Of(PolicyStatement.Allow(held).On(Estate.Resource("billinggroup", "abcd1234ef")), PolicyStatement.Allow(held))));
}
