using Auditor.Engine.Catalog;

namespace Auditor.Pipeline.Expect;

public sealed class ProfileCatalogTests
{
    private static readonly ProfileCatalog Catalog = ProfileCatalog.Default;

    [Fact]
    public void Tasks_stand_in_the_documented_order() =>
        Assert.Equal(
            ["view-configuration", "read-margins", "view-transfer-preference", "enroll-accounts", "remove-accounts", "create-billing-group",
                "change-billing-group", "delete-billing-group", "import-ou", "create-pricing-rule", "change-pricing-rules",
                "create-pricing-plan",
                "change-pricing-plans", "create-custom-line-item", "change-custom-line-items", "tag-billing-groups", "tag-pricing",
                "set-transfer-preference", "invite-transfer", "view-pro-forma", "publish-pro-forma-cur", "publish-pro-forma-export",
                "deploy-with-cloudformation", "view-billing-information", "view-budgets", "manage-budgets", "manage-cost-allocation-tags",
                "manage-billing-alarms", "read-inventory"],
            Catalog.Tasks.Select(task => task.Id));

    [Fact]
    public void Profiles_stand_in_the_documented_order() =>
        Assert.Equal(
            [
                "abc-config-viewer", "abc-viewer", "chargeback-analyst", "pro-forma-report-publisher", "pricing-manager",
                "billing-group-operator", "account-enroller", "custom-line-item-automation", "billing-transfer-operator",
                "abc-administrator", "iac-deployer", "billing-information-viewer", "budgets-viewer", "budgets-manager",
                "cost-allocation-tag-manager", "billing-alarm-manager", "auditor",
            ],
            Catalog.Profiles.Select(profile => profile.Id));

    [Fact]
    public void Every_action_exists_in_AWS()
    {
        var actions = Catalog.Tasks.SelectMany(Actions).Select(action => action.Action).Concat(
            Catalog.Profiles.SelectMany(profile => profile.Permits));
        Assert.All(
            actions, action => Assert.True(ActionNames.MatchesAction(action) && !action.Contains('*', StringComparison.Ordinal), action));
    }

    [Fact]
    public void Every_action_of_a_catalogued_service_is_spelled_and_typed_as_catalogued()
    {
        foreach (var action in Catalog.Tasks.SelectMany(Actions).Where(action => ServiceCatalog.Default.IsDetailedPrefix(action.Service)))
        {
            var catalogued = ServiceCatalog.Default.FindAction(action.Action);
            Assert.NotNull(catalogued);
            Assert.Equal(catalogued.FullName, action.Action);
            Assert.Subset(catalogued.Resources.Select(resource => resource.Type).ToHashSet(), action.ResourceTypes.ToHashSet());
            Assert.Superset(
                catalogued.Resources.Where(resource => resource.Required).Select(resource => resource.Type).ToHashSet(),
                action.ResourceTypes.ToHashSet());
            Assert.Null(action.ArnTemplate);
        }
    }

    [Fact]
    public void Every_action_of_another_service_has_its_ARN() =>
        Assert.All(
            Catalog.Tasks.SelectMany(Actions).Where(action => !ServiceCatalog.Default.IsDetailedPrefix(action.Service)),
            action => Assert.StartsWith("arn:${Partition}:iam::${Account}:role/", action.ArnTemplate));

    [Fact]
    public void Nothing_is_named_twice()
    {
        Assert.All(Catalog.Tasks, task => Assert.Distinct(Actions(task).Select(action => action.Action)));
        Assert.All(Catalog.Profiles, profile => Assert.Distinct(profile.Permits));
        Assert.All(Catalog.Profiles, profile => Assert.Distinct(profile.Tasks));
    }

    [Fact]
    public void Every_profile_has_tasks_that_exist() =>
        Assert.All(Catalog.Profiles, profile =>
        {
            Assert.NotEmpty(profile.Tasks);
            Assert.All(profile.Tasks, id => Assert.NotNull(Catalog.FindTask(id)));
        });

    [Fact]
    public void Permits_are_not_required_as_well() =>
        Assert.All(Catalog.Profiles, profile => Assert.Empty(profile.Permits.Intersect(Catalog.Permitted(profile with { Permits = [] }))));

    [Theory]
    [InlineData("view-configuration", true)]
    [InlineData("invite-transfer", true)]
    [InlineData("import-ou", false)]
    [InlineData("view-pro-forma", false)]
    [InlineData("manage-budgets", false)]
    public void UsesBillingConductor_is_read_from_the_needs(string task, bool expected) =>
        Assert.Equal(expected, Catalog.FindTask(task)!.UsesBillingConductor);

    [Theory]
    [InlineData("create-custom-line-item", "billingconductor:CreateCustomLineItem", "billinggroup")]
    [InlineData("create-pricing-plan", "billingconductor:CreatePricingPlan", "pricingrule")]
    [InlineData("create-billing-group", "billingconductor:CreateBillingGroup", "pricingplan")]
    [InlineData("create-pricing-rule", "billingconductor:CreatePricingRule", "")]
    [InlineData("change-pricing-plans", "billingconductor:AssociatePricingRules", "pricingplan,pricingrule")]
    [InlineData("view-configuration", "billingconductor:ListTagsForResource", "billinggroup,customlineitem,pricingplan,pricingrule")]
    [InlineData("publish-pro-forma-cur", "cur:PutReportDefinition", "cur,billingview")]
    [InlineData("manage-billing-alarms", "cloudwatch:PutMetricAlarm", "alarm")]
    public void Needs_name_the_types_they_are_authorized_on(string task, string action, string types) =>
        Assert.Equal(types, string.Join(',', Catalog.FindTask(task)!.Needs.Single(need => need.Action == action).ResourceTypes));

    [Fact]
    public void Service_linked_role_is_created_on_its_ARN_unless_it_exists()
    {
        var action = Catalog.FindTask("set-transfer-preference")!.Companions.Single(
            companion => companion.Action == "iam:CreateServiceLinkedRole");

        Assert.Equal(
            "arn:aws:iam::111122223333:role/aws-service-role/billingconductor.amazonaws.com/AWSServiceRoleForBillingConductor",
            action.ArnOf("aws", "111122223333"));
        Assert.Equal([new FixedContextValue("iam:AWSServiceName", "billingconductor.amazonaws.com")], action.Context);
        Assert.Equal("AWSServiceRoleForBillingConductor", action.UnlessRoleExists);
    }

    [Fact]
    public void Role_of_a_budget_action_is_passed_to_Budgets()
    {
        var action = Assert.Single(Catalog.FindTask("manage-budgets")!.Companions);

        Assert.Equal("arn:aws-cn:iam::111122223333:role/*", action.ArnOf("aws-cn", "111122223333"));
        Assert.Equal([new FixedContextValue("iam:PassedToService", "budgets.amazonaws.com")], action.Context);
    }

    [Fact]
    public void Console_only_companion_is_the_price_list_of_pricing_rules()
    {
        var action = Assert.Single(Catalog.Tasks.SelectMany(Actions), action => action.ConsoleOnly);
        Assert.Equal("pricing:DescribeServices", action.Action);
    }

    [Theory]
    [InlineData("Create-Billing-Group")]
    [InlineData("create billing group")]
    [InlineData("")]
    public void FindTask_and_FindProfile_know_no_fabricated_id(string id)
    {
        Assert.Null(Catalog.FindTask(id));
        Assert.Null(Catalog.FindProfile(id));
    }

    private static IEnumerable<TaskAction> Actions(TaskDefinition task) => task.Needs.Concat(task.Companions);
}
