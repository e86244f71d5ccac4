using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Remedies.Forms;

namespace Auditor.Pipeline.Remedies;

/// <summary>Remedies that change a policy of several principals, or one policy in two layers: each is put into a new organization by its own documents.</summary>
public sealed class SharedPolicyRemedyTests
{
    private const string Enroll = "billingconductor:AssociateAccounts";
    private static readonly Policy NoTags = Policy.Deny("ce:UpdateCostAllocationTagsStatus");
    private static readonly Policy Costs = Policy.Allow("ce:*");
    private static readonly string[] Names = ["one", "two"];

    [Fact]
    public void A_policy_that_two_roles_share_changes_once_for_both() => ChangesOnce(
        (guard, scp) => Two(role => role.Inline("own", Costs).Attach(Estate.PolicyArn("guard", Estate.Member)), guard, scp), NoTags);

    [Fact]
    public void A_boundary_that_two_roles_share_changes_once_for_both() => ChangesOnce(
        (guard, scp) => Two(role => role.Inline("own", Costs).Boundary("guard"), guard, scp), Policy.Allow("ce:List*", "ce:Get*"));

    [Fact]
    public void An_inline_policy_of_a_group_changes_once_for_all_its_members() => ChangesOnce(
        (guard, scp) =>
        {
            var estate = new Estate().Scp("p-costs0000", scp, "ou-exam-members1").Group("team", group => group.Inline("guard", guard), Estate.Member);
            foreach (var name in Names)
                estate.User(name, user => user.Inline("own", Costs).In("team"), Estate.Member);
            return estate.Assign($"arn:aws:iam::{Estate.Member}:user/*", "cost-allocation-tag-manager");
        },
        NoTags);

    [Fact]
    public void Only_one_of_two_whom_a_guardrail_stops_has_a_boundary()
    {
        Estate Build(Policy boundary, Policy scp) => new Estate().Scp("p-costs0000", scp, "ou-exam-members1").ManagedPolicy("guard", boundary, Estate.Member)
            .Role("one", role => role.Inline("own", Costs).Boundary("guard"), Estate.Member).Role("two", role => role.Inline("own", Costs), Estate.Member)
            .Assign($"arn:aws:iam::{Estate.Member}:role/*", "cost-allocation-tag-manager");
        ChangesOnce(Build, Policy.Allow("ce:List*"));
    }

