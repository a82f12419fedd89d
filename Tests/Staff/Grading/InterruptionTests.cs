using System.Diagnostics;
using System.Text.RegularExpressions;
using Course.Staffing.Grading.Running;
using Course.Staffing.Grading.Sandboxing;
using Course.Staffing.Handouts;

namespace Course.Tests.Staff.Grading;

/// <summary>A grader in a process of its own that is killed in the middle of a class, and started again.</summary>
[TestFixture, FixtureLifeCycle(LifeCycle.SingleInstance)]
internal sealed partial class InterruptionTests
{
    private const string WaitForEver = "new System.Threading.ManualResetEventSlim().Wait();";
    private MiniCourse _course = null!;

    private string Temporary => Path.Combine(_course.Root, "temporary");

    [OneTimeSetUp]
    public async Task MakeClass()
    {
        _course = await MiniCourse.MakeAsync();
        Directory.CreateDirectory(Temporary);
        foreach (var (path, text) in _course.Reference.Sources) Write(Path.Combine(_course.Root, "reference", path), text);
        var marked = _course.Reference.Marked.ToDictionary(file => file.Key, file => file.Value.Text);
        Submit("ann", marked);
        Submit("bob", marked.ToDictionary(file => file.Key, file => StubWriter.Write(_course.Reference.Marked[file.Key], _ => false)!));
        Submit("cid", Changed(marked, _course.With(MiniCourse.Elector, "Relayer = _order[0].Number;\nEpoch = new Epoch(1);")));
        Submit("dan", Changed(marked, _course.With(MiniCourse.Elector, "return")));
        Submit("eve", Changed(marked, _course.With(MiniCourse.Slave, "Environment.Exit(0);")));
    }

    [OneTimeTearDown]
    public void RemoveClass() => _course.Dispose();

    [Test]
    public async Task Grade_KilledInTheMiddleAndStartedAgain_GivesWhatOneRunGives()
    {
        Assert.That(await GradeAsync("one", kill: null), Is.Zero);
        Directory.CreateDirectory(Path.Combine(_course.Root, "two"));
        File.Copy(Path.Combine(_course.Root, "one", "secret"), Path.Combine(_course.Root, "two", "secret"));

        await GradeAsync("two", kill: line => line.StartsWith("cid: ", StringComparison.Ordinal));
        var left = Directory.GetDirectories(Temporary);
        Assert.That(Path.Combine(_course.Root, "two", "cid", "report.json"), Does.Exist);
        Assert.That(Path.Combine(_course.Root, "two", "eve", "report.json"), Does.Not.Exist);
        Assert.That(left, Has.Length.EqualTo(1), "what the killed grader leaves");

        Assert.That(await GradeAsync("two", kill: null), Is.Zero);
        Assert.That(ResultsIn("two"), Is.EqualTo(ResultsIn("one")));
        Assert.That(Directory.GetDirectories(Temporary), Is.Empty);
    }

    [Test]
    public async Task Child_WhoseParentIsGone_EndsAlthoughItsTestWaitsForEver()
    {
        var overlay = _course.Compiler.Compile(_course.With(MiniCourse.Elector, WaitForEver));
        using var folder = RunFolder.Make(_course.Work, _course.Kit.FilesFor("Course.Tests.Lab9"), overlay.Images);
        var arguments = RunnerArguments.For(folder, _course.Kit.Tests);
        using var child = Process.Start(new NoSandbox().Start(folder, new ChildLimits(), arguments))!;
        await child.StandardInput.WriteLineAsync("nonce");
        await child.StandardInput.FlushAsync();
        while (await child.StandardOutput.ReadLineAsync() is { } line && !line.Contains("\"started\"", StringComparison.Ordinal))
        {
        }

        Assert.That(child.HasExited, Is.False);
        // What the operating system does when a process is killed.
        child.StandardInput.Close();
        await child.WaitForExitAsync();
        Assert.That(child.ExitCode, Is.Not.Zero);
    }

    /// <summary>Grades in a process of its own.</summary>
    /// <param name="into">The folder of results.</param>
    /// <param name="kill">Tells by a line of its output when it is killed; null for never.</param>
    /// <returns>The exit code.</returns>
    private async Task<int> GradeAsync(string into, Func<string, bool>? kill)
    {
        string Of(string name) => Path.Combine(_course.Root, name);
        var staff = Path.Combine(AppContext.BaseDirectory, "staff.dll");
        var start = new ProcessStartInfo(
            "dotnet",
            [
                "exec", staff, "grade", Of("class"), "--reference", Of("reference"), "--kit", _course.KitPlace, "--out", Of(into),
                "--sandbox", "none", "--jobs", "2",
            ])
        {
            RedirectStandardOutput = true,
        };
        foreach (var name in (string[])["TMPDIR", "TMP", "TEMP"]) start.Environment[name] = Temporary;
        using var grader = Process.Start(start)!;
        while (await grader.StandardOutput.ReadLineAsync() is { } line)
        {
            if (kill?.Invoke(line) == true) grader.Kill();
        }

        await grader.WaitForExitAsync();
        return grader.ExitCode;
    }

    /// <summary>All that was written for the class, without times.</summary>
    private string[] ResultsIn(string folder)
    {
        var root = Path.Combine(_course.Root, folder);
        return
        [
            .. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                .Select(file => $"{Path.GetRelativePath(root, file)}\n{Times().Replace(File.ReadAllText(file), "")}"),
        ];
    }

    private static Dictionary<string, string> Changed(Dictionary<string, string> marked, Dictionary<string, string> changes) =>
        marked.ToDictionary(file => file.Key, file => changes.GetValueOrDefault(file.Key, file.Value));

    private void Submit(string student, Dictionary<string, string> texts)
    {
        foreach (var (path, text) in texts) Write(Path.Combine(_course.Root, "class", student, path), text);
    }

    private static void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    [GeneratedRegex("\"(seconds|execution_time|duration)\": ?[0-9.E-]+")]
    private static partial Regex Times();
}
