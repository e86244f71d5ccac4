using Deque.AxeCore.Commons;
using PuppeteerSharp;

namespace Auditor.Browser.Tests;

/// <summary>What can be checked of how the page looks: for everybody, in light and dark, on a phone.</summary>
[Collection(Browser.OnePageAtATime)]
public sealed class LookTests(Browser browser)
{
    private static readonly Lazy<string> Acme = new(() => SampleAudit.Page(SampleAudit.AcmeWithHistory()));
    private static readonly string Rules = new BundledAxeScriptProvider().GetScript();

    [Theory]
    [InlineData("light", "")]
    [InlineData("dark", "")]
    [InlineData("light", ".finding")]
    [InlineData("dark", ".finding")]
    [InlineData("light", "td.denied button")]
    [InlineData("dark", "td.denied button")]
    public async Task It_is_accessible(string scheme, string click)
    {
        await using var opened = await browser.OpenAsync(Acme.Value);
        await opened.PreferAsync(scheme);
        if (click.Length > 0)
        {
            await opened.Page.ClickAsync(click);
            await opened.WaitForPanelAsync(isOpen: true);
        }

        await opened.Page.EvaluateExpressionAsync(Rules);
        var violations = await opened.Page.EvaluateExpressionAsync<string[]>(
            "axe.run(document, { resultTypes: ['violations'] }).then(result => result.violations.flatMap(one => one.nodes.slice(0, 3).map(node => one.id + ': ' + node.html.slice(0, 200) + ' ' + node.failureSummary)))");
        Assert.Empty(violations);
        await opened.KeepAsync($"acme-{scheme}{(click.Length == 0 ? "" : click.StartsWith('.') ? "-finding" : "-ladder")}", isWhole: click.Length == 0);
    }

    [Fact]
    public async Task On_a_phone_nothing_is_wider_than_the_screen()
    {
        await using var opened = await browser.OpenAsync(Acme.Value, prepare: page => page.SetViewportAsync(new ViewPortOptions { Width = 360, Height = 740 }));
        Assert.Equal(360, await opened.Page.EvaluateExpressionAsync<int>("document.documentElement.scrollWidth"));
        await opened.KeepAsync("phone", isWhole: true);
        await opened.Page.EvaluateExpressionAsync("document.querySelector('td.denied button').click()");
        await opened.WaitForPanelAsync(isOpen: true);
        Assert.True(await opened.Page.EvaluateExpressionAsync<bool>("document.getElementById('panel-body').scrollWidth <= 360"));
        Assert.Equal(360, await opened.Page.EvaluateExpressionAsync<int>("document.documentElement.scrollWidth"));
        await opened.KeepAsync("phone-ladder");
    }

    [Fact]
    public async Task On_paper_the_controls_are_gone_and_the_findings_are_written_out()
    {
        await using var opened = await browser.OpenAsync(Acme.Value);
        await opened.Page.EvaluateExpressionAsync("preparePaper()");
        await opened.Page.EmulateMediaTypeAsync(PuppeteerSharp.Media.MediaType.Print);
        Assert.Equal(0, await opened.Page.EvaluateExpressionAsync<int>("[...document.querySelectorAll('.controls')].filter(one => one.getClientRects().length > 0).length"));
        Assert.True(await opened.Page.EvaluateExpressionAsync<bool>("document.querySelectorAll('#print-body article').length > 10"));
        await opened.KeepAsync("paper", isWhole: true);
    }

    [Fact]
    public async Task Hostile_names_are_shown_and_do_nothing()
    {
        string[] names = [.. HostileNames.All.Select(row => row.Data)];
        await using var opened = await browser.OpenAsync(SampleAudit.Page(HostileReport.Of(names)), prepare: page =>
            page.EvaluateExpressionOnNewDocumentAsync("globalThis.alert = () => console.error('has run')"));
        var findings = await opened.Page.EvaluateExpressionAsync<int>("FINDINGS.length");
        for (var index = 0; index < Math.Min(findings, names.Length); index++)
        {
            await opened.Page.EvaluateFunctionAsync("index => { location.hash = '#finding=' + encodeURIComponent(FINDINGS[index].id) }", index);
            await opened.Page.WaitForFunctionAsync("index => document.getElementById('panel-body').textContent.includes(FINDINGS[index].id)", index);
            await AssertHarmlessAsync(opened);
        }

        await opened.Page.EvaluateExpressionAsync("location.hash = principalHash(0)");
        await opened.Page.WaitForSelectorAsync("#panel .tasks");
        await AssertHarmlessAsync(opened);
        Assert.Empty(opened.Complaints);
        Assert.Empty(opened.Requests);
    }

    private static async Task AssertHarmlessAsync(OpenedPage opened)
    {
        Assert.Equal(2, await opened.Page.EvaluateExpressionAsync<int>("document.scripts.length"));
        var shown = await opened.Page.EvaluateExpressionAsync<string[]>(
            "[...document.querySelectorAll('body *')].filter(one => one.tagName !== 'SCRIPT' && one.children.length === 0 && /[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]/u.test(one.textContent.replace(/[\\n\\t]/g, ''))).map(one => one.outerHTML.slice(0, 200))");
        Assert.Empty(shown);
    }
}
