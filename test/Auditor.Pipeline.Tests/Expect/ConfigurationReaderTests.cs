using System.Text;

namespace Auditor.Pipeline.Expect;

public sealed class ConfigurationReaderTests
{
    [Fact]
    public void Read_takes_the_contracts_example()
    {
        var configuration = ConfigurationExamples.Valid(ConfigurationExamples.Contract);

        Assert.Equal(4, configuration.Assignments.Length);
        Assert.Equal("arn:aws:iam::*:role/finops/*", configuration.Assignments[0].Principals.Single().Text);
        Assert.Equal(["FinOps"], configuration.Assignments[1].PermissionSets);
        Assert.True(configuration.Assignments[2].Console);
        Assert.Equal(
            ["arn:aws:billingconductor::111122223333:billinggroup/abcd1234ef"], configuration.Assignments[2].Resources!["billinggroup"]);
        Assert.Equal("billing-conductor-profile", configuration.Assignments[3].Tag);
        Assert.Equal(["chargeback-analyst", "abc-viewer"], configuration.Assignments[3].Profiles);
        Assert.Equal("arn:aws:iam::*:role/OrganizationAccountAccessRole", configuration.Administrators!.Value.Single().Text);
        var profile = configuration.Profiles.Single();
        Assert.Equal(
            ("month-end-bot", "custom-line-item-automation", "read-margins", "ce:GetCostAndUsage"),
            (profile.Id, profile.Extends.Single(), profile.Tasks.Single(), profile.Permits.Single()));
        Assert.Equal(["true"], configuration.Assume["AWS:multifactorauthpresent"]!.Value);
        var suppression = configuration.Suppressions.Single();
        Assert.Equal(
            ("BCA201", "arn:…", "finops@example.com", "…", new DateOnly(2027, 1, 31)),
            (suppression.Rule, suppression.Principal, suppression.Owner, suppression.Reason, suppression.Expires));
        Assert.Equal("owner", configuration.Owners!.Tag);
        Assert.Equal(FailureThreshold.High, configuration.FailOn);
    }

    [Fact]
    public void Read_takes_every_member()
    {
        var configuration = ConfigurationExamples.Valid(ConfigurationExamples.Everything);

        Assert.Equal("111122223333", configuration.ManagementAccount);
        Assert.Equal("Job Profile", configuration.Assignments.Single().Tag);
        Assert.Equal(["billinggroup", "customlineitem", "pricingplan", "pricingrule"], configuration.Assignments.Single().Resources!.Keys);
        Assert.False(configuration.Assignments.Single().Console);
        Assert.Equal(["bot", "base"], configuration.Profiles.Select(profile => profile.Id));
        Assert.Null(configuration.Assume["aws:SourceVpc"]);
        Assert.Equal(["a", ""], configuration.Assume["aws:PrincipalTag/Cost Center"]!.Value);
        Assert.Equal(3650, configuration.UnusedAfterDays);
        Assert.Equal(["BCA101-0123456789ab", null, null], configuration.Suppressions.Select(suppression => suppression.Id));
        Assert.Equal(new DateOnly(2028, 2, 29), configuration.Suppressions[0].Expires);
        Assert.Equal(FailureThreshold.None, configuration.FailOn);
    }

    [Fact]
    public void Read_of_nothing_said_leaves_the_defaults()
    {
        var configuration = ConfigurationExamples.Valid("{}");

        Assert.Equal(1, configuration.SchemaVersion);
        Assert.Null(configuration.ManagementAccount);
        Assert.Empty(configuration.Assignments);
        Assert.Null(configuration.Administrators);
        Assert.Empty(configuration.Profiles);
        Assert.Empty(configuration.Assume);
        Assert.Equal(90, configuration.UnusedAfterDays);
        Assert.Empty(configuration.Suppressions);
        Assert.Null(configuration.Owners);
        Assert.Null(configuration.FailOn);
    }

    [Fact]
    public void Read_tells_no_administrators_from_none_said() =>
        Assert.Empty(ConfigurationExamples.Valid("""{ "administrators": [] }""").Administrators!.Value);

    [Fact]
    public void Read_takes_a_byte_order_mark() =>
        Assert.Empty(ConfigurationReader.Read(Encoding.UTF8.GetPreamble().Concat("{}"u8.ToArray()).ToArray()).Errors);

    [Theory]
    [InlineData("high", FailureThreshold.High)]
    [InlineData("medium", FailureThreshold.Medium)]
    [InlineData("low", FailureThreshold.Low)]
    [InlineData("none", FailureThreshold.None)]
    public void Read_takes_every_threshold(string text, FailureThreshold expected) =>
        Assert.Equal(expected, ConfigurationExamples.Valid($$"""{ "failOn": "{{text}}" }""").FailOn);

    [Fact]
    public void Read_gives_each_named_profile_and_resource_once()
    {
        const string arn = "arn:aws:billingconductor::111122223333:billinggroup/";
        var assignment = ConfigurationExamples.Valid($$"""
            { "assignments": [{ "tag": "t", "profiles": ["abc-viewer", "abc-viewer"], "resources": { "billinggroup": ["{{arn}}b",
            "{{arn}}a", "{{arn}}b"] } }] }
            """).Assignments.Single();

        Assert.Equal(["abc-viewer"], assignment.Profiles);
        Assert.Equal([arn + "a", arn + "b"], assignment.Resources!["billinggroup"]);
    }
}
