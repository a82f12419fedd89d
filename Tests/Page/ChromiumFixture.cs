using Course.Simulation.Viewing;
using Microsoft.Playwright;

namespace Course.Tests.Page;

/// <summary>One Chromium for the tests of a fixture, and a page with a profile of its own for each test.</summary>
[FixtureLifeCycle(LifeCycle.SingleInstance)]
public abstract class ChromiumFixture
{
    private static readonly string[] Arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("pages of Zoë ").FullName;
    private readonly List<IBrowserContext> _contexts = [];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    [OneTimeSetUp]
    public async Task LaunchAsync()
    {
        if (ChromiumPath.Find() is not { } path)
        {
            Assert.Ignore("skipped: needs Chromium; install chromium or name its program in " + ChromiumPath.Variable);
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Args = Arguments });
    }

    [TearDown]
    public async Task ClosePagesAsync()
    {
        foreach (var context in _contexts) await context.CloseAsync();
        _contexts.Clear();
    }

    [OneTimeTearDown]
    public async Task CloseAsync()
    {
        if (_browser is not null) await _browser.CloseAsync();
        _playwright?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Writes the page of a run to a file and opens it, as a reader would.</summary>
    private protected async Task<OpenedPage> OpenAsync(
        PagedRun run, PagedRun? beside = null, string? difference = null, ColorScheme scheme = ColorScheme.Light, int width = 1800)
    {
        var file = Path.Combine(_folder, $"{TestContext.CurrentContext.Test.ID}.html");
        await using (var output = File.CreateText(file)) RunPage.Write(output, run, beside, difference);
        var size = new ViewportSize { Width = width, Height = 1000 };
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions { ViewportSize = size, ColorScheme = scheme });
        _contexts.Add(context);
        var page = new OpenedPage(await context.NewPageAsync());
        await page.GoToAsync(new Uri(file));
        return page;
    }
}
