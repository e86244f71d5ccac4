namespace Auditor.Pipeline.Expect;

public sealed class ProfileSetTests
{
    [Fact]
    public void Find_gives_a_built_in_profile_with_its_tasks_and_permissions()
    {
        var profile = Set().Find("chargeback-analyst")!;

        Assert.Equal(["read-margins"], profile.Tasks.Select(task => task.Id));
        Assert.True(profile.Permitted.Permits("billingconductor:GetBillingGroupCostReport"));
        Assert.True(profile.Permitted.Permits("CE:getcostandusage"));
        Assert.False(profile.Permitted.Permits("billingconductor:CreateBillingGroup"));
    }

    [Fact]
    public void Find_adds_what_an_own_profile_extends_to_what_it_says()
    {
        var profile = Set(
            new OwnProfile("month-end-bot") { Extends = ["base"], Tasks = ["read-margins"], Permits = ["CE:getreservationutilization"] },
            new OwnProfile("base") { Extends = ["custom-line-item-automation"] }).Find("month-end-bot")!;

        Assert.Equal(["create-custom-line-item", "read-margins"], profile.Tasks.Select(task => task.Id));
        Assert.Contains("ce:GetReservationUtilization", profile.Permitted.Names);
        Assert.True(profile.Permitted.Permits("billingconductor:UpdateCustomLineItem"));
        Assert.True(profile.Permitted.Permits("organizations:ListAccounts"));
    }

    [Fact]
    public void Find_expands_patterns_and_keeps_them()
    {
        var permitted = Set(new OwnProfile("reader") { Permits = ["billingconductor:list*", "s3:Get*"] }).Find("reader")!.Permitted;

        Assert.Contains("billingconductor:ListBillingGroups", permitted.Names);
        Assert.Equal(["billingconductor:list*", "s3:Get*"], permitted.Patterns);
        Assert.True(permitted.Permits("s3:getobject"));
        Assert.False(permitted.Permits("s3:PutObject"));
        Assert.False(permitted.Permits("billingconductor:GetBillingGroupCostReport"));
    }

    [Fact]
    public void Find_knows_nothing_else() => Assert.Null(Set().Find("ABC-viewer"));

    [Fact]
    public void A_circle_ends_where_it_closes()
    {
        var set = Set(
            new OwnProfile("a") { Extends = ["b"], Tasks = ["read-margins"] },
            new OwnProfile("b") { Extends = ["a"], Tasks = ["import-ou"] });

        Assert.Equal(["import-ou", "read-margins"], set.Find("b")!.Tasks.Select(task => task.Id));
    }

    private static ProfileSet Set(params OwnProfile[] own) => new(ProfileCatalog.Default, [.. own]);
}
