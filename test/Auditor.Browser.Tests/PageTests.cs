using System.Diagnostics;
using PuppeteerSharp;

namespace Auditor.Browser.Tests;

[Collection(Browser.OnePageAtATime)]
public sealed class PageTests(Browser browser)
{
    private static readonly Lazy<string> Acme = new(() => SampleAudit.Page(SampleAudit.AcmeWithHistory()));

    [Fact]
    public async Task It_asks_for_nothing_and_complains_about_nothing()
    {
        await using var opened = await browser.OpenAsync(Acme.Value);
        await opened.Page.ClickAsync(".finding");
        await opened.WaitForPanelAsync(isOpen: true);
        await opened.KeepAsync("finding");
        Assert.Empty(opened.Requests);
        Assert.Empty(opened.Complaints);
    }

    [Fact]
    public async Task Its_policy_lets_nothing_else_run()
    {
        await using var opened = await browser.OpenAsync(Acme.Value);
        await opened.Page.EvaluateExpressionAsync("{ const made = document.createElement('script'); made.textContent = 'globalThis.hasRun = true'; document.body.append(made); fetch('https://example.com/').catch(() => {}); }");
        Assert.False(await opened.Page.EvaluateExpressionAsync<bool>("globalThis.hasRun === true"));
        Assert.NotEmpty(opened.Complaints);
    }

    [Fact]
    public async Task The_first_screen_answers_without_scrolling()
    {
        await using var opened = await browser.OpenAsync(Acme.Value);
        foreach (var card in (string[])["money", "margins", "changes", "unread"])
        {
            var bottom = await opened.Page.EvaluateFunctionAsync<double>("id => document.getElementById(id).getBoundingClientRect().bottom", "card-" + card);
            Assert.InRange(bottom, 1, 800);
        }

        await opened.KeepAsync("first-screen");
    }

    [Fact]
    public async Task The_keyboard_opens_a_ladder_and_escape_comes_back()
    {
        await using var opened = await browser.OpenAsync(Acme.Value);
        await opened.Page.FocusAsync("#matrix");
        await opened.Page.Keyboard.PressAsync("Tab");
        // The principals' names are links on the way; the first cell is the only cell that Tab stops at.
        for (var step = 0; step < 80 && !await IsCellAsync(opened); step++)
            await opened.Page.Keyboard.PressAsync("Tab");
        Assert.True(await IsCellAsync(opened));
        await opened.Page.Keyboard.PressAsync("ArrowRight");
        await opened.Page.Keyboard.PressAsync("ArrowDown");
        var label = await FocusedLabelAsync(opened);
        await opened.Page.Keyboard.PressAsync("Enter");
        await opened.WaitForPanelAsync(isOpen: true);
        Assert.NotEqual("", await opened.TextAsync(".ladder"));
        await opened.Page.Keyboard.PressAsync("Escape");
        await opened.WaitForPanelAsync(isOpen: false);
        Assert.Equal(label, await FocusedLabelAsync(opened));
        Assert.Equal("", await opened.Page.EvaluateExpressionAsync<string>("location.hash"));
    }

    [Fact]
    public async Task A_filter_says_how_many_are_left()
    {
        await using var opened = await browser.OpenAsync(Acme.Value);
        await opened.Page.ClickAsync(".tally.high");
        var all = SampleAudit.AcmeWithHistory().Findings;
        var high = all.Count(finding => finding is { IsActive: true, Severity: Pipeline.Findings.Severity.High });
        Assert.StartsWith($"{high} of {all.Count(finding => finding.IsActive)} findings", await opened.TextAsync("#findings-count"), StringComparison.Ordinal);
        await opened.Page.TypeAsync("#findings-body input[type=search]", "nobody is called so");
        await opened.Page.WaitForFunctionAsync("() => document.getElementById('findings-count').textContent.startsWith('0 of')");
    }

    [Fact]
    public async Task It_prints_everything_that_matters()
    {
        await using var opened = await browser.OpenAsync(Acme.Value);
        var paper = await opened.Page.PdfDataAsync(new PdfOptions { PrintBackground = true, Landscape = true });
        Assert.Equal("%PDF"u8.ToArray(), paper[..4]);
        Assert.True(paper.Length > 100_000, $"the paper has {paper.Length} bytes only");
        await File.WriteAllBytesAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "screenshots")).FullName, "print.pdf"), paper);
    }

    [Fact]
    public async Task Five_thousand_accounts_are_seen_in_a_second()
    {
        var html = SampleAudit.Page(LargeReport.Of(5_000, 20_000));
        Assert.InRange(html.Length, 500_000, 2_000_000);
        var watch = Stopwatch.StartNew();
        await using var opened = await browser.OpenAsync(html);
        var painted = await opened.Page.EvaluateExpressionAsync<double>("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1");
        TestContext.Current.TestOutputHelper?.WriteLine($"{html.Length} bytes, first paint after {painted:0} ms, drawn after {watch.ElapsedMilliseconds} ms");
        Assert.InRange(painted, 0, 1_000);
        await opened.KeepAsync("large", isWhole: true);
        Assert.Empty(opened.Complaints);
        Assert.Contains("20,000", await opened.TextAsync(".facts"), StringComparison.Ordinal);
    }

    private static Task<bool> IsCellAsync(OpenedPage opened) => opened.Page.EvaluateExpressionAsync<bool>("document.activeElement.matches('td button')");

    private static Task<string> FocusedLabelAsync(OpenedPage opened) => opened.Page.EvaluateExpressionAsync<string>("document.activeElement.getAttribute('aria-label') ?? ''");
}
