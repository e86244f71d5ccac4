namespace Auditor.Pipeline.Expect;

public sealed class ExpectationSetTests
{
    private const string Payer = "111122223333";
    private const string Member = "444455556666";
    private const string Group = "arn:aws:billingconductor::111122223333:billinggroup/";

    [Fact]
    public void For_gives_the_profiles_of_matching_patterns()
    {
        var expectation = Set(
            """{ "principals": ["arn:aws:iam::*:role/finops/*"], "profiles": ["chargeback-analyst", "abc-config-viewer"] }""").For(
                Role("finops/ana"), Payer);

        Assert.True(expectation.IsAssigned);
        Assert.Equal(["abc-config-viewer", "chargeback-analyst"], expectation.ProfileIds);
        Assert.Equal(["read-margins", "view-configuration"], expectation.Tasks.Select(task => task.Task.Id));
        Assert.All(expectation.Tasks, task => Assert.True(task is { Console: false, Resources: null, BillingConductorApplies: true }));
    }

    [Fact]
    public void For_gives_nothing_to_whom_nobody_names()
    {
        var expectation = Set(
            """{ "principals": ["arn:aws:iam::*:role/finops/*"], "profiles": ["abc-viewer"] }""").For(Role("other"), Payer);

        Assert.False(expectation.IsAssigned);
        Assert.Empty(expectation.Tasks);
        Assert.False(expectation.Permitted.Permits("billingconductor:ListBillingGroups"));
    }

    [Fact]
    public void For_adds_assignments_up_and_gives_each_task_once()
    {
        var expectation = Set(
            """{ "principals": ["arn:aws:iam::*:role/*"], "profiles": ["chargeback-analyst"] }""",
            """{ "principals": ["arn:aws:iam::*:role/ana"], "profiles": ["abc-viewer"], "console": true }""").For(Role("ana"), Payer);

        Assert.Equal(["abc-viewer", "chargeback-analyst"], expectation.ProfileIds);
        Assert.Equal(expectation.Tasks.DistinctBy(task => task.Task.Id), expectation.Tasks);
        Assert.All(expectation.Tasks, task => Assert.True(task.Console));
    }

    [Theory]
    [InlineData(PrincipalKind.IdentityCenterRole, "FinOps", true)]
    [InlineData(PrincipalKind.IdentityCenterRole, "finops", false)]
    [InlineData(PrincipalKind.IdentityCenterRole, null, false)]
    [InlineData(PrincipalKind.Role, "FinOps", false)]
    public void For_gives_profiles_by_permission_set(PrincipalKind kind, string? permissionSet, bool expected)
    {
        var principal = Role("x") with { Kind = kind, PermissionSetName = permissionSet };

        Assert.Equal(expected, Set("""{ "permissionSets": ["FinOps"], "profiles": ["abc-viewer"] }""").For(principal, Payer).IsAssigned);
    }

    [Theory]
    [InlineData("job", "abc-viewer", "abc-viewer")]
    [InlineData("Job", " chargeback-analyst  abc-viewer ", "abc-viewer chargeback-analyst")]
    [InlineData("job", "abc-administrator", "")]
    [InlineData("job", "abc-administrator abc-viewer", "abc-viewer")]
    [InlineData("job", "ABC-VIEWER", "")]
    [InlineData("job", "abc-viewer,chargeback-analyst", "")]
    [InlineData("job", "", "")]
    [InlineData("other", "abc-viewer", "")]
    public void For_lets_a_tag_choose_among_the_assignments_profiles_only(string key, string value, string expected)
    {
        var expectation = Set("""{ "tag": "job", "profiles": ["abc-viewer", "chargeback-analyst"] }""").For(Tagged("x", key, value), Payer);

        Assert.Equal(expected, string.Join(' ', expectation.ProfileIds));
    }

    [Fact]
    public void For_gives_all_profiles_where_a_pattern_matches_beside_the_tag() =>
        Assert.Equal(
            ["abc-viewer", "chargeback-analyst"],
            Set("""{ "principals": ["arn:aws:iam::*:role/x"], "tag": "job", "profiles": ["abc-viewer", "chargeback-analyst"] }""")
                .For(Tagged("x", "job", "abc-viewer"), Payer).ProfileIds);

    [Theory]
    [InlineData("arn:aws:iam::*:role/x", Member, Payer, false)]
    [InlineData("arn:aws:iam::44445555666?:role/x", Member, Payer, false)]
    [InlineData("arn:aws:iam::444455556666:role/x", Member, Payer, true)]
    [InlineData("arn:aws:iam::444455556666:role/*", Member, Payer, true)]
    [InlineData("arn:aws:iam::*:role/x", Payer, Payer, true)]
    [InlineData("arn:aws:iam::*:role/x", Member, null, true)]
    public void For_expects_billing_conductor_in_a_member_account_only_where_it_is_named(
        string pattern, string account, string? payer, bool expected)
    {
        var expectation = Set($$"""{ "principals": ["{{pattern}}"], "profiles": ["abc-viewer"] }""").For(Role("x", account), payer);

        Assert.True(expectation.IsAssigned);
        Assert.All(expectation.Tasks, task => Assert.Equal(expected, task.BillingConductorApplies));
    }

