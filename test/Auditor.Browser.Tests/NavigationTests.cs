namespace Auditor.Browser.Tests;

/// <summary>What leads where, and back.</summary>
[Collection(Browser.OnePageAtATime)]
public sealed class NavigationTests(Browser browser)
{
    private static readonly Lazy<string> Acme = new(() => SampleAudit.Page(SampleAudit.AcmeWithHistory()));

    [Fact]
    public async Task Without_scripts_the_first_answers_and_the_titles_are_there()
    {
        await using var opened = await browser.OpenAsync(Acme.Value, prepare: page => page.SetJavaScriptEnabledAsync(false));
        await opened.KeepAsync("without-scripts", isWhole: true);
        var text = await opened.TextAsync("body");
        var report = SampleAudit.Acme();
        Assert.All(report.Findings, finding => Assert.Contains(finding.Id, text, StringComparison.Ordinal));
        Assert.Contains("Who can see margins", text, StringComparison.Ordinal);
        Assert.Contains("666677778888", text, StringComparison.Ordinal);
        Assert.Contains("JavaScript is off", text, StringComparison.Ordinal);
        Assert.Equal(["#overview", "#findings"], await ShownLinksAsync(opened));
    }

    [Fact]
    public async Task Every_link_to_a_part_of_the_page_leads_to_it()
    {
        await using var opened = await browser.OpenAsync(Acme.Value);
        Assert.Equal(["#overview", "#findings", "#access", "#organization", "#trend", "#unread"], await ShownLinksAsync(opened));
        await opened.Page.FocusAsync("nav a[href='#findings']");
        await opened.Page.Keyboard.PressAsync("Tab");
        await opened.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("#access", await opened.Page.EvaluateExpressionAsync<string>("location.hash"));
        Assert.Equal("access", await opened.Page.EvaluateExpressionAsync<string>("document.activeElement.id || document.querySelector(':target')?.id"));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(1_400)]
    public async Task The_cell_that_the_arrow_keys_lead_to_is_in_sight(int width)
    {
        await using var opened = await browser.OpenAsync(Acme.Value, prepare: page => page.SetViewportAsync(new PuppeteerSharp.ViewPortOptions { Width = width, Height = 900 }));
        await opened.Page.EvaluateExpressionAsync("document.documentElement.style.scrollBehavior = 'auto', document.querySelector('#matrix button').focus()");
        foreach (var key in (string[])["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"])
        {
            for (var times = 0; times < 10; times++)
            {
                await opened.Page.Keyboard.PressAsync(key);
                Assert.True(await opened.Page.EvaluateExpressionAsync<bool>(
                    "(({ left, top, width, height }) => document.activeElement.contains(document.elementFromPoint(left + width / 2, top + height / 2)))(document.activeElement.getBoundingClientRect())"), $"{key} {times}");
            }
        }
    }

    [Fact]
    public async Task A_deep_link_opens_its_finding_and_an_unknown_one_says_so()
    {
        var finding = SampleAudit.Acme().Findings[0];
        await using var opened = await browser.OpenAsync(Acme.Value, "#finding=" + finding.Id);
        await opened.WaitForPanelAsync(isOpen: true);
        Assert.Equal(finding.Draft.Title, await opened.TextAsync("#panel-title"));
        await opened.Page.EvaluateExpressionAsync("location.hash = '#finding=BCA101-000000000000'");
        await opened.Page.WaitForFunctionAsync("() => document.getElementById('panel-title').innerText === 'Unknown finding'");
        await opened.Page.GoBackAsync();
        await opened.Page.WaitForFunctionAsync("title => document.getElementById('panel-title').innerText === title", finding.Draft.Title);
        await opened.Page.Keyboard.PressAsync("Escape");
        await opened.WaitForPanelAsync(isOpen: false);
    }

    [Fact]
    public async Task The_back_button_closes_what_a_click_has_opened()
    {
        await using var opened = await browser.OpenAsync(Acme.Value);
        await opened.Page.ClickAsync("#card-money .names a");
        await opened.WaitForPanelAsync(isOpen: true);
        await opened.Page.ClickAsync("#panel .tasks a");
        await opened.Page.WaitForSelectorAsync("#panel .ladder");
        await opened.KeepAsync("ladder");
        await opened.Page.GoBackAsync();
        await opened.Page.WaitForFunctionAsync("() => !document.querySelector('#panel .ladder')");
        Assert.True(await opened.IsPanelOpenAsync());
        await opened.Page.GoBackAsync();
        await opened.WaitForPanelAsync(isOpen: false);
    }

    private static Task<string[]> ShownLinksAsync(OpenedPage opened) =>
        opened.Page.EvaluateExpressionAsync<string[]>("[...document.querySelectorAll('nav a')].filter(one => one.getClientRects().length > 0).map(one => one.getAttribute('href'))");
}
