using System.Text;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Remedies;
using Auditor.Pipeline.Report;

namespace Auditor.Pipeline.Propose;

/// <summary>What <c>auditor init</c> proposes.</summary>
public sealed class ConfigurationProposalTests
{
    private static readonly AuditOptions Options = new() { AsOf = Estate.AsOf, ToolVersion = "test" };

    [Theory]
    [InlineData(0)]
    [InlineData(21)]
    [InlineData(22)]
    [InlineData(23)]
    [InlineData(24)]
    [InlineData(25)]
    [InlineData(26)]
    public void The_audit_with_the_proposal_finds_nothing_that_the_proposal_could_have_known(int seed)
    {
        if (seed == 0)
        {
            Agrees(SnapshotReader.Open(Path.Combine(Repository.Root, "samples", "acme")));
            return;
        }

        var snapshot = new RandomOrganization(seed).OpenSnapshot(out var folder);
        using (folder)
            Agrees(snapshot);
    }

    [Fact]
    public void The_nearest_profile_leaves_the_fewest_actions_outside_then_permits_the_fewest()
    {
        var estate = new Estate()
            .Role("reader", role => role.Inline("own", Policy.Json(AwsPolicyText("abc-viewer"))))
            .Role("everything", role => role.Inline("own", Policy.Json(AwsPolicyText("abc-administrator"))))
            .Role("oddity", role => role.Inline("own", Policy.Allow("billingconductor:ListPricingRules")));
        var proposal = estate.In(Proposal);
        Assert.Equal(
            [("abc-administrator", Estate.RoleArn("everything")), ("abc-viewer", Estate.RoleArn("reader"))],
            proposal.Assignments.Select(assignment => (assignment.Profile, Assert.Single(assignment.Principals))));
        var (arn, actions) = Assert.Single(proposal.Unfitting);
        Assert.Equal((Estate.RoleArn("oddity"), "ListPricingRules"), (arn, Assert.Single(actions)));
        Assert.Contains($"    // no profile fits {Estate.RoleArn("oddity")}, which holds ListPricingRules\n", ProposalWriter.Write(proposal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Bool", "aws:ViaAWSService", "false")]
    [InlineData("Null", "aws:CalledVia", "true")]
    [InlineData("Null", "AWS:calledvialast", "true")]
    public void Who_may_deploy_only_if_no_service_calls_is_no_deployer(string condition, string key, string value)
    {
        var actions = Actions("iac-deployer");
        var estate = new Estate()
            .Role("deployer", role => role.Inline("own", Policy.Allow(actions)))
            .Role("caller", role => role.Inline("own", Policy.Of(PolicyStatement.Allow(actions).When(condition, key, value))));
        var proposal = estate.In(Proposal);
        Assert.Equal([Estate.RoleArn("deployer")], proposal.Assignments.Single(assignment => assignment.Profile == "iac-deployer").Principals);
        estate.In(Agrees);
    }

    [Theory]
    [InlineData("s3:GetObject", false)]
    [InlineData(null, true)]
    public void A_path_stands_for_its_principals_only_if_it_matches_nobody_else(string? another, bool isMerged)
    {
        var estate = new Estate();
        foreach (var name in (string[])["a", "b"])
            estate.Role(name, role => role.Path("/finops/").Inline("own", Policy.Json(AwsPolicyText("abc-viewer"))));
        if (another is not null)
            estate.Role("c", role => role.Path("/finops/").Inline("own", Policy.Allow(another)));
        string[] expected = isMerged ? ["arn:aws:iam::111122223333:role/finops/*"] : ["arn:aws:iam::111122223333:role/finops/a", "arn:aws:iam::111122223333:role/finops/b"];
        Assert.Equal(expected, Assert.Single(estate.In(Proposal).Assignments).Principals);
    }

    [Theory]
    [InlineData("/a*b/", "/aZb/")]
    [InlineData("/a?b/", "/aZb/")]
    [InlineData("/*/", "/deep/er/")]
    public void A_path_with_a_wildcard_stands_for_its_principals_only_if_it_matches_nobody_else(string path, string other)
    {
        var estate = new Estate();
        foreach (var name in (string[])["a", "b"])
            estate.Role(name, role => role.Path(path).Inline("own", Policy.Json(AwsPolicyText("abc-viewer"))));
        Assert.Equal([$"arn:aws:iam::111122223333:role{path}*"], Assert.Single(estate.In(Proposal).Assignments).Principals);
        estate.Role("c", role => role.Path(other));
        Assert.Equal([$"arn:aws:iam::111122223333:role{path}a", $"arn:aws:iam::111122223333:role{path}b"], Assert.Single(estate.In(Proposal).Assignments).Principals);
        estate.In(Agrees);
    }

    [Theory]
    [InlineData("s3:GetObject", false)]
    [InlineData(null, true)]
    public void Whose_name_matches_others_too_is_told_in_a_comment(string? held, bool isNamed)
    {
        // IAM gives no such names; what stands in a snapshot may be anything.
        var estate = new Estate().Role("op?", role => role.Inline("own", Policy.Json(AwsPolicyText("abc-viewer"))))
            .Role("ops", role => role.Inline("own", held is null ? Policy.Json(AwsPolicyText("abc-viewer")) : Policy.Allow(held)));
        estate.In(Agrees);
        var text = ProposalWriter.Write(estate.In(Proposal));
        Assert.Equal(isNamed, text.Contains($"        \"{Estate.RoleArn("op?")}\"", StringComparison.Ordinal));
        Assert.Equal(!isNamed, text.Contains($"    // abc-viewer fits {Estate.RoleArn("op?")}, whose wildcards match others too: assign it with a tag\n", StringComparison.Ordinal));
        var read = ConfigurationReader.Read(Encoding.UTF8.GetBytes(text));
        Assert.Empty(read.Errors);
        Assert.Equal(isNamed ? 1 : 0, read.Configuration!.Assignments.Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_permission_set_is_named_only_if_the_profile_fits_all_of_its_roles_in_the_payer(bool bothFit)
    {
        string[] names = ["AWSReservedSSO_FinOps_0123456789abcdef", "AWSReservedSSO_FinOps_1123456789abcdef"];
        var estate = new Estate();
        foreach (var (index, name) in names.Index())
            estate.Role(name, role => role.Path("/aws-reserved/sso.amazonaws.com/").Inline("own", index == 0 || bothFit ? Policy.Json(AwsPolicyText("abc-viewer")) : Policy.Allow("billingconductor:ListPricingRules")));
        var assignment = Assert.Single(estate.In(Proposal).Assignments);
        if (bothFit)
            Assert.Equal(("FinOps", 0), (Assert.Single(assignment.PermissionSets), assignment.Principals.Length));
        else
            Assert.Equal((0, $"arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/{names[0]}"), (assignment.PermissionSets.Length, Assert.Single(assignment.Principals)));
        estate.In(Agrees);
    }

    [Fact]
    public void A_name_cannot_end_the_comment_that_it_stands_in()
    {
        var proposal = new ConfigurationProposal("111122223333", [], [KeyValuePair.Create("arn:aws:iam::111122223333:role/a\n{\u2028}", ImmutableArrayOf("ListPricingRules"))]);
        var read = ConfigurationReader.Read(Encoding.UTF8.GetBytes(ProposalWriter.Write(proposal)));
        Assert.Empty(read.Errors);
        Assert.Empty(read.Configuration!.Assignments);
    }

    [Fact]
    public void Nothing_is_proposed_where_nobody_knows_the_payer() =>
        Assert.Null(new Estate().WithoutOrganization().Role("ops", role => role.Inline("own", Policy.Allow("billingconductor:*"))).In(snapshot => ConfigurationProposal.Of(Everybody(snapshot))));

    private static System.Collections.Immutable.ImmutableArray<string> ImmutableArrayOf(string text) => [text];

    private static string[] Actions(string profile) => [.. ProfileCatalog.Default.Permitted(ProfileCatalog.Default.FindProfile(profile)!)];

    /// <summary>The least-privilege policy of a profile.</summary>
    private static string AwsPolicyText(string profile) => new Estate().Role("new", role => role).Propose(Estate.RoleArn("new"), [profile]).Policies.Single().Document;

    private static AuditReport Everybody(SnapshotReader snapshot) => AuditRun.Run(snapshot, Options with { ListAll = true }, progress: null, CancellationToken.None);

    private static ConfigurationProposal Proposal(SnapshotReader snapshot) => ConfigurationProposal.Of(Everybody(snapshot))!;

    private static bool Agrees(SnapshotReader snapshot)
    {
        var proposal = Proposal(snapshot);
        var read = ConfigurationReader.Read(Encoding.UTF8.GetBytes(ProposalWriter.Write(proposal)));
        Assert.Empty(read.Errors);
        var report = AuditRun.Run(snapshot, Options with { Configuration = read.Configuration, ConfigurationName = "auditor.json" }, progress: null, CancellationToken.None);
        Assert.DoesNotContain(report.Findings, finding => finding.Rule is "BCA101" or "BCA102" or "BCA103");
        var unfitting = proposal.Unfitting.Select(entry => entry.Key).Concat(proposal.Assignments.SelectMany(assignment => assignment.Unnamed)).ToHashSet(StringComparer.Ordinal);
        Assert.All(report.Findings.Where(finding => finding.Rule == "BCA204").SelectMany(finding => finding.Principals), principal => Assert.Contains(principal.Arn, unfitting));
        return true;
    }
}
