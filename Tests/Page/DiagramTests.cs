using System.Globalization;
using System.Text.RegularExpressions;

namespace Course.Tests.Page;

/// <summary>What the space-time diagram shows of a run.</summary>
[TestFixture]
public sealed class DiagramTests : ChromiumFixture
{
    private async Task<OpenedPage> OpenWholeAsync()
    {
        var page = await OpenAsync(SampleRuns.OfAllKinds());
        await page.PressAsync("-", 2);
        return page;
    }

    [Test]
    public async Task Lanes_OfARun_AreThePeersInTheirOrder()
    {
        var page = await OpenWholeAsync();

        Assert.That(await page.AttributesAsync(".lane", "data-peer"), Is.EqualTo(new[] { "ann", "ben", "cleo", "dan", "eve" }));
        Assert.That(await page.TextsAsync(".lane-label > text:first-of-type"), Is.EqualTo(new[] { "ann", "ben", "cleo", "dan", "eve" }));
    }

    [Test]
    public async Task Events_OfARun_AreAllThereWithTheirNames()
    {
        var page = await OpenWholeAsync();

        var run = SampleRuns.OfAllKinds();
        Assert.That(await page.CountAsync(".picture .event[data-position]"), Is.EqualTo(run.Peers.Sum(peer => peer.Events.Count)));
        Assert.That(
            await page.AttributesAsync(".picture .event[data-peer='eve'][data-event='delivered']", "aria-label"),
            Is.EqualTo(new[]
            {
                "eve delivered ben:1, number 1, epoch 1", "eve delivered cleo:1, number 2, epoch 2",
                "eve delivered cleo:1, number 2, epoch 2",
            }));
    }

    [Test]
    public async Task Arrow_OfAReceivedMessage_GoesFromItsSendToItsReceive()
    {
        var page = await OpenWholeAsync();

        var arrow = ".picture .message[data-from='ben'][data-to='ann'][data-link='1'][data-state='received']";
        Assert.That(await page.CountAsync(arrow), Is.EqualTo(1));
        var path = Numbers((await page.AttributesAsync($"{arrow} .line", "d"))[0]);
        var send = Numbers((await page.AttributesAsync(".picture .event[data-event='sent-broadcast'][data-id='ben:1']", "transform"))[0]);
        var receive = Numbers(
            (await page.AttributesAsync(".picture .event[data-event='received-broadcast'][data-id='ben:1']", "transform"))[0]);
        Assert.That(path.Take(4), Is.EqualTo(send.Concat(receive)).Within(0.1));
    }

    [Test]
    public async Task Colours_OfMessages_AreOneForEachBroadcastInBothThemes()
    {
        var page = await OpenWholeAsync();
        Task<string> ColourAsync(string message) =>
            page.StyleAsync($".picture .message{message}[data-state='received'] .line", "stroke");
        var light = await ColourAsync("[data-id='ben:1'][data-to='cleo']");

        Assert.That(await ColourAsync("[data-id='ben:1'][data-to='dan']"), Is.EqualTo(light));
        Assert.That(await ColourAsync("[data-id='cleo:1'][data-to='ben']"), Is.Not.EqualTo(light));
        await page.PressAsync("t");
        Assert.That(await ColourAsync("[data-id='ben:1'][data-to='dan']"), Is.Not.EqualTo(light), "brighter on a dark ground");
    }

    [TestCase("lost", "eve", "was killed")]
    [TestCase("in-flight", "ben", "in flight at the end of the run")]
    public async Task Message_NeverReceived_IsAStubThatSaysWhy(string state, string to, string words)
    {
        var page = await OpenWholeAsync();

        Assert.That(await page.AttributesAsync($".picture .message.{state}", "data-to"), Is.EqualTo(new[] { to }));
        Assert.That(await page.TextAsync($".picture .message.{state} title"), Does.Contain(words));
        var path = Numbers((await page.AttributesAsync($".picture .message.{state} .line", "d"))[0]);
        Assert.That(Math.Abs(path[2] - path[0]), Is.LessThan(40), "a stub, not an arrow to somewhere");
    }

