using PuppeteerSharp;

[assembly: AssemblyFixture(typeof(Auditor.Browser.Tests.Browser))]

namespace Auditor.Browser.Tests;

/// <summary>One Chromium for the assembly. A test class takes it as a constructor parameter and opens pages with it.</summary>
public sealed class Browser : IAsyncLifetime
{
    /// <summary>The collection of all tests: one page at a time. A page that is not in front draws nothing, and would wait for its picture as long as the others take.</summary>
    public const string OnePageAtATime = "one page at a time";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("auditor-browser-");
    private IBrowser? browser;
    private int pages;

    /// <summary>Why a test is skipped where there is no Chromium.</summary>
    public const string ReasonToSkip = "chromium is not on the PATH: `apt-get install --no-install-recommends chromium`";

    public async ValueTask InitializeAsync()
    {
        if (Program() is not { } program)
            return;
        browser = await Puppeteer.LaunchAsync(new LaunchOptions
        {
            ExecutablePath = program,
            Headless = true,
            UserDataDir = Path.Combine(folder.FullName, "profile"),
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--disable-backgrounding-occluded-windows", "--disable-renderer-backgrounding", "--disable-background-timer-throttling",
            ],
        });
    }

    /// <summary>Opens a page from a file, as a reader does. Skips the test, with the reason, where there is no Chromium.</summary>
    /// <param name="html">The page.</param>
    /// <param name="hash">What follows the file's name in the address.</param>
    /// <param name="prepare">Is called before the page is loaded.</param>
    public async Task<OpenedPage> OpenAsync(string html, string hash = "", Func<IPage, Task>? prepare = null)
    {
        Assert.SkipWhen(browser is null, ReasonToSkip);
        var file = Path.Combine(folder.FullName, $"page-{Interlocked.Increment(ref pages)}.html");
        await File.WriteAllTextAsync(file, html);
        return await OpenedPage.OpenAsync(await browser.NewPageAsync(), new Uri(file).AbsoluteUri, hash, prepare);
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static string? Program() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(path => Names.Select(name => Path.Combine(path, name))).FirstOrDefault(File.Exists);
}
