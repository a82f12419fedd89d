using System.Text.Json;

namespace Course.Tests.Page;

/// <summary>Notes of a reader.</summary>
[TestFixture]
public sealed class NoteTests : ChromiumFixture
{
    [Test]
    public async Task Note_OnAnEvent_IsMarkedStaysAndIsSaved()
    {
        var page = await OpenAsync(SampleRuns.OfAllKinds());
        Assert.That(await page.Page.Locator("#save-notes").IsVisibleAsync(), Is.False);
        await page.PressAsync("ArrowRight", 6);
        await page.FillAsync(".note textarea", "the first <b>send</b>");
        await page.PressAsync("Tab");
        Assert.That(await page.AttributesAsync(".picture .event:has(.note-mark)", "data-position"), Is.EqualTo(new[] { "6" }));

        await page.GoToAsync(new Uri(page.Page.Url));
        Assert.That(
            await page.AttributesAsync(".picture .event:has(.note-mark)", "data-position"), Is.EqualTo(new[] { "6" }), "after a reload");
        var download = await page.Page.RunAndWaitForDownloadAsync(() => page.Page.Locator("#save-notes").ClickAsync());
        var note = JsonDocument.Parse(await File.ReadAllTextAsync(await download.PathAsync())).RootElement.GetProperty("notes")[0];
        Assert.That(note.GetProperty("run").GetString(), Is.EqualTo("one of each"));
        Assert.That(note.GetProperty("peer").GetString(), Is.EqualTo("ben"));
        Assert.That(note.GetProperty("event").GetString(), Is.EqualTo("sent-broadcast"));
        Assert.That(note.GetProperty("note").GetString(), Is.EqualTo("the first <b>send</b>"));
        Assert.That(page.Errors, Is.Empty);
    }

    [Test]
    public async Task Note_Emptied_IsGone()
    {
        var page = await OpenAsync(SampleRuns.OfAllKinds());
        await page.FillAsync(".note textarea", "wrong");
        await page.PressAsync("Tab");
        Assert.That(await page.CountAsync(".note-mark"), Is.EqualTo(1), "vacuous");
        await page.FillAsync(".note textarea", " ");
        await page.PressAsync("Tab");

        Assert.That(await page.CountAsync(".note-mark"), Is.Zero);
    }
}
