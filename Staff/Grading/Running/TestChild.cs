using System.Diagnostics;
using System.Security.Cryptography;
using Course.Assignments.Running;
using Course.Staffing.Grading.Compiling;
using Course.Staffing.Grading.Kits;
using Course.Staffing.Grading.Sandboxing;

namespace Course.Staffing.Grading.Running;

/// <summary>
/// Runs graded tests in children: what a child says counts only with the nonce of its run, and only the verdict, message
/// and output of a test that was asked for. A test that hangs, or ends its process, gets that verdict, and a fresh child runs the rest.
/// </summary>
/// <param name="kit">What they run from.</param>
/// <param name="sandbox">What keeps them.</param>
/// <param name="limits">What they may use.</param>
/// <param name="work">A folder for their folders; it has to exist.</param>
internal sealed class TestChild(Kit kit, Sandbox sandbox, ChildLimits limits, string work)
{
    /// <summary>Runs tests of a whole submission, with less patience.</summary>
    public TestChild OfWhole() => new(kit, sandbox, limits.OfWhole, work);

    /// <summary>Runs tests.</summary>
    /// <param name="images">What takes the place of assemblies of the kit.</param>
    /// <param name="tests">Of any assemblies.</param>
    /// <param name="ended">Told of each outcome as it comes, on any thread, one at a time.</param>
    /// <param name="timeOf">
    /// Tells what a test takes with the reference; asked once a test takes longer than <see cref="ChildLimits.LeastGuard"/>. Null: nobody
    /// knows.
    /// </param>
    /// <returns>An outcome for each test, in their order.</returns>
    public async Task<IReadOnlyList<TestOutcome>> RunAsync(
        IReadOnlyDictionary<string, AssemblyImage> images, IReadOnlyList<KitTest> tests, Action<TestOutcome>? ended = null,
        Func<KitTest, Task<TimeSpan?>>? timeOf = null)
    {
        var outcomes = new Dictionary<string, TestOutcome>(StringComparer.Ordinal);
        if (tests.Count == 0) return [];
        void Take(KitTest test, Verdict verdict, string message, string output = "", double seconds = 0)
        {
            var outcome = Outcomes.Of(test, verdict, message, output, seconds);
            outcomes[test.Test] = outcome;
            ended?.Invoke(outcome);
        }

        var clock = Stopwatch.StartNew();
        var losses = 0;
        using var folder = RunFolder.Make(work, kit.FilesFor(RunnerArguments.AssembliesOf(tests)), images);
        while (tests.Where(test => !outcomes.ContainsKey(test.Test)).ToList() is { Count: > 0 } rest)
        {
            if (losses >= limits.Losses || clock.Elapsed > limits.Whole)
            {
                var why = losses >= limits.Losses
                    ? losses == 1 ? "a test before it hung or ended its process" : $"{losses} tests before it hung or ended their process"
                    : "the tests before it took all the time";
                foreach (var test in rest) Take(test, Verdict.NotRun, $"Not run: {why}.");
                break;
            }

            var guard = new TestGuard(limits, timeOf, isNext: outcomes.Values.Any(outcome => outcome.Verdict == Verdict.Hung));
            var loss = await RunChildAsync(
                folder, rest, guard, (test, said) => Take(test, said.Verdict, said.Message, said.Output, said.Seconds));
            if (loss is null) continue;
            losses++;
            if (!outcomes.ContainsKey(loss.Value.Test.Test)) Take(loss.Value.Test, loss.Value.Verdict, loss.Value.Message);
        }

        return [.. tests.Select(test => outcomes[test.Test])];
    }

    private async Task<(KitTest Test, Verdict Verdict, string Message)?> RunChildAsync(
        RunFolder folder, IReadOnlyList<KitTest> tests, TestGuard guard, Action<KitTest, TestOutcome> ended)
    {
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        using var process = Process.Start(sandbox.Start(folder, limits, RunnerArguments.For(folder, tests)))
            ?? throw new StaffException("A child process could not be started.");
        var errors = new ErrorTail(process.StandardError, limits.Output, () => sandbox.End(process));
        var open = tests.ToDictionary(test => test.Test, StringComparer.Ordinal);
        var lines = new ChildLines(process.StandardOutput.BaseStream, limits.Output);
        KitTest? current = null;
        try
        {
            await Greet(process, nonce);
            // Until a test runs, the child starts: that takes what it takes on this machine.
            while (await guard.NextAsync(lines, current) is { } line)
            {
                var said = RunnerLines.Read(line, nonce);
                if (said is RunnerEvent.Started started) current = open.GetValueOrDefault(started.Test);
                if (said is RunnerEvent.Ended { Outcome: { } outcome } && open.Remove(outcome.Test ?? "", out var test))
                {
                    ended(test, outcome);
                    current = null;
                }

                if (said is not RunnerEvent.Done) continue;
                // A child that says that it is done and left tests out has been told so by the code under test.
                return open.Count == 0 ? null : (open.Values.First(), Verdict.Stopped, "The run ended without this test.");
            }

            await WaitForEnd(process);
            var lost = current ?? tests.FirstOrDefault(test => open.ContainsKey(test.Test));
            if (lost is null) return null;
            return (lost, Verdict.Stopped,
                Endings.Words(process, await errors.TextAsync(), lines.IsOverBound || errors.IsOverBound, limits));
        }
        catch (TimeoutException)
        {
            var lost = current ?? tests.First(test => open.ContainsKey(test.Test));
            return (lost, Verdict.Hung, guard.Words(current));
        }
        finally
        {
            sandbox.End(process);
        }
    }

    private static async Task Greet(Process process, string nonce)
    {
        try
        {
            await process.StandardInput.WriteLineAsync(nonce);
            await process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            // It ended before; its exit says why.
        }
    }

    /// <summary>A process that closed its output may go on: it gets a moment, then it is ended.</summary>
    private async Task WaitForEnd(Process process)
    {
        try
        {
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(2));
        }
        catch (TimeoutException)
        {
            sandbox.End(process);
            await process.WaitForExitAsync();
        }
    }
}