    [Test]
    public async Task Message_Discarded_IsMarkedAtItsArrowAndItsEvent()
    {
        var page = await OpenWholeAsync();

        Assert.That(await page.AttributesAsync(".picture .message.discarded", "data-link"), Is.EqualTo(new[] { "3" }));
        Assert.That(await page.AttributesAsync(".picture .event[data-event='discarded']", "data-peer"), Is.EqualTo(new[] { "eve" }));
        Assert.That(await page.StyleAsync(".picture .message.discarded .line", "stroke-dasharray"), Is.Not.EqualTo("none"));
    }

    [Test]
    public async Task LaneEnds_OfACrashAGoodbyeAndAnExclusion_AreMarkedApart()
    {
        var page = await OpenWholeAsync();

        Assert.That(await page.AttributesAsync(".picture .end", "data-peer"), Is.EqualTo(new[] { "ann", "cleo", "dan" }));
        Assert.That(await page.AttributesAsync(".picture .end", "data-end"), Is.EqualTo(new[] { "crash", "exclusion", "goodbye" }));
        Assert.That(await page.AttributesAsync(".picture .end path", "d"), Is.Unique);
        var crash = Numbers((await page.AttributesAsync(".picture .end.crash", "transform"))[0])[0];
        var lane = await page.AttributesAsync(".lane[data-peer='ann'] .alive", "x2");
        Assert.That(Numbers(lane[0])[0], Is.EqualTo(crash).Within(0.1), "the lane is over where the peer crashed");
    }

    [Test]
    public async Task Bars_OfTheSynchronizationPhase_ReachFromEnteringToFinish()
    {
        var page = await OpenWholeAsync();

        Assert.That(
            await page.AttributesAsync(".picture .synchronization", "data-peer"), Is.EquivalentTo(new[] { "ben", "cleo", "dan", "eve" }));
        var bar = (await page.Page.Locator(".picture .synchronization[data-peer='dan'] rect").BoundingBoxAsync())!;
        Assert.That(bar.X, Is.EqualTo(await XOfAsync(page, "entered-synchronization")).Within(2));
        Assert.That(bar.X + bar.Width, Is.EqualTo(await XOfAsync(page, "received-finish-synchronization")).Within(2));
    }

    [Test]
    public async Task Bands_OfEpochs_AreOneForEachEpochOfAPeer()
    {
        var page = await OpenWholeAsync();

        Assert.That(await page.AttributesAsync(".picture .epoch[data-peer='ann']", "data-epoch"), Is.EqualTo(new[] { "1" }));
        Assert.That(await page.AttributesAsync(".picture .epoch[data-peer='eve']", "data-epoch"), Is.EqualTo(new[] { "1", "2" }));
        Assert.That(await page.TextsAsync(".picture .epoch[data-peer='eve'] text"), Is.EqualTo(new[] { "epoch 1", "epoch 2" }));
    }

    [Test]
    public async Task Violation_OfARun_IsMarkedAndToldOnTop()
    {
        var page = await OpenWholeAsync();

        Assert.That(await page.AttributesAsync(".picture .event:has(.violation-mark)", "data-peer"), Is.EqualTo(new[] { "eve" }));
        Assert.That(await page.TextAsync(".outcome"), Is.EqualTo("violated"));
        Assert.That(await page.TextAsync(".reason"), Does.StartWith("integrity: "));
        Assert.That((await page.TextsAsync(".story li"))[0], Is.EqualTo("ann crashed after one of two sends"));
        Assert.That(await page.TextsAsync(".story li"), Has.None.StartsWith("quiet:"), "what is only inconclusive stays behind the fold");
        Assert.That(await page.TextAsync("[data-guarantee='quiet']"), Does.StartWith("quiet: inconclusive"));
        await page.PressAsync("v");
        Assert.That(await page.AttributesAsync(".picture .event.current", "class"), Has.One.Contain("violation"));
    }

    /// <summary>The middle of dan's event of a kind on the screen.</summary>
    private static async Task<float> XOfAsync(OpenedPage page, string kind)
    {
        var box = (await page.Page.Locator($".picture .event[data-peer='dan'][data-event='{kind}'] .reach").BoundingBoxAsync())!;
        return box.X + (box.Width / 2);
    }

    private static double[] Numbers(string text) =>
        [.. Regex.Matches(text, @"-?\d+(\.\d+)?").Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture))];
}
