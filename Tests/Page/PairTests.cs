using Course.Simulation.Viewing;
using Course.Tests.Simulation.Viewing;
using Microsoft.Playwright;

namespace Course.Tests.Page;

/// <summary>Two runs on one page.</summary>
[TestFixture]
public sealed class PairTests : ChromiumFixture
{
    private const string Difference = "ben's relay of ben:1 is delivered before ann crashes";

    private static PagedRun Failing => SampleRuns.Paged("failing", Run("ann", "cleo"));

    private static PagedRun Passing => SampleRuns.Paged("passing", Run("ann", "cleo", "ben"));

    [Test]
    public async Task Pair_OfRuns_StandsSideBySideWithTheDifferenceNamed()
    {
        var page = await OpenAsync(Failing, Passing, Difference);

        Assert.That(await page.TextAsync("#difference"), Is.EqualTo("What differs: " + Difference));
        Assert.That(await page.TextsAsync(".run h2"), Is.EqualTo(new[] { "failing", "passing" }));
        Assert.That(await page.AttributesAsync(".run", "data-outcome"), Is.EqualTo(new[] { "violated", "holds" }));
        var (one, other) = (await BoxAsync(page, 0), await BoxAsync(page, 1));
        Assert.That(other.Y, Is.EqualTo(one.Y));
        Assert.That(other.X, Is.GreaterThan(one.X + one.Width));
        await page.ClickAsync("#arrangement");
        (one, other) = (await BoxAsync(page, 0), await BoxAsync(page, 1));
        Assert.That(other.X, Is.EqualTo(one.X));
        Assert.That(other.Y, Is.GreaterThan(one.Y + one.Height));
    }

    [Test]
    public async Task Pair_Stepped_GoesOnTogetherOrAlone()
    {
        var page = await OpenAsync(Failing, Passing, Difference);
        await page.PressAsync("ArrowRight", 4);
        Assert.That((await page.CurrentAsync(0), await page.CurrentAsync(1)), Is.EqualTo((4, 4)));
        await page.ClickAsync("#together");
        await page.ClickAsync("[data-run='1'] h2");
        await page.PressAsync("ArrowRight", 2);
        Assert.That((await page.CurrentAsync(0), await page.CurrentAsync(1)), Is.EqualTo((4, 6)));
    }

    [Test]
    public async Task Pair_FirstDifference_IsTheFirstEventThatTheOtherHasNot()
    {
        var page = await OpenAsync(Failing, Passing, Difference);
        await page.PressAsync("d");

        Assert.That(await page.TextAsync("[data-run='0'] .sentence"), Is.EqualTo("ann received-relay ben:1, number 1, epoch 1, from ann"));
        Assert.That(await page.TextAsync("[data-run='1'] .sentence"), Is.EqualTo("ann sent-relay ben:1, number 1, epoch 1, to ben"));
        Assert.That(await page.AttributesAsync("[data-run='1'] .event.differs", "data-event"), Has.Member("delivered"));
    }

    [Test]
    public async Task Pair_Filtered_FiltersAndSearchesBoth()
    {
        var page = await OpenAsync(Failing, Passing, Difference);
        await page.FillAsync("#filter", "ben:1");
        await page.FillAsync("#search", "delivered");

        Assert.That(await page.AttributesAsync(".picture .event[data-position]", "data-id"), Is.All.EqualTo("ben:1"));
        Assert.That(await page.TextAsync("#found"), Is.EqualTo("2 and 3 found"));
    }

    private static async Task<LocatorBoundingBoxResult> BoxAsync(OpenedPage page, int run) =>
        (await page.Page.Locator($"[data-run='{run}']").BoundingBoxAsync())!;

    private static LinkedTraces Run(params string[] reached) =>
        new LinkedTraces("ann", "ben", "cleo").Start().Order("ben:1", 1, "ann", 1, reached).End();
}