    [Theory]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"billingconductor:AssociateAccounts","Resource":"*"},{"Effect":"Allow","Action":["billingconductor:*","organizations:*"],"Resource":"*"}]}""")]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"billingconductor:AssociateAccounts","Resource":"*"},{"Effect":"Allow","Action":"organizations:*","Resource":"*"}]}""")]
    public void A_policy_that_is_boundary_and_identity_policy_changes_as_both(string text)
    {
        Estate Build(Policy both) => new Estate().ManagedPolicy("both", both).Role("enroller", role => role
            .Inline("own", Policy.Allow("billingconductor:ListAccountAssociations", Enroll, "organizations:ListAccounts")).Attach(Estate.PolicyArn("both")).Boundary("both"))
            .Assign(Estate.RoleArn("enroller"), "account-enroller");
        var found = Build(Policy.Json(text)).Audit().Findings.Single(finding => finding.Rule == "BCA101");
        var change = Assert.Single(found.Remedy!.Changes);
        Assert.Equal(Estate.PolicyArn("both"), change.Id);
        Assert.Equal(found.Remedy.Edits.Length, found.Remedy.Edits.Select(edit => string.Join('\n', edit.After)).Distinct().Count());
        Assert.DoesNotContain(Build(Policy.Json(change.Document!)).Audit().Findings, finding => finding.Rule == "BCA101");

        var explained = Build(Policy.Json(text)).Explain(Estate.RoleArn("enroller"), Enroll).Remedy!.Remedy!;
        Assert.Equal(Decision.Allowed, Build(Policy.Json(Assert.Single(explained.Changes).Document!)).Explain(Estate.RoleArn("enroller"), Enroll).Decision);
    }

    [Fact]
    public void A_permission_set_that_would_need_two_texts_gets_none()
    {
        // Its roles read differently in two accounts, which a snapshot of a set that is being provisioned shows: one text would undo the other.
        Estate Build(Policy second) => new Estate().InUnit(Estate.OtherMember, "ou-exam-members1").Scp("p-costs0000", NoTags, "ou-exam-members1")
            .PermissionSet("Costs", set => set.Inline(EditFinder.IdentityCenterPolicy, Policy.Allow("ce:List*")), Estate.Member)
            .PermissionSet("Costs", set => set.Inline(EditFinder.IdentityCenterPolicy, second), Estate.OtherMember)
            .Assign("arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*", "cost-allocation-tag-manager");
        var alike = Build(Policy.Allow("ce:List*")).Audit().Findings.First(finding => finding.Rule == "BCA301");
        Assert.Equal(2, alike.Principals.Length);
        Assert.Single(alike.Remedy!.Changes, change => change.Place.Kind == PolicyPlaceKind.PermissionSet);
        Assert.Null(Build(Policy.Allow("ce:List*", "ce:Get*")).Audit().Findings.First(finding => finding.Rule == "BCA301").Remedy);
    }

    [Fact]
    public void A_guardrail_that_does_not_bind_the_payers_role_of_a_permission_set_changes_for_the_others()
    {
        // The payer's role comes last: its part of the remedy begins with the guardrail's edit, and no guardrail binds the payer.
        const string first = "000011112222";
        var estate = new Estate().InUnit(first, "ou-exam-members1").Scp("p-costs0000", NoTags, "ou-exam-members1").PermissionSet("Costs", set => set, first).PermissionSet("Costs", set => set)
            .Assign("arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*", "cost-allocation-tag-manager");
        var found = estate.Audit().Findings.Single(finding => finding.Rule == "BCA101");
        Assert.Equal(2, found.Principals.Length);
        Assert.Equal([PolicyPlaceKind.ServiceControlPolicy, PolicyPlaceKind.PermissionSet], found.Remedy!.Changes.Select(change => change.Place.Kind));
    }

    [Fact]
    public void A_guardrail_of_which_nothing_is_left_is_detached_wherever_it_binds()
    {
        var estate = new Estate().Scp("p-costs0000", OnlyFor(Estate.RoleArn("two", Estate.Member)), EstateOrganization.Root, "ou-exam-members1").Role("two", role => role.Inline("own", Costs), Estate.Member)
            .Assign(Estate.RoleArn("two", Estate.Member), "cost-allocation-tag-manager");
        var found = estate.Audit().Findings.Single(finding => finding.Rule == "BCA301");
        Assert.Equal(
            ["aws organizations detach-policy --policy-id 'p-costs0000' --target-id 'ou-exam-members1'", "aws organizations detach-policy --policy-id 'p-costs0000' --target-id 'r-exam'"],
            RemedyCommands.Of(found.Remedy!.Changes).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_policy_of_which_nothing_is_left_is_detached_from_whom_it_was_for()
    {
        var estate = Two(role => role.Inline("own", Costs).Attach(Estate.PolicyArn("guard", Estate.Member)), OnlyFor(Estate.RoleArn("two", Estate.Member)), NoTags);
        var found = estate.Audit().Findings.First(finding => finding.Rule == "BCA301");
        Assert.Contains($"aws iam detach-role-policy --role-name 'two' --policy-arn '{Estate.PolicyArn("guard", Estate.Member)}'", RemedyCommands.Of(found.Remedy!.Changes));
    }

    [Fact]
    public void A_policy_that_a_group_holds_is_not_emptied_for_its_member()
    {
        Estate Build(Policy policy) => new Estate().ManagedPolicy("guard", policy, Estate.Member).Group("team", group => group.Attach(Estate.PolicyArn("guard", Estate.Member)), Estate.Member)
            .User("two", user => user.Inline("own", Costs).In("team"), Estate.Member).Assign($"arn:aws:iam::{Estate.Member}:user/two", "cost-allocation-tag-manager");
        var change = Assert.Single(Build(OnlyFor($"arn:aws:iam::{Estate.Member}:user/two")).Audit().Findings.Single(finding => finding.Rule == "BCA101").Remedy!.Changes);
        Assert.Empty(Build(Policy.Json(change.Document!)).Audit().Findings);
    }

    [Fact]
    public void What_a_permission_set_loses_it_loses_once_and_for_everyone()
    {
        const string denyAll = "arn:aws:iam::aws:policy/AWSDenyAll";
        var estate = new Estate().AwsPolicy("AWSDenyAll", Policy.Deny("*")).AwsPolicy("AWSDenyAll", Policy.Deny("*"), Estate.Member)
            .PermissionSet("Costs", set => set.Inline(EditFinder.IdentityCenterPolicy, Costs).Attach(denyAll)).PermissionSet("Costs", set => set.Inline(EditFinder.IdentityCenterPolicy, Costs).Attach(denyAll), Estate.Member)
            .Assign("arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*", "cost-allocation-tag-manager");
        var found = estate.Audit().Findings.Single(finding => finding.Rule == "BCA101");
        Assert.Equal(2, found.Principals.Length);
        Assert.Equal(PolicyPlaceKind.AwsManaged, Assert.Single(found.Remedy!.Changes).Place.Kind);
        Assert.Equal(["It is for everyone who is assigned the permission set Costs, in each account in which it is provisioned."], RemedyWords.PermissionSets(found.Remedy));
    }

    [Fact]
    public void Commands_about_several_permission_sets_say_which_is_meant()
    {
        const string full = "arn:aws:iam::aws:policy/AWSBillingConductorFullAccess";
        var estate = new Estate().AwsPolicy("AWSBillingConductorFullAccess", Policy.Allow("billingconductor:*")).PermissionSet("Costs", set => set.Attach(full)).PermissionSet("Bills", set => set.Attach(full)).Configured();
        var found = estate.Audit().Findings.Single(finding => finding.Rule == "BCA204");
        var comments = RemedyCommands.Of(found.Remedy!.Changes).Where(line => line.StartsWith('#'));
        Assert.Equal(["# PERMISSION_SET_ARN is here that of Bills", "# PERMISSION_SET_ARN is here that of Costs"], comments);
        Assert.DoesNotContain(RemedyCommands.Of([found.Remedy.Changes[0]]), line => line.StartsWith('#'));
    }

    [Fact]
    public void A_caller_is_let_through_to_a_role_that_lacks_the_tag()
    {
        var caller = Estate.RoleArn("caller", Estate.Member);
        Estate Build(Policy guard, params IEnumerable<PolicyStatement> own) => new Estate().Scp("p-sts000000", guard, "ou-exam-members1")
            .Role("enroller", role => role.Trust(Policy.Json($$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"{{caller}}"},"Action":"sts:AssumeRole"}]}""")).Allow(Enroll))
            .Role("caller", role => role.Inline("own", Policy.Allow("s3:*")), Estate.Member)
            .Assign(Estate.RoleArn("enroller"), "account-enroller");
        var guarded = Policy.Json("""{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"sts:*","Resource":"*","Condition":{"StringNotEquals":{"aws:ResourceTag/team":"red"}}}]}""");
        var found = Build(guarded).Audit().Findings.Single(finding => finding.Rule == "BCA301");
        var change = found.Remedy!.Changes.Single(change => change.Place.Kind == PolicyPlaceKind.ServiceControlPolicy);
        Assert.Equal(Decision.ExplicitDeny, found.Remedy.Before);
        Assert.Empty(found.Remedy.AlsoAllowsUncatalogued);
        Assert.DoesNotContain(Build(Policy.Json(change.Document!)).Audit().Findings, finding => finding.Rule == "BCA301");
    }

    private static Policy OnlyFor(string principal) => Policy.Json(
        """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"ce:UpdateCostAllocationTagsStatus","Resource":"*","Condition":{"ArnLike":{"aws:PrincipalArn":"?"}}}]}"""
            .Replace("?", principal, StringComparison.Ordinal));

    private static Estate Two(Func<EstateHolder, EstateHolder> describe, Policy guard, Policy scp)
    {
        var estate = new Estate().Scp("p-costs0000", scp, "ou-exam-members1").ManagedPolicy("guard", guard, Estate.Member);
        foreach (var name in Names)
            estate.Role(name, describe, Estate.Member);
        return estate.Assign($"arn:aws:iam::{Estate.Member}:role/*", "cost-allocation-tag-manager");
    }

    /// <summary>The remedy of what a guardrail stops has two changes, of the guardrail and of the policy; with both nobody is stopped any more.</summary>
    private static void ChangesOnce(Func<Policy, Policy, Estate> build, Policy guard)
    {
        var found = build(guard, NoTags).Audit().Findings.First(finding => finding.Rule == "BCA301");
        Assert.Equal(2, found.Principals.Length);
        Assert.Equal(2, found.Remedy!.Changes.Length);
        var scp = found.Remedy.Changes.Single(change => change.Place.Kind == PolicyPlaceKind.ServiceControlPolicy);
        var other = found.Remedy.Changes.Single(change => change.Place.Kind != PolicyPlaceKind.ServiceControlPolicy);
        var after = build(Policy.Json(other.Document!), Policy.Json(scp.Document!)).Audit();
        Assert.DoesNotContain(after.Findings, finding => finding.Draft.Actions.SequenceEqual(found.Draft.Actions) && finding.Rule is "BCA101" or "BCA301");
        Assert.Contains(build(guard, Policy.Json(scp.Document!)).Audit().Findings, finding => finding.Rule == "BCA101");
    }
}
