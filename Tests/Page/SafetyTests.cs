using Course.Rpc.Tracing;
using Course.Simulation.Checking;
using Course.Simulation.Viewing;
using Course.Tests.Simulation.Viewing;

namespace Course.Tests.Page;

/// <summary>The page asks nothing of anybody, and what a trace says is text.</summary>
[TestFixture]
public sealed class SafetyTests : ChromiumFixture
{
    private const string Hostile = "</script><img src=\"https://example.org/x\" onerror=alert(1)><b>bold</b> {{script}}";

    [Test]
    public async Task Page_UsedAllOver_AsksForNothingAndSaysNothingInTheConsole()
    {
        var page = await OpenAsync(SampleRuns.OfAllKinds(), SampleRuns.OfWholePeers(), "everything");
        foreach (var key in new[] { "ArrowRight", "PageDown", "End", "v", "d", "+", "-", "t", "n" }) await page.PressAsync(key);
        await page.FillAsync("#search", "delivered");
        await page.FillAsync("#filter", "ben:1");
        await page.ClickAsync("#all");
        await page.ClickAsync(".legend summary");

        Assert.That(page.Requests, Has.Count.EqualTo(1).And.All.StartsWith("file:"), "the page itself");
        Assert.That(page.Errors, Is.Empty);
    }

    [Test]
    public async Task HostileTexts_InEveryPlace_AreShownAsText()
    {
        var id = new TraceId(Hostile, 1);
        var hostileEvent = new TraceEvent { From = Hostile, To = Hostile, Id = id, Header = Hostile, Detail = Hostile };
        var traces = new LinkedTraces("ann", Hostile).Add("ann", TraceEventKind.ProcessLeft, hostileEvent)
            .Add(Hostile, TraceEventKind.DeliveryFailed, hostileEvent).Add("ann", TraceEventKind.SessionEnded, hostileEvent);
        var run = new PagedRun(Hostile, traces.Records, new RunFacts { Notes = [Hostile] }) { Story = [Hostile] };
        var page = await OpenAsync(run, run, Hostile);
        await page.FillAsync("#search", "onerror");
        await page.FillAsync("#filter", Hostile + ":1");

        Assert.That(await page.Page.TitleAsync(), Is.EqualTo(Hostile));
        Assert.That(await page.TextAsync("h2"), Is.EqualTo(Hostile));
        Assert.That(await page.TextAsync("#difference"), Does.EndWith(Hostile));
        Assert.That(await page.TextAsync(".story li"), Is.EqualTo(Hostile));
        Assert.That(await page.TextAsync(".fields [data-field='detail']"), Is.EqualTo(Hostile));
        Assert.That(await page.AttributesAsync(".picture .event[data-event='process-left']", "aria-label"), Has.All.Contain(Hostile));
        Assert.That(await page.CountAsync("img, b"), Is.Zero);
        Assert.That(page.Requests, Has.Count.EqualTo(1));
        Assert.That(page.Errors, Is.Empty);
    }

    [Test]
    public async Task Policy_OfThePage_StopsAScriptThatGotIn()
    {
        var page = await OpenAsync(SampleRuns.OfAllKinds());
        await page.Page.EvaluateAsync("() => document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"document.title = 1\">')");
        await page.SettleAsync();

        Assert.That(await page.Page.TitleAsync(), Is.EqualTo("one of each"));
        Assert.That(page.Errors, Has.Some.Contain("Content Security Policy"));
    }

    [Test]
    public async Task Page_OfARunWithoutEvents_Opens()
    {
        var page = await OpenAsync(new PagedRun("empty", [new PeerRecord("ann", [])], new RunFacts()));

        Assert.That(await page.CountAsync(".run"), Is.EqualTo(1));
        await page.PressAsync("ArrowRight");
        await page.FillAsync("#search", "x");
        Assert.That(page.Errors, Is.Empty);
    }
}
