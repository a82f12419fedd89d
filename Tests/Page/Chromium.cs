using Microsoft.Playwright;

namespace Course.Tests.Page;

/// <summary>The one Chromium of all tests: each test has a profile of its own in it.</summary>
[SetUpFixture]
public sealed class Chromium
{
    private static readonly string[] Arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private static IPlaywright? _playwright;

    /// <summary><see langword="null"/> where none is installed.</summary>
    internal static IBrowser? Browser { get; private set; }

    [OneTimeSetUp]
    public static async Task LaunchAsync()
    {
        if (ChromiumPath.Find() is not { } path) return;
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Args = Arguments });
    }

    [OneTimeTearDown]
    public static async Task CloseAsync()
    {
        if (Browser is not null) await Browser.CloseAsync();
        _playwright?.Dispose();
    }
}
