namespace Course.Tests.Processes;

/// <summary><c>course view</c>: the page of a folder of traces, and who opens it.</summary>
public class ViewCommandTests
{
    private readonly TemporaryFolder _run = new();

    private string Page => Path.Combine(_run.File("out"), "page.html");

    [OneTimeSetUp]
    public async Task RunOnce()
    {
        await using var demo = await Stories.Run(0, "demo", "--peers", "2", "--messages", "6", "--kill", "none", "--out", _run.File("out"));
        Assert.That(demo.Output.Lines, Has.Some.EqualTo($"Page: {Page}"), "the demo writes its page");
        Assert.That(File.Exists(Page));
    }

    [OneTimeTearDown]
    public void DropTraces() => _run.Dispose();

    [TestCase("")]
    [TestCase("ben.jsonl")]
    [TestCase("summary.json")]
    public async Task View_FolderOrFileOfARealRun_WritesThePage(string file)
    {
        var page = Page;
        File.Delete(page);
        await using var view = await Stories.Run(0, "view", Path.Combine(_run.File("out"), file), "--no-open");

        Assert.That(view.Output.Lines, Is.EqualTo(new[] { "Verdict: holds: every required guarantee holds", $"Page: {page}" }));
        Assert.That(await File.ReadAllTextAsync(page), Does.StartWith("<!").And.Contains("ben:3"));
    }

    [Test]
    public async Task View_SimulatedRun_WritesThePageAndShiViz()
    {
        using var folder = new TemporaryFolder();
        await using var simulate = await Stories.Run(0, "simulate", "--peers", "3", "--messages", "9", "--out", folder.File("out"));
        await using var view = await Stories.Run(0, "view", folder.File("out"), "--no-open", "--shiviz", folder.File("run.shiviz"));

        Assert.That(File.ReadLines(folder.File("run.shiviz")).First(), Is.EqualTo(@"(?<event>.*)\n(?<host>\S*) (?<clock>{.*})"));
        Assert.That(view.Output.Lines, Has.Some.EqualTo($"ShiViz: {folder.File("run.shiviz")}"));
    }

    [Test]
    [Platform("Linux", Reason = "xdg-open is what Linux desktops have; here a script stands for it")]
    public async Task View_WithABrowser_HandsItThePage()
    {
        using var folder = new TemporaryFolder();
        Script(folder, "echo \"$1\" > \"$0.opened\"");
        await using var view = ChildProcess.CourseWith(folder.Path, "view", _run.File("out"));

        Assert.That(await view.WaitForExit(), Is.Zero, view.ToString());
        Assert.That(await File.ReadAllLinesAsync(folder.File("xdg-open.opened")), Is.EqualTo(new[] { Page }));
        Assert.That(view.Output.Lines, Has.None.StartsWith("note: "));
    }

    [Test]
    [Platform("Linux", Reason = "xdg-open is what Linux desktops have; here a script stands for it")]
    public async Task View_WithoutABrowser_SaysWhereThePageIs()
    {
        using var folder = new TemporaryFolder();
        Script(folder, "exit 3");
        await using var view = ChildProcess.CourseWith(folder.Path, "view", Page);

        Assert.That(await view.WaitForExit(), Is.Zero, view.ToString());
        Assert.That(view.Output.Lines, Is.EqualTo(new[]
        {
            $"Page: {Page}", "note: xdg-open ended with exit code 3: open the file yourself",
        }));
    }

    [TestCase("/no/such/folder", "there is no such folder")]
    [TestCase("", "no traces (*.jsonl) in this folder")]
    public async Task View_NoTraces_IsOneLineAndExitCodeTwo(string path, string part)
    {
        using var empty = new TemporaryFolder();
        await using var view = await Stories.Run(2, "view", path.Length > 0 ? path : empty.Path, "--no-open");

        Assert.That(view.Errors.Lines, Has.Count.EqualTo(1).And.All.Contains(part));
    }

    [Test]
    public async Task View_ShiVizFileThatCannotBeWritten_IsOneLineAndExitCodeOne()
    {
        await using var view = await Stories.Run(1, "view", _run.File("out"), "--no-open", "--shiviz", "/no/such/folder/run.shiviz");

        Assert.That(view.Errors.Lines, Has.Count.EqualTo(1).And.All.Contains("--shiviz /no/such/folder/run.shiviz cannot be written"));
    }

    private static void Script(TemporaryFolder folder, string line)
    {
        File.WriteAllText(folder.File("xdg-open"), $"#!/bin/sh\n{line}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.File("xdg-open"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
