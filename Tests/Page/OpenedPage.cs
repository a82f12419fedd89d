using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace Course.Tests.Page;

/// <summary>A page in the browser: what a reader does, what is to be seen, and what it asked of the network.</summary>
internal sealed class OpenedPage
{
    private const string TwoFrames = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))";

    public OpenedPage(IPage page)
    {
        Page = page;
        page.Request += (_, request) => Requests.Add(request.Url);
        page.Console += (_, message) => Errors.Add(message.Text);
        page.PageError += (_, error) => Errors.Add(error);
        page.Dialog += (_, dialog) => Errors.Add(dialog.Message);
    }

    public IPage Page { get; }

    /// <summary>Addresses that the page asked for, its own first.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>What stands in the console, errors and dialogs included.</summary>
    public List<string> Errors { get; } = [];

    public async Task GoToAsync(Uri file)
    {
        await Page.GotoAsync(file.AbsoluteUri);
        await Page.WaitForFunctionAsync("() => document.documentElement.dataset.openMilliseconds");
        await SettleAsync();
    }

    /// <summary>Waits until what was asked for is drawn: the page draws once a frame.</summary>
    public Task SettleAsync() => Page.EvaluateAsync(TwoFrames);

    public async Task PressAsync(string key, int times = 1)
    {
        for (var i = 0; i < times; i++) await Page.Keyboard.PressAsync(key);
        await SettleAsync();
    }

    public async Task ClickAsync(string selector)
    {
        await Page.Locator(selector).First.ClickAsync();
        await SettleAsync();
    }

    public async Task FillAsync(string selector, string text)
    {
        await Page.Locator(selector).FillAsync(text);
        await SettleAsync();
    }

    public Task<int> CountAsync(string selector) => Page.Locator(selector).CountAsync();

    public async Task<string> TextAsync(string selector) => (await Page.Locator(selector).First.TextContentAsync())!;

    public async Task<IReadOnlyList<string>> TextsAsync(string selector) => await Page.Locator(selector).AllTextContentsAsync();

    /// <summary>An attribute of all elements that match; empty text where it is missing.</summary>
    public Task<string[]> AttributesAsync(string selector, string attribute) => Page.Locator(selector)
        .EvaluateAllAsync<string[]>("(all, name) => all.map(one => one.getAttribute(name) ?? '')", attribute);

    /// <summary>The computed value of a property of the first element that matches.</summary>
    public Task<string> StyleAsync(string selector, string property) => Page.Locator(selector).First
        .EvaluateAsync<string>("(one, name) => getComputedStyle(one).getPropertyValue(name)", property);

    /// <summary>The position of the current event, from 0, in a run.</summary>
    public async Task<int> CurrentAsync(int run = 0)
    {
        var place = await TextAsync($"[data-run='{run}'] .place");
        return int.Parse(place.Split(' ')[1], CultureInfo.InvariantCulture) - 1;
    }

    /// <summary>One cell of the table of states.</summary>
    public Task<string> StateAsync(string peer, string field) => TextAsync($".states [data-peer='{peer}'] [data-field='{field}']");

    /// <summary>The states that the page's script derives after each position, as JSON.</summary>
    public async Task<JsonElement> StatesAsync(int positions)
    {
        var text = await Page.EvaluateAsync<string>(
            "count => JSON.stringify([...Array(count).keys()].map(position => coursePage.states(0, position)))", positions);
        return JsonDocument.Parse(text).RootElement;
    }
}
