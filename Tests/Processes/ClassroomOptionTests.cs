using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Course.Tests.Processes;

/// <summary><c>course test --classroom</c> as a step of GitHub Classroom's workflow runs it.</summary>
internal sealed class ClassroomOptionTests
{
    [Test]
    public async Task Test_LabZeroForClassroom_WritesTheFileAndTheStepsOutput()
    {
        using var folder = new TemporaryFolder();
        var (file, outputs) = (Path.Combine(folder.Path, "classroom.json"), Path.Combine(folder.Path, "outputs"));
        var code = await RunAsync(outputs, "test", "0", "--classroom", file);

        Assert.That(code, Is.Zero);
        var text = (await File.ReadAllTextAsync(file)).Trim();
        var root = JsonDocument.Parse(text).RootElement;
        var tests = root.GetProperty("tests").EnumerateArray().ToList();
        Assert.That(tests, Is.Not.Empty);
        Assert.That(tests.Sum(test => test.GetProperty("score").GetDouble()), Is.EqualTo(root.GetProperty("max_score").GetDouble()));
        Assert.That(root.GetProperty("status").GetString(), Is.EqualTo("pass"));
        var line = (await File.ReadAllLinesAsync(outputs)).Single();
        Assert.That(Encoding.UTF8.GetString(Convert.FromBase64String(line["result=".Length..])), Is.EqualTo(text));
    }

    [Test]
    public async Task Test_ClassroomWithASeal_IsABadOption()
    {
        using var folder = new TemporaryFolder();
        Assert.That(await RunAsync(Path.Combine(folder.Path, "o"), "test", "--sealed", "x", "--classroom", "y"), Is.EqualTo(2));
    }

    private static async Task<int> RunAsync(string outputs, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [ChildPrograms.Course, .. arguments])
        {
            WorkingDirectory = TestContext.CurrentContext.TestDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["GITHUB_OUTPUT"] = outputs;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        TestContext.Out.WriteLine(await output + await errors);
        return process.ExitCode;
    }
}
