using Microsoft.Playwright;

namespace Course.Tests.Page;

/// <summary>Dark and light.</summary>
[TestFixture]
public sealed class ThemeTests : ChromiumFixture
{
    [TestCase(ColorScheme.Light)]
    [TestCase(ColorScheme.Dark)]
    public async Task Theme_OfTheSystem_IsTakenAndCanBeToggled(ColorScheme scheme)
    {
        var page = await OpenAsync(SampleRuns.OfAllKinds(), scheme: scheme);
        Assert.That(await IsDarkAsync(page), Is.EqualTo(scheme == ColorScheme.Dark));
        await page.ClickAsync("#theme");
        Assert.That(await IsDarkAsync(page), Is.EqualTo(scheme == ColorScheme.Light));
        await page.PressAsync("t");
        Assert.That(await IsDarkAsync(page), Is.EqualTo(scheme == ColorScheme.Dark));
    }

    [TestCase(ColorScheme.Light)]
    [TestCase(ColorScheme.Dark)]
    public async Task Colours_OfBroadcasts_StandOutFromTheGround(ColorScheme scheme)
    {
        var page = await OpenAsync(SampleRuns.OfWholePeers(), scheme: scheme);
        var contrasts = await page.Page.EvaluateAsync<double[]>(Contrasts);

        Assert.That(contrasts, Has.Length.EqualTo(24).And.All.GreaterThan(3.0), "the contrast that graphics need (WCAG 1.4.11)");
    }

    private static async Task<bool> IsDarkAsync(OpenedPage page) =>
        await page.StyleAsync("body", "background-color") == "rgb(20, 23, 27)";

    /// <summary>Contrast of 24 hues around the wheel with the ground of a diagram, painted by the browser itself.</summary>
    private const string Contrasts = """
        () => {
            const paint = document.createElement("canvas").getContext("2d");
            const luminance = (colour) => {
                paint.fillStyle = colour;
                paint.fillRect(0, 0, 1, 1);
                const parts = [...paint.getImageData(0, 0, 1, 1).data].slice(0, 3).map((part) => part / 255);
                const [red, green, blue] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
                return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
            };
            const arrow = document.querySelector(".picture .message.coloured");
            const ground = luminance(getComputedStyle(document.querySelector(".run")).backgroundColor);
            return Array.from({ length: 24 }, (_, index) => {
                arrow.style.setProperty("--hue", index * 15);
                const colour = luminance(getComputedStyle(arrow.querySelector(".line")).stroke);
                return (Math.max(ground, colour) + 0.05) / (Math.min(ground, colour) + 0.05);
            });
        }
        """;
}
