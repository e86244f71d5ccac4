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
        var cases = Root(FormReports.Acme with { Findings = [], Configuration = null }).Descendants("testcase").ToArray();
        Assert.NotNull(Case(cases, "BCA701").Element("skipped"));
        Assert.NotNull(Case(cases, "BCA902").Element("skipped"));
        Assert.NotNull(Case(cases, "BCA101").Element("skipped"));
        Assert.Empty(Case(cases, "BCA402").Elements());
    }

    private static XElement Root(Auditor.Pipeline.Report.AuditReport report) => XDocument.Parse(FormOutput.Of("junit", report)).Root!;

    private static XElement Case(XElement[] cases, string rule) => Assert.Single(cases, item => item.Attribute("classname")!.Value == rule);
}
