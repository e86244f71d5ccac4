using System.Text.Json;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Tests.Publish;

namespace Auditor.Pipeline.Tests.Report.Forms;

public sealed class OcsfReportTests
{
    private static readonly JsonElement Class = FormOutput.Json(File.ReadAllText(
        Path.Combine(Repository.Root, "test", "Auditor.Pipeline.Tests", "Report", "Forms", "ocsf-2003.json")));

    private static readonly JsonSchemaChecker Checker = new(Class);

    [Fact]
    public void Each_line_is_a_compliance_finding()
    {
        var events = FormOutput.JsonLines(FormOutput.Of("ocsf", FormReports.EveryStatus));
        Assert.Equal(FormReports.EveryStatus.Findings.Length, events.Length);
        Assert.All(events, one => Assert.True(Checker.IsValid(one), one.GetRawText()));
        Assert.False(Checker.IsValid(FormOutput.Json("""{"class_uid":2003}""")));
    }

    [Theory]
    [MemberData(nameof(HostileNames.All), MemberType = typeof(HostileNames))]
    public void It_is_valid_whatever_the_names(string name) =>
        Assert.All(FormOutput.JsonLines(FormOutput.Of("ocsf", FormReports.Hostile(name))), one => Assert.True(Checker.IsValid(one), one.GetRawText()));

    [Fact]
    public void Each_status_has_its_activity_status_and_compliance()
    {
        var events = FormOutput.JsonLines(FormOutput.Of("ocsf", FormReports.EveryStatus)).Take(5)
            .Select(one => $"{one.GetProperty("activity_name")} {one.GetProperty("type_uid")} {one.GetProperty("status")} {one.GetProperty("compliance").GetProperty("status")}");
        Assert.Equal(["Create 200301 New Fail", "Update 200302 New Fail", "Update 200302 New Fail", "Close 200303 Resolved Pass", "Update 200302 Suppressed Fail"], events);
    }

    [Fact]
    public void Of_many_principals_some_are_resources_and_all_are_counted()
    {
        var one = Assert.Single(FormOutput.JsonLines(FormOutput.Of("ocsf", FormReports.WithPrincipals(250))));
        Assert.Equal(100, one.GetProperty("resources").GetArrayLength());
        Assert.Equal(250, one.GetProperty("unmapped").GetProperty("principal_count").GetInt32());
    }
}
