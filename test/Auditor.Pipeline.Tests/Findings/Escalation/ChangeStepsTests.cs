namespace Auditor.Pipeline.Findings.Escalation;

/// <summary>Ways over a change of the principal itself, or of a role that it may then assume.</summary>
public sealed class ChangeStepsTests
{
    private const string Rule = "BCA205";
    private static readonly Policy TrustsPayer = Policy.TrustOf(Estate.Payer);

    [Theory]
    [InlineData("iam:AttachUserPolicy")]
    [InlineData("iam:PutUserPolicy")]
    public void User_changes_itself(string action) => Assert.Equal([action], new Estate().User("anna", user => user.Allow(action)).Audit().Matters(Rule));

    [Fact]
    public void User_cannot_change_another_user() => Assert.Empty(new Estate()
        .User("anna", user => user.Inline("own", Policy.Of(PolicyStatement.Allow("iam:AttachUserPolicy", "iam:PutUserPolicy").On("arn:aws:iam::111122223333:user/bob")))).User("bob", user => user).Audit().Of(Rule));

    [Theory]
    [InlineData("iam:AttachGroupPolicy")]
    [InlineData("iam:PutGroupPolicy")]
    public void Member_changes_its_group(string action)
    {
        var finding = new Estate().Group("desk", group => group).Group("others", group => group).User("anna", user => user.In("desk").Allow(action)).Audit().Only(Rule);

        Assert.Equal(action, finding.Draft.Matter);
        Assert.Contains("the group desk, to which it belongs", finding.Draft.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("iam:AttachGroupPolicy")]
    [InlineData("iam:PutGroupPolicy")]
    [InlineData("iam:AddUserToGroup")]
    public void Group_to_which_it_does_not_belong_is_no_way(string action) =>
        Assert.Empty(new Estate().Group("desk", group => group.Allow("s3:*")).User("anna", user => user.Allow(action)).Audit().Of(Rule));

    [Fact]
    public void User_joins_a_group_that_grants() => Assert.Equal(["billingconductor:DeleteBillingGroup"], new Estate()
        .Group("desk", group => group.Allow("billingconductor:DeleteBillingGroup")).User("anna", user => user.Allow("iam:AddUserToGroup")).Audit().Only(Rule).Draft.Actions);

    [Fact]
    public void Group_that_it_may_not_join_is_no_way() => Assert.Empty(new Estate().Group("desk", group => group.Allow("billingconductor:*"))
        .User("anna", user => user.Inline("own", Policy.Of(PolicyStatement.Allow("iam:AddUserToGroup").On("arn:aws:iam::111122223333:group/other")))).Audit().Of(Rule));

    [Fact]
    public void Role_cannot_join_a_group() => Assert.Empty(new Estate().Group("desk", group => group.Allow("billingconductor:*")).Role("dev", role => role.Allow("iam:AddUserToGroup", "iam:PutGroupPolicy")).Audit().Of(Rule));

    [Fact]
    public void New_version_of_a_policy_that_it_holds_is_a_way()
    {
        var finding = new Estate().ManagedPolicy("mine", Policy.Allow("s3:*"))
            .Role("dev", role => role.Attach(Estate.PolicyArn("mine")).Inline("own", Policy.Of(PolicyStatement.Allow("iam:CreatePolicyVersion").On(Estate.PolicyArn("mine"))))).Audit().Only(Rule);

        Assert.Equal("iam:CreatePolicyVersion", finding.Draft.Matter);
        Assert.Contains("write a new version of mine", finding.Draft.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void New_version_of_a_policy_that_denies_takes_the_denial_away() => Assert.NotEmpty(new Estate().ManagedPolicy("guard", Policy.Deny("billingconductor:*"))
        .Role("dev", role => role.Attach(Estate.PolicyArn("guard")).Allow("iam:CreatePolicyVersion")).Audit().Of(Rule));

    [Fact]
    public void New_version_of_its_boundary_is_a_way_if_its_policies_allow_more() => Assert.Equal(["iam:CreatePolicyVersion"], new Estate().ManagedPolicy("limits", Policy.Allow("iam:*"))
        .Role("dev", role => role.Allow("iam:CreatePolicyVersion", "billingconductor:*").Boundary("limits")).Audit().Matters(Rule));

    [Fact]
    public void New_version_of_a_policy_that_it_does_not_hold_is_none() => Assert.Empty(new Estate().ManagedPolicy("mine", Policy.Allow("s3:*"))
        .Role("dev", role => role.Allow("iam:CreatePolicyVersion")).Audit().Of(Rule));

    [Fact]
    public void AWS_managed_policy_has_no_new_version() => Assert.Empty(new Estate().AwsPolicy("ReadOnlyAccess", Policy.Allow("s3:*"))
        .Role("dev", role => role.Attach("arn:aws:iam::aws:policy/ReadOnlyAccess").Allow("iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion")).Audit().Of(Rule));

    [Fact]
    public void Role_of_Identity_Center_can_change_a_customer_policy_that_it_holds() => Assert.Equal(["iam:CreatePolicyVersion"], new Estate().ManagedPolicy("mine", Policy.Allow("s3:*"))
        .PermissionSet("Dev", role => role.Attach(Estate.PolicyArn("mine")).Allow("iam:CreatePolicyVersion", "iam:PutRolePolicy")).Audit().Matters(Rule));

    [Fact]
    public void Policy_with_five_versions_needs_one_deleted_first()
    {
        Policy[] older = [Policy.Allow("s3:*"), Policy.Allow("sns:*"), Policy.Allow("sqs:*"), Policy.Allow("ses:*")];

        Assert.Empty(Versioned("iam:CreatePolicyVersion", older).Audit().Of(Rule));
        Assert.NotEmpty(Versioned("iam:CreatePolicyVersion", older[..3]).Audit().Of(Rule));
        Assert.NotEmpty(Versioned("iam:*PolicyVersion", older).Audit().Of(Rule));
    }

    [Fact]
    public void Old_version_that_grants_can_be_put_in_force()
    {
        var finding = Versioned("iam:SetDefaultPolicyVersion", Policy.Allow("s3:*"), Policy.Allow("billingconductor:DeleteBillingGroup")).Audit().Only(Rule);

        Assert.Equal(("iam:SetDefaultPolicyVersion", "billingconductor:DeleteBillingGroup"), (finding.Draft.Matter, Assert.Single(finding.Draft.Actions)));
        Assert.Contains("put version v1 of mine", finding.Draft.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Old_version_that_grants_nothing_is_no_way() => Assert.Empty(Versioned("iam:SetDefaultPolicyVersion", Policy.Allow("billingconductor:List*"), Policy.Json("""{ "Statement": 1 }""")).Audit().Of(Rule));

    [Theory]
    [InlineData("iam:DeleteRolePermissionsBoundary")]
    [InlineData("iam:PutRolePermissionsBoundary")]
    public void Boundary_that_it_can_change_is_a_way_if_its_policies_allow_more(string action)
    {
        Assert.Equal([action], Bounded(action, "billingconductor:*").Audit().Matters(Rule));
        Assert.Empty(Bounded(action, "s3:*").Audit().Of(Rule));
    }

    [Fact]
    public void Boundary_of_a_user_likewise() => Assert.Equal(["iam:DeleteUserPermissionsBoundary"], new Estate().ManagedPolicy("limits", Policy.Allow("iam:*"))
        .User("anna", user => user.Allow("iam:DeleteUserPermissionsBoundary", "billingconductor:*").Boundary("limits")).Audit().Matters(Rule));

    [Theory]
    [InlineData("arn:aws:iam::aws:policy/PowerUserAccess", true)]
    [InlineData("arn:aws:iam::111122223333:policy/limits", false)]
    public void Condition_on_the_boundary_looks_at_the_new_one(string policy, bool isReported) => Assert.Equal(isReported, new Estate().ManagedPolicy("limits", Policy.Allow("iam:*"))
        .Role("dev", role => role.Boundary("limits").Inline("own", Policy.Of(
            PolicyStatement.Allow("billingconductor:*"),
            PolicyStatement.Allow("iam:PutRolePermissionsBoundary").When("StringEquals", "iam:PermissionsBoundary", policy)))).Audit().Of(Rule).Length == 1);

    [Theory]
    [InlineData("limits", true)]
    [InlineData("others", false)]
    public void Condition_on_the_boundary_of_the_changed_role_is_known(string policy, bool isReported) => Assert.Equal(isReported, new Estate()
        .ManagedPolicy("limits", Policy.Allow("iam:*", "billingconductor:DeleteBillingGroup")).Role("dev", role => role.Boundary("limits").Inline("own", Policy.Of(
            PolicyStatement.Allow("iam:PutRolePolicy").When("StringEquals", "iam:PermissionsBoundary", Estate.PolicyArn(policy))))).Audit().Of(Rule).Length == 1);

    [Fact]
    public void Boundary_and_policy_together_are_a_way_where_neither_is_one()
    {
        var finding = Bounded("iam:DeleteRolePermissionsBoundary", "iam:PutRolePolicy").Audit().Only(Rule);

        Assert.Equal("iam:DeleteRolePermissionsBoundary+iam:PutRolePolicy", finding.Draft.Matter);
        Assert.Equal(19, finding.Draft.Actions.Length);
        Assert.Contains("remove the permissions boundary of itself and write a policy that allows it into itself", finding.Draft.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("iam:DeleteRolePolicy")]
    [InlineData("iam:DetachRolePolicy")]
    public void Policy_that_denies_can_be_taken_away(string action) => Assert.Equal([action], Guarded(action).Audit().Matters(Rule));

    [Theory]
    [InlineData("iam:DetachUserPolicy", true, false, true)]
    [InlineData("iam:DetachGroupPolicy", false, true, true)]
    [InlineData("iam:RemoveUserFromGroup", false, true, true)]
    // It binds in two ways, and either of them is enough.
    [InlineData("iam:DetachUserPolicy", true, true, false)]
    [InlineData("iam:DetachGroupPolicy", true, true, false)]
    [InlineData("iam:RemoveUserFromGroup", true, true, false)]
    [InlineData("iam:RemoveUserFromGroup", true, false, false)]
    [InlineData("iam:DetachGroupPolicy", true, false, false)]
    [InlineData("iam:DetachUserPolicy", false, true, false)]
    public void Policy_that_denies_a_user_can_be_taken_away_where_it_binds(string action, bool isOwn, bool isOfGroup, bool isReported) => Assert.Equal(isReported ? [action] : [], new Estate()
        .ManagedPolicy("guard", Policy.Deny("billingconductor:*"))
        .Group("desk", group => isOfGroup ? group.Attach(Estate.PolicyArn("guard")) : group.Allow("s3:*"))
        .User("anna", user => (isOwn ? user.Attach(Estate.PolicyArn("guard")) : user).In("desk").Allow(action, "billingconductor:*")).Audit().Matters(Rule));

    [Theory]
    [InlineData("iam:DeleteGroupPolicy", true)]
    [InlineData("iam:RemoveUserFromGroup", true)]
    [InlineData("iam:DeleteUserPolicy", false)]
    public void Inline_policy_of_a_group_can_be_taken_away(string action, bool isReported) => Assert.Equal(isReported ? [action] : [], new Estate()
        .Group("desk", group => group.Inline("guard", Policy.Deny("billingconductor:*"))).User("anna", user => user.In("desk").Allow(action, "billingconductor:*")).Audit().Matters(Rule));

    [Fact]
    public void What_a_group_allows_goes_with_it() => Assert.Empty(new Estate()
        .Group("desk", group => group.Inline("guard", Policy.Deny("billingconductor:*")).Inline("rights", Policy.Allow("billingconductor:*")))
        .User("anna", user => user.In("desk").Allow("iam:RemoveUserFromGroup")).Audit().Of(Rule));

    [Fact]
    public void Group_that_denies_is_left_and_a_policy_attached() => Assert.Equal(["iam:AttachUserPolicy+iam:RemoveUserFromGroup"], new Estate()
        .Group("desk", group => group.Inline("guard", Policy.Deny("billingconductor:*"))).User("anna", user => user.In("desk").Allow("iam:RemoveUserFromGroup", "iam:AttachUserPolicy")).Audit().Matters(Rule));

    [Theory]
    [InlineData("team-*", "arn:aws:iam::111122223333:policy/team-*", true)]
    [InlineData("team-*", "arn:aws:iam::111122223333:policy/other-*", false)]
    [InlineData("team-*", "", false)]
    public void Policy_can_be_made_first_where_a_condition_asks_for_its_name(string attachable, string creatable, bool isReported)
    {
        var own = PolicyStatement.Allow("iam:AttachRolePolicy").When("ArnLike", "iam:PolicyARN", "arn:aws:iam::111122223333:policy/" + attachable);
        var estate = new Estate().Role("dev", role => role.Inline("own", creatable.Length == 0 ? Policy.Of(own) : Policy.Of(own, PolicyStatement.Allow("iam:CreatePolicy").On(creatable))));

        Assert.Equal(isReported ? ["iam:AttachRolePolicy"] : [], estate.Audit().Matters(Rule));
    }

    /// <summary>But whoever writes inline policies writes over it, see PutRolePolicy in the IAM API reference.</summary>
    [Fact]
    public void Policy_that_denies_stops_new_ones() => Assert.Empty(Guarded("iam:AttachRolePolicy").Audit().Of(Rule));

    [Fact]
    public void Role_that_it_may_assume_can_be_changed_for_it()
    {
        var finding = new Estate().Role("dev", role => role.Allow("sts:AssumeRole", "iam:PutRolePolicy").Inline("not me", Policy.Of(PolicyStatement.Deny("iam:PutRolePolicy").On(Estate.RoleArn("dev")))))
            .Role("tool", role => role.Trust(TrustsPayer)).Audit().Only(Rule);

        Assert.Equal(("iam:PutRolePolicy", Estate.RoleArn("tool")), (finding.Draft.Matter, Assert.Single(finding.Draft.Resources)));
        Assert.Contains("tool, which it may assume", finding.Draft.Explanation, StringComparison.Ordinal);
        Assert.Contains(Estate.RoleArn("tool") + " trust policy", finding.Evidence.Select(item => item.Policy));
    }

    [Theory]
    [InlineData("s3:*", "111122223333", false)]
    [InlineData("s3:*", "arn:aws:iam::111122223333:role/dev", true)]
    [InlineData("sts:AssumeRole", "222233334444", false)]
    [InlineData("sts:AssumeRole", "arn:aws:iam::111122223333:role/dev", true)]
    public void Changed_role_must_be_assumable(string allowed, string trusted, bool isReported) => Assert.Equal(isReported, new Estate()
        .Role("dev", role => role.Inline("own", Policy.Of(PolicyStatement.Allow(allowed), PolicyStatement.Allow("iam:AttachRolePolicy").On(Estate.RoleArn("tool")))))
        .Role("tool", role => role.Trust(Policy.TrustOf(trusted))).Audit().Of(Rule).Length == 1);

    [Fact]
    public void Boundary_of_the_changed_role_stops_it() => Assert.Empty(new Estate().ManagedPolicy("limits", Policy.Allow("s3:*"))
        .Role("dev", role => role.Inline("own", Policy.Of(PolicyStatement.Allow("sts:AssumeRole"), PolicyStatement.Allow("iam:AttachRolePolicy").On(Estate.RoleArn("tool")))))
        .Role("tool", role => role.Trust(TrustsPayer).Boundary("limits")).Audit().Of(Rule));

    [Fact]
    public void Changed_role_that_has_everything_anyway_is_no_way() => Assert.Empty(new Estate()
        .Role("dev", role => role.Inline("own", Policy.Of(PolicyStatement.Allow("sts:AssumeRole"), PolicyStatement.Allow("iam:AttachRolePolicy").On(Estate.RoleArn("admin")))))
        .Role("admin", role => role.Allow("*").Trust(TrustsPayer)).Audit().Of(Rule));

    [Fact]
    public void Role_can_be_changed_and_made_assumable() => Assert.Equal(["iam:PutRolePolicy+iam:UpdateAssumeRolePolicy"], new Estate()
        .Role("dev", role => role.Inline("own", Policy.Of(PolicyStatement.Allow("iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy").On(Estate.RoleArn("tool")))))
        .Role("tool", role => role).Audit().Matters(Rule));

    private static Estate Versioned(string action, params Policy[] older) => new Estate().Versions("mine", Policy.Allow("s3:*"), older)
        .Role("dev", role => role.Attach(Estate.PolicyArn("mine")).Inline("own", Policy.Of(PolicyStatement.Allow(action).On(Estate.PolicyArn("mine")))));

    private static Estate Bounded(params string[] actions) => new Estate().ManagedPolicy("limits", Policy.Allow("iam:*")).Role("dev", role => role.Allow(actions).Boundary("limits"));

    private static Estate Guarded(string action) => new Estate().ManagedPolicy("guard", Policy.Deny("billingconductor:*"))
        .Role("dev", role => (action == "iam:DetachRolePolicy" ? role.Attach(Estate.PolicyArn("guard")) : role.Inline("guard", Policy.Deny("billingconductor:*"))).Allow(action, "billingconductor:*"));
}
