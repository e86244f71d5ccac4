using Auditor.Engine.Catalog;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Report;

namespace Auditor.Pipeline.Simulate;

public sealed class ResourceGroupsTests
{
    private static readonly AuditReport Acme = AuditRun.Run(
        SnapshotReader.Open(Path.Combine(Repository.Root, "samples", "acme")),
        new AuditOptions { AsOf = new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero), ListAll = true, ToolVersion = "test" },
        progress: null,
        CancellationToken.None);

    [Fact]
    public void Verdict_on_a_type_is_that_of_its_resources_one_by_one()
    {
        var asked = 0;
        foreach (var simulator in Acme.Principals.Select(listed => listed.Assessed.Simulator))
        {
            foreach (var action in ServiceCatalog.Default.BillingConductorActions)
            {
                foreach (var type in action.AuthorizedTypes)
                {
                    var arns = simulator.Resources.Of(action.Service, type);
                    var allowed = arns.Where(
                        arn => simulator.Evaluate(action.FullName, arn).IsAllowed).Order(StringComparer.Ordinal).ToArray();
                    var verdict = simulator.VerdictOnType(action.FullName, type);
                    Assert.Equal(allowed.Length == arns.Length, verdict.Verdict == Verdict.All);
                    if (verdict.Verdict == Verdict.Some)
                        Assert.Equal(allowed, verdict.AllowedResources);
                    asked++;
                }
            }
        }

        Assert.True(asked > 1_000, $"only {asked} verdicts were compared");
    }

    [Theory]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*"}""", 1)]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"arn:aws:billingconductor::111122223333:billinggroup/a*"}""", 2)]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"AWS:resourcetag/team":"x"}}}""", 3)]
    [InlineData(
        """
        {"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/team":"${aws:ResourceTag/team}"}}}
        """,
        3)]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/team":"${ aws:ResourceTag/team}"}}}""", 3)]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"arn:aws:billingconductor::*:billinggroup/${aws:PrincipalTag/group}"}""", 3)]
    public void Resources_are_told_apart_only_by_what_a_policy_looks_at(string statement, int groups)
    {
        var document = PolicyParser.Parse($$"""{"Version":"2012-10-17","Statement":{{statement}}}""", PolicyType.IdentityBased);
        var found = new ResourceGroups(document.Statements).Of(
        [
            "arn:aws:billingconductor::111122223333:billinggroup/a1", "arn:aws:billingconductor::111122223333:billinggroup/a2",
            "arn:aws:billingconductor::111122223333:billinggroup/b1",
        ]);
        Assert.Equal(groups, found.Count());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_same_text_with_and_without_variables_is_looked_at_twice(bool literalFirst)
    {
        const string text = "arn:aws:billingconductor::111122223333:billinggroup/${aws:PrincipalTag/group}";
        var documents = new[] { "2008-10-17", "2012-10-17" }.Select(version => PolicyParser.Parse(
            $$"""{"Version":"{{version}}","Statement":[{"Effect":"Allow","Action":"*","Resource":"{{text}}"}]}""", PolicyType.IdentityBased));
        var groups = new ResourceGroups((literalFirst ? documents : documents.Reverse()).SelectMany(document => document.Statements));

        Assert.Equal(2, groups.Of(["arn:aws:billingconductor::111122223333:billinggroup/a1", "arn:aws:billingconductor::111122223333:billinggroup/a2"]).Count());
    }

    [Theory]
    [InlineData(PolicyType.PermissionsBoundary, PolicyType.ServiceControlPolicy)]
    [InlineData(PolicyType.ServiceControlPolicy, PolicyType.IdentityBased)]
    public void The_same_text_in_policies_of_two_types_is_looked_at_twice(PolicyType first, PolicyType second)
    {
        // Five parts: completed where IAM completes them, and no resource at all in an organization's policy.
        var statements = new[] { first, second }.SelectMany(
            type => PolicyParser.Parse("""{"Statement":{"Effect":"Deny","Action":"*","Resource":"arn:aws:billingconductor::111122223333"}}""", type).Statements);
        var groups = new ResourceGroups(statements);

        Assert.Equal(2, groups.Of(["arn:aws:billingconductor::111122223333:pricingplan/a", "arn:aws:billingconductor::aws:pricingplan/BasicPricingPlan"]).Count());
    }
}
