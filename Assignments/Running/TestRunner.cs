using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using NUnit;
using NUnit.Framework.Api;

namespace Course.Assignments.Running;

/// <summary>Runs graded tests of one assembly in this process and tells their outcomes, one line of JSON each.</summary>
internal static class TestRunner
{
    private const string HiddenAssembly = "Course.Tests.Hidden";

    /// <summary>As a process: the answers go to its standard output, which the tested code cannot reach through the console.</summary>
    /// <returns>The exit code: 0 if all chosen tests ran, whatever came of them; 2 if nothing could begin.</returns>
    public static int Run(string[] arguments)
    {
        using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false))
        {
            AutoFlush = true,
            NewLine = "\n",
        };
        var errors = Console.Error;
        using var input = Console.OpenStandardInput();
        Console.SetOut(TextWriter.Null);
        Console.SetError(TextWriter.Null);
        Console.SetIn(TextReader.Null);
        try
        {
            var options = RunnerOptions.Parse(arguments);
            var nonce = options.HasNonce ? FirstLine(input) : null;
            // Not disposed: a line may still come while this ends.
            var requests = new BlockingCollection<string>();
            // Who gives a nonce keeps the input open as long as it lives.
            if (options.HasNonce) ParentWatch.Begin(input, options.IsMany ? requests.Add : null);
            void Tell(RunnerEvent what) => output.WriteLine(RunnerLines.Write(what, nonce));
            if (options.IsMany) RunMany(requests.GetConsumingEnumerable(), Tell);
            else if (options.Sealed is not null) SealedRunner.Run(options, Tell);
            else Run(options, Tell);
            return 0;
        }
        catch (RunnerException e)
        {
            errors.WriteLine($"Course.Assignments: {e.Message}");
            return 2;
        }
    }

    /// <summary>Runs the chosen tests in the order of their parts.</summary>
    /// <exception cref="RunnerException">Nothing could begin.</exception>
    public static void Run(RunnerOptions options, Action<RunnerEvent> tell)
    {
        var context = options.Over is { } folder ? new VariantContext(Path.GetFullPath(folder)) : AssemblyLoadContext.Default;
        var loaded = options.Assemblies.Select(path => Loaded(context, path, options)).ToList();
        foreach (var test in loaded.SelectMany(each => each.Chosen)) tell(RunnerEvent.Listed.Of(test));
        if (options.IsList) return;
        foreach (var (runner, chosen) in loaded)
        {
            var listener = new OutcomeListener(chosen, tell);
            foreach (var part in chosen.GroupBy(test => test.Part))
                runner.Run(listener, new ChosenTests(part.Select(test => test.Test).ToHashSet(), options.Tests));
            foreach (var test in listener.Open)
                tell(new RunnerEvent.Ended(test.Ends(Verdict.NotRun, "NUnit did not run it.")));
        }

        tell(new RunnerEvent.Done(loaded.Sum(each => each.Chosen.Length)));
    }

    /// <summary>Until the parent ends this process.</summary>
    private static void RunMany(IEnumerable<string> requests, Action<RunnerEvent> tell)
    {
        foreach (var line in requests)
        {
            var arguments = RunnerLines.ReadRequest(line) ?? throw new RunnerException("a line of the input is no request.");
            var options = RunnerOptions.Parse(arguments);
            // Two variants in one context would be one.
            if (options.Over is null) throw new RunnerException("a request of many needs --over FOLDER.");
            Run(options, tell);
        }
    }

    private static (NUnitTestAssemblyRunner Runner, GradedTest[] Chosen) Loaded(
        AssemblyLoadContext context, string path, RunnerOptions options)
    {
        var assembly = Load(context, path);
        var runner = new NUnitTestAssemblyRunner(new DefaultTestAssemblyBuilder());
        var root = runner.Load(assembly, new Dictionary<string, object>
        {
            // No workers and no queue: tests run one after another, and what is told is told before the next begins.
            [FrameworkPackageSettings.NumberOfTestWorkers] = 0,
            [FrameworkPackageSettings.SynchronousEvents] = true,
            [FrameworkPackageSettings.RandomSeed] = 1,
        });
        return (runner, [.. GradedTests.In(root, assembly.GetName().Name == HiddenAssembly).Where(options.Chooses)]);
    }

    private static Assembly Load(AssemblyLoadContext context, string path)
    {
        try
        {
            return context.LoadFromAssemblyPath(Path.GetFullPath(path));
        }
        catch (Exception e) when (e is IOException or BadImageFormatException or ArgumentException or UnauthorizedAccessException)
        {
            throw new RunnerException($"--assembly {path} cannot be loaded: {e.Message}");
        }
    }

    /// <summary>Byte by byte, so that nothing of what follows is taken.</summary>
    private static string FirstLine(Stream input)
    {
        var line = new StringBuilder();
        for (var next = input.ReadByte(); next is not (-1 or '\n'); next = input.ReadByte())
            if (next != '\r') line.Append((char)next);
        return line.Length > 0 ? line.ToString() : throw new RunnerException("--nonce: the first line of the input is no nonce.");
    }
}
