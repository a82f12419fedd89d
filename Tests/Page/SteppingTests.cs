using System.Globalization;
using Course.Simulation.Viewing;

namespace Course.Tests.Page;

/// <summary>Going through a run by keys and mouse, and the states beside it.</summary>
[TestFixture]
public sealed class SteppingTests : ChromiumFixture
{
    private static readonly PagedRun Run = SampleRuns.OfWholePeers();

    private static int Last => Run.Peers.Sum(peer => peer.Events.Count) - 1;

    [TestCase("ArrowRight", 3, 3)]
    [TestCase("PageDown", 2, 40)]
    [TestCase("ArrowLeft", 1, 0)]
    [TestCase("PageUp", 1, 0)]
    [TestCase("End", 1, -1)]
    public async Task Key_FromTheFirstEvent_GoesThere(string key, int times, int expected)
    {
        var page = await OpenAsync(Run);
        await page.PressAsync(key, times);

        Assert.That(await page.CurrentAsync(), Is.EqualTo(expected < 0 ? Last : expected));
    }

    [TestCase("ArrowRight", 1, 0)]
    [TestCase("ArrowLeft", 3, -3)]
    [TestCase("PageUp", 1, -20)]
    [TestCase("Home", 1, int.MinValue)]
    public async Task Key_FromTheLastEvent_GoesThere(string key, int times, int back)
    {
        var page = await OpenAsync(Run);
        await page.PressAsync("End");
        await page.PressAsync(key, times);

        Assert.That(await page.CurrentAsync(), Is.EqualTo(Math.Max(0, Last + back)));
    }

    [Test]
    public async Task ShiftAndArrow_AtAPeer_GoToItsNextAndPreviousEvent()
    {
        var page = await OpenAsync(Run);
        await page.PressAsync("PageDown", 3);
        var before = await IndexAsync(page);
        var peer = await page.AttributesAsync(".picture .event.current", "data-peer");
        await page.PressAsync("Shift+ArrowRight", 8);
        Assert.That(await page.AttributesAsync(".picture .event.current", "data-peer"), Is.EqualTo(peer));
        Assert.That(await IndexAsync(page), Is.EqualTo(before + 8));
        await page.PressAsync("Shift+ArrowLeft", 8);
        Assert.That(await IndexAsync(page), Is.EqualTo(before));
    }

    [Test]
    public async Task CurrentEvent_AfterManySteps_StaysInSight()
    {
        var page = await OpenAsync(Run);
        await page.PressAsync("ArrowRight", 90);

        Assert.That(await page.AttributesAsync(".picture .event.current", "data-position"), Is.EqualTo(new[] { "90" }));
        var box = (await page.Page.Locator(".picture .event.current .glyph").BoundingBoxAsync())!;
        Assert.That(box.X, Is.InRange(200, 1700));
    }

    [Test]
    public async Task Click_OnAnEventAnArrowAndTheOverview_GoesThere()
    {
        var page = await OpenAsync(Run);
        await page.ClickAsync(".picture .event[data-position='17'] .reach");
        Assert.That(await page.CurrentAsync(), Is.EqualTo(17));
        await page.Page.Locator(".picture .message[data-state='received']").First.DispatchEventAsync("click");
        await page.SettleAsync();
        Assert.That(await page.TextAsync(".sentence"), Does.Contain(" received-"));
        await page.ClickAsync(".overview");
        Assert.That(await page.CurrentAsync(), Is.EqualTo(Last / 2).Within(3), "the middle of the strip");
    }

    [Test]
    public async Task Buttons_OfTheToolbar_Step()
    {
        var page = await OpenAsync(Run);
        await page.ClickAsync("#last");
        await page.ClickAsync("#previous");
        Assert.That(await page.CurrentAsync(), Is.EqualTo(Last - 1));
        await page.ClickAsync("#first");
        await page.ClickAsync("#next");
        Assert.That(await page.CurrentAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task Wheel_OverTheDiagram_ScrollsThroughTimeAndDrawsWhatComes()
    {
        var page = await OpenAsync(Run);
        await page.Page.Locator(".viewport").HoverAsync();
        await page.Page.Mouse.WheelAsync(0, 2600);
        await page.Page.WaitForFunctionAsync("() => document.querySelector(\".picture .event[data-position='130']\")");

        Assert.That(await page.CountAsync(".picture .event[data-position='0']"), Is.Zero, "what is out of sight has no element");
        Assert.That(await page.CurrentAsync(), Is.Zero);
    }

    [Test]
    public async Task Keys_TypedIntoAField_StayThere()
    {
        var page = await OpenAsync(Run);
        await page.PressAsync("/");
        await page.PressAsync("ArrowRight");
        await page.PressAsync("End");
        await page.PressAsync("t");
        Assert.That(await page.Page.Locator("#search").InputValueAsync(), Is.EqualTo("t"));
        Assert.That(await page.CurrentAsync(), Is.Zero);
        await page.PressAsync("Escape");
        await page.PressAsync("ArrowRight");
        Assert.That(await page.CurrentAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task States_OfADelivery_MarkWhatItChanged()
    {
        var page = await OpenAsync(SampleRuns.OfAllKinds());
        var delivery = "ben delivered ben:1, number 1, epoch 1";
        await page.Page.Locator($".picture .event[aria-label='{delivery}']").DispatchEventAsync("click");
        await page.SettleAsync();

        Assert.That(await page.TextAsync(".sentence"), Is.EqualTo(delivery));
        Assert.That(await page.StateAsync("ben", "delivered"), Is.EqualTo("1"));
        Assert.That(await page.StateAsync("ben", "deliveries"), Is.EqualTo("ben:1"));
        Assert.That(await page.AttributesAsync(".states td.changed", "data-field"), Is.EqualTo(new[] { "delivered", "deliveries" }));
        Assert.That(await page.AttributesAsync(".states tr.here", "data-peer"), Is.EqualTo(new[] { "ben" }));
        await page.PressAsync("End");
        Assert.That(await page.StateAsync("ann", "phase"), Is.EqualTo("crashed"));
        Assert.That(await page.StateAsync("eve", "live"), Is.EqualTo("ben cleo dan eve"));
        Assert.That(await page.StateAsync("eve", "relayer"), Is.EqualTo("ben"));
    }

    /// <summary>The line of the current event in its peer's trace, from 0.</summary>
    private static async Task<int> IndexAsync(OpenedPage page) =>
        int.Parse((await page.AttributesAsync(".picture .event.current", "data-index"))[0], CultureInfo.InvariantCulture);
}
