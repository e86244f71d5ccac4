using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Report;

namespace Auditor.Browser.Tests;

/// <summary>Findings that concern hundreds of principals are found by each of them.</summary>
[Collection(Browser.OnePageAtATime)]
public sealed class ManyPrincipalsTests(Browser browser)
{
    [Fact]
    public async Task The_filters_and_the_panel_of_the_last_of_them_know_it()
    {
        var report = WithPrincipals(500);
        var last = report.Findings[0].Principals[^1];
        await using var opened = await browser.OpenAsync(SampleAudit.Page(report));
        Assert.Equal("1 of 2 findings", await FilterAsync(opened, "text", last.Arn[(last.Arn.LastIndexOf('/') + 1)..]));
        Assert.Equal("2 findings", await FilterAsync(opened, "text", ""));
        Assert.Equal("1 of 2 findings", await FilterAsync(opened, "account", last.Account));
        await opened.Page.EvaluateFunctionAsync("arn => go(principalHash(findPrincipal(arn)))", last.Arn);
        await opened.WaitForPanelAsync(isOpen: true);
        Assert.Contains(report.Findings[0].Draft.Title, await opened.TextAsync("#panel"), StringComparison.Ordinal);
        Assert.Equal("", await opened.TextAsync("#findings-beyond"));
    }

    [Fact]
    public async Task The_page_says_where_it_does_not_know_all_of_them()
    {
        await using var opened = await browser.OpenAsync(SampleAudit.Page(WithPrincipals(1_001)));
        const string words = "1 finding concerns more principals than can be searched here; the JSON report has them all.";
        Assert.Equal(words, await opened.TextAsync("#findings-beyond"));
        await opened.Page.EvaluateExpressionAsync("document.getElementById('findings').scrollIntoView()");
        await opened.KeepAsync("more-principals");
        await opened.Page.EvaluateExpressionAsync("go(principalHash(P.name.length - 1))");
        await opened.WaitForPanelAsync(isOpen: true);
        Assert.Contains(words, await opened.TextAsync("#panel"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accounts_that_the_list_has_no_room_for_are_counted()
    {
        await using var opened = await browser.OpenAsync(SampleAudit.Page(WithPrincipals(1_000)));
        var accounts = await opened.Page.EvaluateExpressionAsync<int>("accountsOfFindings().length");
        Assert.InRange(accounts, 501, 1_000);
        Assert.Equal($"{accounts - 500} more: search for the account’s number", await opened.Page.EvaluateExpressionAsync<string>("[...document.querySelectorAll('#findings-body select')].at(-1).lastChild.textContent"));
        Assert.True(await opened.Page.EvaluateExpressionAsync<bool>("[...document.querySelectorAll('#findings-body select')].at(-1).lastChild.disabled"));
    }

    [Fact]
    public async Task Typing_stays_quick_with_seven_thousand_findings()
    {
        var report = LargeReport.Of(5_000, 20_000);
        var findings = Enumerable.Range(0, 7_000).Select(index => report.Findings[index % report.Findings.Length] with { Principals = report.Findings[(index % 2_000) + 39].Principals });
        await using var opened = await browser.OpenAsync(SampleAudit.Page(report with { Findings = [.. findings] }));
        await FilterAsync(opened, "text", "nobody");
        var milliseconds = await opened.Page.EvaluateExpressionAsync<double>("(() => { const from = performance.now(); filterFindings('text', 'nobody is called so'); return performance.now() - from; })()");
        TestContext.Current.TestOutputHelper?.WriteLine($"{milliseconds:0.0} ms");
        Assert.InRange(milliseconds, 0, 100);
    }

    /// <summary>Two findings: one about so many principals, one about a single other.</summary>
    private static AuditReport WithPrincipals(int count)
    {
        var report = LargeReport.Of(700, 2_000);
        FindingPrincipal[] all = [.. report.Principals.Where(listed => listed.Assessed.InPayer == false).Select(listed => new FindingPrincipal(listed.Assessed.Principal.Arn, listed.Assessed.Principal.Account))];
        var distinct = all.DistinctBy(one => one.Account).ToArray();
        FindingPrincipal[] some = [.. distinct, .. all.Except(distinct)];
        return report with { Findings = [report.Findings[0] with { Principals = [.. some.Take(count)] }, report.Findings[1]] };
    }

    private static Task<string> FilterAsync(OpenedPage opened, string name, string value) => opened.Page.EvaluateFunctionAsync<string>(
        "(name, value) => { filterFindings(name, value); return document.getElementById('findings-count').textContent; }", name, value);
}
