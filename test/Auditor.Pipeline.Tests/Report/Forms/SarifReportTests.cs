using System.Collections.Immutable;
using System.Text.Json;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Report.Forms;
using Auditor.Pipeline.Tests.Publish;

namespace Auditor.Pipeline.Tests.Report.Forms;

public sealed class SarifReportTests
{
    private static readonly JsonElement Schema = FormOutput.Json(File.ReadAllText(
        Path.Combine(Repository.Root, "test", "Auditor.Pipeline.Tests", "Report", "Forms", "sarif-2.1.0-rtm.5.json")));

    private static readonly JsonSchemaChecker Checker = new(Schema);

    [Fact]
    public void It_is_valid()
    {
        Assert.True(Checker.IsValid(FormOutput.Json(FormOutput.Of("sarif", FormReports.EveryStatus))));
        Assert.False(Checker.IsValid(FormOutput.Json("""{"version":"2.1.0","runs":[{"tool":{}}]}""")));
    }

    [Theory]
    [MemberData(nameof(HostileNames.All), MemberType = typeof(HostileNames))]
    public void It_is_valid_whatever_the_names_and_no_name_makes_a_link_or_a_placeholder(string name)
    {
        var log = FormOutput.Json(FormOutput.Of("sarif", FormReports.Hostile(name + " [a](http://b) {0}")));
        Assert.True(Checker.IsValid(log));
        Assert.All(FormOutput.SarifResults(log.GetRawText()), result =>
        {
            var text = result.GetProperty("message").GetProperty("text").GetString()!;
            Assert.DoesNotContain("](", text, StringComparison.Ordinal);
            Assert.Contains("{{0}}", text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Each_status_has_its_state_kind_and_level()
    {
        var results = FormOutput.SarifResults(FormOutput.Of("sarif", FormReports.EveryStatus)).Take(5)
            .Select(result => string.Join(' ', ((string[])["baselineState", "kind", "level"]).Select(name => result.GetProperty(name).GetString())
                .Append(result.GetProperty("suppressions").GetArrayLength().ToString(System.Globalization.CultureInfo.InvariantCulture))));
        Assert.Equal(["new fail error 0", "unchanged fail error 0", "new fail error 0", "absent pass none 0", "unchanged fail error 1"], results);
    }

    [Fact]
    public void Suppressions_are_a_set_and_name_whom_they_are_for()
    {
        var one = new Suppression { Rule = "BCA201", Owner = "payroll", Reason = "moves away", Expires = new DateOnly(2027, 1, 31) };
        var finding = FormReports.Acme.Findings[0] with
        {
            Status = FindingStatus.Suppressed,
            Suppressions = [one, one with { Subject = "AROAEXAMPLE" }, one with { Principal = "arn:aws:iam::111122223333:role/a" }, one with { Principal = "arn:aws:iam::111122223333:role/b" }],
        };
        var log = FormOutput.Json(FormOutput.Of("sarif", FormReports.Acme with { Findings = [finding] }));
        Assert.True(Checker.IsValid(log));
        Assert.Equal(
            ["accepted by payroll until 2027-01-31: moves away", "for arn:aws:iam::111122223333:role/a: accepted by payroll until 2027-01-31: moves away", "for arn:aws:iam::111122223333:role/b: accepted by payroll until 2027-01-31: moves away"],
            Assert.Single(FormOutput.SarifResults(log.GetRawText())).GetProperty("suppressions").EnumerateArray().Select(suppression => suppression.GetProperty("justification").GetString()!));
    }

    [Fact]
    public void Results_point_to_their_rules_and_rules_to_their_pages()
    {
        var run = FormOutput.Json(FormOutput.Of("sarif", FormReports.Acme)).GetProperty("runs")[0];
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules");
        Assert.Equal(FindingRules.All.Length, rules.GetArrayLength());
        Assert.All(run.GetProperty("results").EnumerateArray(), result =>
            Assert.Equal(result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString()));
        Assert.All(rules.EnumerateArray(), rule => Assert.True(File.Exists(Path.Combine(Repository.Root, rule.GetProperty("properties").GetProperty("page").GetString()!))));
    }

    [Fact]
    public void Gaps_are_notifications_and_what_does_not_fit_is_counted()
    {
        var finding = FormReports.Acme.Findings[0] with { Evidence = [] };
        var report = FormReports.Acme with { Findings = [.. Enumerable.Repeat(finding, SarifReport.MostResults + 7)] };
        var run = FormOutput.Json(FormOutput.Of("sarif", report)).GetProperty("runs")[0];
        Assert.Equal(SarifReport.MostResults, run.GetProperty("results").GetArrayLength());
        var told = run.GetProperty("invocations")[0].GetProperty("toolExecutionNotifications").EnumerateArray()
            .Select(notification => notification.GetProperty("message").GetProperty("text").GetString()!).ToArray();
        Assert.Equal(report.Gaps.Length + 1, told.Length);
        Assert.Equal("7 more findings in the JSON report", told[^1]);
    }

    [Fact]
    public void A_run_that_read_nothing_did_not_succeed()
    {
        var log = FormOutput.Json(FormOutput.Of("sarif", FormReports.Acme with { AccountsRead = 0 }));
        Assert.False(log.GetProperty("runs")[0].GetProperty("invocations")[0].GetProperty("executionSuccessful").GetBoolean());
    }

    [Fact]
    public void A_rule_of_another_version_has_no_index()
    {
        var report = FormReports.Acme with { Findings = [FormReports.Acme.Findings[0] with { Rule = "BCA999", Id = "BCA999-000000000000" }] };
        var result = Assert.Single(FormOutput.SarifResults(FormOutput.Of("sarif", report)));
        Assert.Equal(-1, result.GetProperty("ruleIndex").GetInt32());
        Assert.Equal(["BCA999-000000000000"], ((ImmutableArray<string>)["asff", "ocsf", "junit", "markdown", "csv-findings"]).SelectMany(form => FormOutput.Findings(form, report)).Select(found => found.Id).Distinct());
    }
}