    [Fact]
    public void For_takes_a_task_as_meant_where_any_assignment_names_the_account()
    {
        var expectation = Set(
            """{ "tag": "job", "profiles": ["abc-viewer"] }""",
            """{ "principals": ["arn:aws:iam::*:role/x", "arn:aws:iam::444455556666:role/x"], "profiles": ["chargeback-analyst"] }""")
            .For(Tagged("x", "job", "abc-viewer", Member), Payer);

        Assert.Equal(["read-margins"], expectation.Tasks.Where(task => task.BillingConductorApplies).Select(task => task.Task.Id));
        Assert.Contains(expectation.Tasks, task => task.Task.Id == "view-configuration");
    }

    [Fact]
    public void For_gives_nothing_to_service_linked_roles() =>
        Assert.Same(
            PrincipalExpectation.None,
            Set("""{ "principals": ["arn:aws:iam::*:role/*"], "profiles": ["abc-viewer"] }""").For(
                Role("aws-service-role/x") with { Kind = PrincipalKind.ServiceLinkedRole }, Payer));

    [Fact]
    public void For_shares_what_is_the_same()
    {
        var set = Set("""{ "principals": ["arn:aws:iam::*:role/*"], "profiles": ["abc-viewer"] }""");

        Assert.Same(set.For(Role("a"), Payer), set.For(Role("b"), Payer));
        Assert.NotSame(set.For(Role("a"), Payer), set.For(Role("a", Member), Payer));
    }

    [Fact]
    public void Resources_of_one_assignment_restrict_its_tasks()
    {
        var expectation = Set(Restricted("a")).For(Role("x"), Payer);

        Assert.All(expectation.Tasks, task => Assert.Equal([Group + "a"], task.Resources!["billinggroup"]));
        Assert.Equal([Group + "a"], expectation.RestrictionOf("billingconductor:AssociateAccounts", "billinggroup")!.Value);
        Assert.Null(expectation.RestrictionOf("billingconductor:AssociateAccounts", "pricingplan"));
        Assert.Null(expectation.RestrictionOf("billingconductor:DeletePricingPlan", "billinggroup"));
    }

    [Fact]
    public void Resources_of_several_assignments_are_united()
    {
        var expectation = Set(Restricted("b"), Restricted("a")).For(Role("x"), Payer);

        Assert.All(expectation.Tasks, task => Assert.Equal([Group + "a", Group + "b"], task.Resources!["billinggroup"]));
    }

    [Theory]
    [InlineData("""{ "principals": ["arn:aws:iam::*:role/x"], "profiles": ["account-enroller"] }""")]
    [InlineData(
        """
        { "principals": ["arn:aws:iam::*:role/x"], "profiles": ["account-enroller"],
        "resources": { "pricingplan": ["arn:aws:billingconductor::aws:pricingplan/BasicPricingPlan"] } }
        """)]
    public void Resources_that_another_assignment_leaves_free_are_permitted_and_asked_for_all_the_same(string other)
    {
        var expectation = Set(Restricted("a"), other).For(Role("x"), Payer);

        Assert.All(expectation.Tasks, task => Assert.Equal([Group + "a"], task.Resources!["billinggroup"]));
        Assert.Null(expectation.RestrictionOf("billingconductor:AssociateAccounts", "billinggroup"));
    }

    [Fact]
    public void Resources_do_not_reach_tasks_of_other_assignments()
    {
        var expectation = Set(
            Restricted("a"), """{ "principals": ["arn:aws:iam::*:role/x"], "profiles": ["chargeback-analyst"] }""").For(Role("x"), Payer);

        Assert.Null(expectation.Tasks.Single(task => task.Task.Id == "read-margins").Resources);
        Assert.NotNull(expectation.Tasks.Single(task => task.Task.Id == "enroll-accounts").Resources);
        Assert.Null(expectation.RestrictionOf("billingconductor:GetBillingGroupCostReport", "billinggroup"));
        Assert.NotNull(expectation.RestrictionOf("billingconductor:AssociateAccounts", "billinggroup"));
    }

    [Fact]
    public void IsAdministrator_follows_the_patterns()
    {
        var set = Expectations.Of("""{ "administrators": ["arn:aws:iam::*:role/Admin"] }""");

        Assert.True(set.IsAdministrator("arn:aws:iam::111122223333:role/Admin"));
        Assert.False(set.IsAdministrator("arn:aws:iam::111122223333:role/admin"));
    }

    [Theory]
    [InlineData("{}", null)]
    [InlineData("""{ "administrators": [] }""", false)]
    public void IsAdministrator_is_null_only_if_nothing_is_said(string json, bool? expected) =>
        Assert.Equal(expected, Expectations.Of(json).IsAdministrator("arn:aws:iam::111122223333:role/Admin"));

    private static string Restricted(string group) =>
        $$"""
        { "principals": ["arn:aws:iam::*:role/x"], "profiles": ["account-enroller"],
        "resources": { "billinggroup": ["{{Group + group}}"] } }
        """;

    private static ExpectationSet Set(params string[] assignments) =>
        Expectations.Of($$"""{ "assignments": [{{string.Join(',', assignments)}}] }""");

    private static PrincipalFacts Role(string path, string account = Payer) => Expectations.Role(path, account);

    private static PrincipalFacts Tagged(string path, string key, string value, string account = Payer) =>
        Role(path, account) with { Tags = new Dictionary<string, string>(StringComparer.Ordinal) { [key] = value } };
}
