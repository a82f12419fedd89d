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

    public static string TestsAssembly { get; } =
        Path.Combine(AppContext.BaseDirectory, $"{typeof(RunnerChild).Assembly.GetName().Name}.dll");

    public static string NameOf(string method) => $"{typeof(GradedSamples).FullName}.{method}";

    public static RunnerChild RunTests(params IEnumerable<string> names) =>
        Run(null, [.. names.SelectMany(name => new[] { "--test", name })]);

    public static RunnerChild Run(string? input, params string[] arguments) =>
        RunBare(input, ["run", "--assembly", TestsAssembly, .. arguments]);

    /// <summary>With no word of its own.</summary>
    /// <param name="input">What it is given; null closes its input.</param>
    /// <param name="arguments">All of them.</param>
    /// <param name="runs">How many runs it is asked for, if by its input: it is ended after the last.</param>
    public static RunnerChild RunBare(string? input, IReadOnlyList<string> arguments, int? runs = null)
    {
        var folder = AppContext.BaseDirectory;
        var name = typeof(RunnerChild).Assembly.GetName().Name;
        string[] host =
        [
            "exec", "--runtimeconfig", Path.Combine(folder, $"{name}.runtimeconfig.json"),
            "--depsfile", Path.Combine(folder, $"{name}.deps.json"), Path.Combine(folder, "Course.Assignments.dll"),
        ];
        return Start([.. host, .. arguments], input, runs);
    }

    private static RunnerChild Start(string[] arguments, string? input, int? runs)
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
        var output = "";
        while (runs > 0 && process.StandardOutput.ReadLine() is { } line)
        {
            output += line + '\n';
            if (line.Contains("\"kind\":\"done\"", StringComparison.Ordinal)) runs--;
        }

        // Its end is what ends a child that is asked by its input.
        if (runs is not null) process.StandardInput.Close();
        output += process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new RunnerChild(process.ExitCode, output.Split('\n', StringSplitOptions.RemoveEmptyEntries), errors.Result);
    }
}
