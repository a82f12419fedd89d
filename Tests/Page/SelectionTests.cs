namespace Course.Tests.Page;

/// <summary>The filters by broadcast and by kind, and the search.</summary>
[TestFixture]
public sealed class SelectionTests : ChromiumFixture
{
    [Test]
    public async Task Filter_ByAnId_LeavesItsEventsAndStepsThroughThem()
    {
        var page = await OpenAsync(SampleRuns.OfWholePeers());
        await page.FillAsync("#filter", "p3:2");

        Assert.That((await page.AttributesAsync(".picture .event[data-position]", "data-id")).Distinct(), Is.EqualTo(new[] { "p3:2" }));
        Assert.That((await page.AttributesAsync(".picture .message", "data-id")).Distinct(), Is.EqualTo(new[] { "p3:2" }));
        var positions = (await page.AttributesAsync(".picture .event[data-position]", "data-position")).Select(int.Parse).ToList();
        Assert.That(positions, Has.Count.EqualTo(14), "1 sent, 1 received, 4 relays with receives and deliveries");
        Assert.That(await page.CurrentAsync(), Is.EqualTo(positions[0]));
        await page.Page.Keyboard.PressAsync("Escape");
        await page.PressAsync("ArrowRight", 2);
        Assert.That(await page.CurrentAsync(), Is.EqualTo(positions[2]));
        await page.ClickAsync("#all");
        Assert.That(await page.CurrentAsync(), Is.EqualTo(positions[2]), "the current event stays");
        Assert.That((await page.AttributesAsync(".picture .event[data-position]", "data-id")).Distinct().Count(), Is.GreaterThan(3));
    }

    [Test]
    public async Task Filter_ByAHost_LeavesItsBroadcasts()
    {
        var page = await OpenAsync(SampleRuns.OfWholePeers());
        await page.FillAsync("#filter", "p2:");

        Assert.That(await page.AttributesAsync(".picture .event[data-position]", "data-id"), Is.Not.Empty.And.All.StartsWith("p2:"));
    }

    [Test]
    public async Task Filter_ThatNothingPasses_SaysSo()
    {
        var page = await OpenAsync(SampleRuns.OfAllKinds());
        await page.FillAsync("#filter", "zoe:9");

        Assert.That(await page.TextAsync(".place"), Is.EqualTo("no event passes the filter"));
        Assert.That(await page.CountAsync(".picture .event[data-position]"), Is.Zero);
        Assert.That(page.Errors, Is.Empty);
    }

    [Test]
    public async Task Filter_ByKind_HidesThatKindAndItsGroup()
    {
        var page = await OpenAsync(SampleRuns.OfAllKinds());
        await page.PressAsync("-", 2);
        await page.ClickAsync(".kinds summary");
        await page.ClickAsync("[data-kind='delivered']");
        Assert.That(await page.CountAsync(".picture .event[data-event='delivered'][data-position]"), Is.Zero);
        Assert.That(await page.CountAsync(".picture .event[data-event='sent-relay'][data-position]"), Is.GreaterThan(0));

        await page.ClickAsync("[data-group='relay'] legend input");
        Assert.That(await page.CountAsync(".picture .event[data-event$='-relay'][data-position]"), Is.Zero);
        Assert.That(await page.CountAsync("[data-kind='delivery-failed']"), Is.Zero, "no box for what does not occur");
        Assert.That(await page.TextAsync(".place"), Does.Contain("hidden"));
    }

    [Test]
    public async Task Filter_ByTheCurrentEvent_IsAButtonAtItsId()
    {
        var page = await OpenAsync(SampleRuns.OfAllKinds());
        await page.ClickAsync(".picture .event[data-event='sent-broadcast'][data-id='ben:1'] .reach");
        await page.ClickAsync(".fields button");

        Assert.That(await page.Page.Locator("#filter").InputValueAsync(), Is.EqualTo("ben:1"));
        Assert.That((await page.AttributesAsync(".picture .event[data-position]", "data-id")).Distinct(), Is.EqualTo(new[] { "ben:1" }));
    }

    [TestCase("entered-synchronization", 4)]
    [TestCase("DUPLICATE", 1)]
    [TestCase("eve delivered", 3)]
    [TestCase("cleo:1 sent-broadcast", 1)]
    [TestCase("zoe", 0)]
    public async Task Search_ForWords_FindsEventsThatHoldThemAll(string text, int expected)
    {
        var page = await OpenAsync(SampleRuns.OfAllKinds());
        await page.PressAsync("-", 2);
        await page.FillAsync("#search", text);

        Assert.That(await page.TextAsync("#found"), Is.EqualTo($"{expected} found"));
        Assert.That(await page.CountAsync(".picture .event:has(.found-mark)"), Is.EqualTo(expected));
    }

    [Test]
    public async Task Search_EnterAndN_GoAroundWhatWasFound()
    {
        var page = await OpenAsync(SampleRuns.OfAllKinds());
        await page.FillAsync("#search", "eve delivered");
        var found = new List<int>();
        for (var i = 0; i < 2; i++)
        {
            await page.PressAsync("Enter");
            found.Add(await page.CurrentAsync());
        }

        await page.PressAsync("Escape");
        await page.PressAsync("n");
        found.Add(await page.CurrentAsync());
        Assert.That(found, Is.Ordered.And.Unique);
        await page.PressAsync("n");
        Assert.That(await page.CurrentAsync(), Is.EqualTo(found[0]), "around the end");
        await page.PressAsync("Shift+N");
        Assert.That(await page.CurrentAsync(), Is.EqualTo(found[2]));
    }
}
