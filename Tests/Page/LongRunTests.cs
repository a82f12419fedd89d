using System.Globalization;

namespace Course.Tests.Page;

/// <summary>
/// A run of 50,000 events: what a step of the reader makes is bounded by the window, not by the run. How long it takes is printed and
/// not judged: a machine that does something else is slow for reasons of its own.
/// </summary>
[TestFixture]
public sealed class LongRunTests : ChromiumFixture
{
    private const int Events = 50_000;
    private const int Steps = 200;

    // A window has at most 120 events and 600 messages, each of a few elements, and may be drawn anew.
    private const int MostElementsOfAStep = 5_000;

    /// <summary>Counts the elements that are made, and the tasks that Chromium calls long: from 50 ms on.</summary>
    private const string Watch = """
        () => {
            window.made = 0;
            const count = (node) => node.nodeType === Node.ELEMENT_NODE ? 1 + node.querySelectorAll("*").length : 0;
            const observer = new MutationObserver((records) => {
                for (const record of records) for (const node of record.addedNodes) window.made += count(node);
            });
            observer.observe(document.documentElement, { childList: true, subtree: true });
            window.longTasks = [];
            const keep = (list) => window.longTasks.push(...list.getEntries().map((task) => task.duration));
            new PerformanceObserver(keep).observe({ type: "longtask" });
        }
        """;

    private const string TakeMade = "() => { const made = window.made; window.made = 0; return made; }";

    [Test]
    public async Task Page_OfFiftyThousandEvents_MakesElementsOfTheWindowOnlyAtEachStep()
    {
        var run = SampleRuns.Long(Events);
        var page = await OpenAsync(run);
        await page.Page.EvaluateAsync(Watch);
        var most = 0;
        foreach (var key in new[] { "PageDown", "ArrowRight", "PageDown", "ArrowLeft", "PageUp" })
        {
            for (var step = 0; step < Steps / 5; step++)
            {
                await page.PressAsync(key);
                most = Math.Max(most, await page.Page.EvaluateAsync<int>(TakeMade));
            }
        }

        var count = run.Peers.Sum(peer => peer.Events.Count);
        var longTasks = await page.Page.EvaluateAsync<double[]>("() => window.longTasks");
        await TestContext.Out.WriteLineAsync(
            $"{count} events: open in {(await page.AttributesAsync("html", "data-open-milliseconds"))[0]} ms; {Steps} steps of at most "
            + $"{most} elements, long tasks: [{string.Join(", ", longTasks)}] ms");
        Assert.That(count, Is.GreaterThanOrEqualTo(Events));
        Assert.That(most, Is.InRange(1, MostElementsOfAStep), "elements that one step made");
        Assert.That(page.Errors, Is.Empty);
    }

    [Test]
    public async Task Page_OfFiftyThousandEvents_HasElementsForTheWindowOnly()
    {
        var page = await OpenAsync(SampleRuns.Long(Events));
        await page.PressAsync("End");

        Assert.That(await page.CountAsync(".picture .event[data-position]"), Is.InRange(20, 120));
        Assert.That(await page.CountAsync(".picture .message"), Is.LessThanOrEqualTo(600));
        Assert.That(await page.CountAsync($".picture .event[data-position='{await page.CurrentAsync()}']"), Is.EqualTo(1));
    }

    [Test]
    public async Task Window_ThatMoreMessagesCross_SaysHowManyAreNotDrawn()
    {
        var traces = new Simulation.Viewing.LinkedTraces("ann", "ben").Start();
        var relays = Enumerable.Range(1, 700).SelectMany(number => traces.Relay($"ann:{number}", number, "ann", 1, "ben")).ToList();
        foreach (var relay in relays) traces.Deliver(relay);
        var page = await OpenAsync(SampleRuns.Paged("all in flight at once", traces));
        await page.Page.Locator(".overview").ClickAsync(new() { Position = new() { X = 700, Y = 5 } });
        await page.SettleAsync();

        Assert.That(await page.CountAsync(".picture .message"), Is.EqualTo(600));
        var leftOut = int.Parse((await page.AttributesAsync(".left-out", "data-left-out"))[0], CultureInfo.InvariantCulture);
        Assert.That(leftOut, Is.InRange(1, 100));
    }
}
