using Course.Simulation.Viewing;
using Microsoft.Playwright;

namespace Course.Tests.Page;

/// <summary>A page with a profile of its own for each test.</summary>
[FixtureLifeCycle(LifeCycle.SingleInstance)]
public abstract class ChromiumFixture
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pages of Zoë ").FullName;
    private readonly List<IBrowserContext> _contexts = [];

    [OneTimeSetUp]
    public void SkipWithoutChromium()
    {
        if (Chromium.Browser is not null) return;
        Assert.Ignore("skipped: needs Chromium; install chromium or name its program in " + ChromiumPath.Variable);
    }

    [TearDown]
    public async Task ClosePagesAsync()
    {
        foreach (var context in _contexts) await context.CloseAsync();
        _contexts.Clear();
    }

    [OneTimeTearDown]
    public void RemovePages() => Directory.Delete(_folder, recursive: true);

    /// <summary>Writes the page of a run to a file and opens it, as a reader would.</summary>
    private protected async Task<OpenedPage> OpenAsync(
        PagedRun run, PagedRun? beside = null, string? difference = null, ColorScheme scheme = ColorScheme.Light, int width = 1800)
    {
        var file = Path.Combine(_folder, $"{TestContext.CurrentContext.Test.ID}.html");
        await using (var output = File.CreateText(file)) RunPage.Write(output, run, beside, difference);
        var size = new ViewportSize { Width = width, Height = 1000 };
        var context = await Chromium.Browser!.NewContextAsync(new BrowserNewContextOptions { ViewportSize = size, ColorScheme = scheme });
        _contexts.Add(context);
        var page = new OpenedPage(await context.NewPageAsync());
        await page.GoToAsync(new Uri(file));
        return page;
    }
}
