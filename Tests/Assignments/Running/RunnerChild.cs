using System.Diagnostics;
using Course.Assignments.Running;

namespace Course.Tests.Assignments.Running;

/// <summary>A runner as a process, over the tests of this assembly.</summary>
internal sealed record RunnerChild(int ExitCode, IReadOnlyList<string> Lines, string Errors)
{
    public IReadOnlyList<RunnerEvent> Events(string? nonce = null) =>
        [.. Lines.Select(line => RunnerLines.Read(line, nonce)).OfType<RunnerEvent>()];

    public IReadOnlyList<TestOutcome> Outcomes(string? nonce = null) =>
        [.. Events(nonce).OfType<RunnerEvent.Ended>().Select(ended => ended.Outcome)];

    public static string NameOf(string method) => $"{typeof(GradedSamples).FullName}.{method}";

    public static RunnerChild RunTests(params IEnumerable<string> names) =>
        Run(null, [.. names.SelectMany(name => new[] { "--test", name })]);

    public static RunnerChild Run(string? input, params string[] arguments)
    {
        var folder = AppContext.BaseDirectory;
        var name = typeof(RunnerChild).Assembly.GetName().Name;
        string[] host =
        [
            "exec", "--runtimeconfig", Path.Combine(folder, $"{name}.runtimeconfig.json"),
            "--depsfile", Path.Combine(folder, $"{name}.deps.json"), Path.Combine(folder, "Course.Assignments.dll"),
        ];
        string[] own = ["run", "--assembly", Path.Combine(folder, $"{name}.dll")];
        return Start([.. host, .. own, .. arguments], input);
    }

    private static RunnerChild Start(string[] arguments, string? input)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        // As a grader does: who gives a nonce keeps the input open, and its end is that of the child.
        if (input is null)
        {
            process.StandardInput.Close();
        }
        else
        {
            process.StandardInput.Write(input);
            process.StandardInput.Flush();
        }

        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new RunnerChild(process.ExitCode, output.Split('\n', StringSplitOptions.RemoveEmptyEntries), errors.Result);
    }
}
