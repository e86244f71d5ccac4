using PuppeteerSharp;

namespace Auditor.Browser.Tests;

/// <summary>A page that has been loaded, with everything that it asked for or complained about.</summary>
public sealed class OpenedPage : IAsyncDisposable
{
    private static readonly TimeSpan DrawingTime = TimeSpan.FromSeconds(20);

    private readonly List<string> requests = [];
    private readonly List<string> complaints = [];

    private OpenedPage(IPage page) => Page = page;

    public IPage Page { get; }

    /// <summary>What it asked for besides its own file.</summary>
    public IReadOnlyList<string> Requests => requests;

    /// <summary>Errors, warnings and violations of its policy.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    internal static async Task<OpenedPage> OpenAsync(IPage page, string address, string hash, Func<IPage, Task>? prepare)
    {
        var opened = new OpenedPage(page);
        page.Request += (_, asked) =>
        {
            if (!asked.Request.Url.StartsWith(address, StringComparison.Ordinal))
                opened.requests.Add(asked.Request.Url);
        };
        page.Console += (_, said) => opened.complaints.Add($"{said.Message.Type}: {said.Message.Text}");
        page.PageError += (_, thrown) => opened.complaints.Add(thrown.Message);
        await page.EvaluateExpressionOnNewDocumentAsync("addEventListener('securitypolicyviolation', event => console.error('violates ' + event.violatedDirective))");
        await page.BringToFrontAsync();
        await page.SetViewportAsync(new ViewPortOptions { Width = 1280, Height = 800 });
        if (prepare is not null)
            await prepare(page);
        await page.GoToAsync(address + hash, WaitUntilNavigation.Load);
        if (page.IsJavaScriptEnabled)
            await page.WaitForSelectorAsync("html[data-drawn]");
        return opened;
    }

    /// <summary>The text of the first element that a selector finds.</summary>
    public Task<string> TextAsync(string selector) => Page.EvaluateFunctionAsync<string>("selector => document.querySelector(selector)?.innerText ?? ''", selector);

    public Task<bool> IsPanelOpenAsync() => Page.EvaluateExpressionAsync<bool>("document.getElementById('panel').open");

    public async Task WaitForPanelAsync(bool isOpen)
    {
        await Page.WaitForFunctionAsync("isOpen => document.getElementById('panel').open === isOpen", isOpen);
        // What is still on its way in is half transparent.
        await Page.EvaluateExpressionAsync("Promise.all(document.getAnimations().map(one => one.finished)).then(() => true)");
    }

    /// <summary>Dark or light.</summary>
    public Task PreferAsync(string scheme) => Page.EmulateMediaFeaturesAsync([new MediaFeatureValue { MediaFeature = MediaFeature.PrefersColorScheme, Value = scheme }]);

    /// <summary>Keeps a picture for people to look at. It is no part of what is tested: a browser that is too busy to draw gives none, and the test's output says so.</summary>
    public async Task KeepAsync(string name, bool isWhole = false)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "screenshots"));
        await Page.BringToFrontAsync();
        try
        {
            var picture = await Page.ScreenshotDataAsync(new ScreenshotOptions { FullPage = isWhole }).WaitAsync(DrawingTime);
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, name + ".png"), picture);
        }
        catch (TimeoutException)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"no picture of {name}: the browser did not draw in {DrawingTime.TotalSeconds:0} s");
        }
    }

    public async ValueTask DisposeAsync() => await Page.DisposeAsync();
}
