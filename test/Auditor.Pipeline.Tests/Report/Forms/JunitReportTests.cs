using System.Xml.Linq;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Tests.Publish;

namespace Auditor.Pipeline.Tests.Report.Forms;

public sealed class JunitReportTests
{
    [Fact]
    public void There_is_a_suite_for_each_rule_and_one_for_what_could_not_be_read()
    {
        var suites = Root(FormReports.Acme).Elements("testsuite").Select(suite => suite.Attribute("name")!.Value);
        Assert.Equal([.. FindingRules.All.Select(rule => $"{rule.Id} {rule.Title}"), "Could not be read"], suites);
    }

    [Theory]
    [MemberData(nameof(HostileNames.All), MemberType = typeof(HostileNames))]
    public void It_can_be_read_and_its_counts_hold_whatever_the_names(string name)
    {
        foreach (var element in Root(FormReports.Hostile(name)).DescendantsAndSelf().Where(element => element.Name.LocalName is "testsuites" or "testsuite"))
        {
            Assert.Equal(element.Descendants("testcase").Count(), (int)element.Attribute("tests")!);
            Assert.Equal(element.Descendants("failure").Count(), (int)element.Attribute("failures")!);
            Assert.Equal(element.Descendants("error").Count(), (int)element.Attribute("errors")!);
            Assert.Equal(element.Descendants("skipped").Count(), (int)element.Attribute("skipped")!);
        }
    }

    [Fact]
    public void A_rule_that_nobody_asked_has_not_passed()
    {
        var unconfigured = new Estate().Role("analyst", role => role.Allow("s3:*")).Audit();
        Assert.Empty(unconfigured.Findings);
        var cases = Root(unconfigured).Descendants("testcase").ToArray();
        foreach (var rule in (string[])["BCA101", "BCA203", "BCA204", "BCA301", "BCA501", "BCA701", "BCA902"])
            Assert.NotNull(Case(cases, rule).Element("skipped"));
        foreach (var rule in (string[])["BCA205", "BCA402", "BCA601"])
            Assert.Empty(Case(cases, rule).Elements());
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("2026-11-01", false)]
    [InlineData("2026-01-01", true)]
    public void Disuse_is_only_checked_where_activity_covers_its_days(string? from, bool isChecked)
    {
        var estate = new Estate().Role("analyst", role => role.Allow("s3:*")).Configured();
        if (from is not null)
            estate.Activity($$"""{"From":"{{from}}T00:00:00Z","To":"2026-11-24T00:00:00Z","Events":[]}""");
        Assert.Equal(isChecked, Case([.. Root(estate.Audit()).Descendants("testcase")], "BCA203").Element("skipped") is null);
    }

    private static XElement Root(Auditor.Pipeline.Report.AuditReport report) => XDocument.Parse(FormOutput.Of("junit", report)).Root!;

    private static XElement Case(XElement[] cases, string rule) => Assert.Single(cases, item => item.Attribute("classname")!.Value == rule);
}
