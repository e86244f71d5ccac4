using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Report;
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
            {"BillingGroups":[{"Arn":"{{{Group}}}","Name":"g"}]}
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

    private static string OfGroup(string name, string account) =>
        Runs.Holder(name, account: account).Replace("\"Resource\":\"*\"", $"\"Resource\":\"{Group}\"", StringComparison.Ordinal);

    private static AuditReport Audit(TemporarySnapshot snapshot) => AuditRun.Run(
        snapshot.Open(), new AuditOptions { AsOf = DateTimeOffset.UnixEpoch, ToolVersion = "test", Configuration = Configuration.Empty, ListAll = true }, progress: null, CancellationToken.None);

    private static Estate Build(string held) =>
        new Estate().Inventory(("billinggroup", "abcd1234ef")).Configured().Role("ops", role => role.Inline("own", Policy.Of(PolicyStatement.Allow(held).On(Estate.Resource("billinggroup", "abcd1234ef")), PolicyStatement.Allow(held))));
}
