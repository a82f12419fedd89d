using System.Diagnostics;
using Course.Assignments.Running;
using Course.Staffing.Grading.Compiling;
using Course.Staffing.Grading.Kits;

namespace Course.Staffing.Grading.Running;

/// <summary>
/// Runs graded tests in children: what a child says counts only with its nonce, and only the verdict, message and output of a test that
/// was asked for. A test that hangs, or ends its process, gets that verdict, and a fresh child runs the rest.
/// </summary>
/// <param name="runners">Where they come from.</param>
/// <param name="limits">What they may use.</param>
internal sealed class TestChild(IRunners runners, ChildLimits limits)
{
    /// <summary>Runs tests of a whole submission, with less patience.</summary>
    public TestChild OfWhole() => new(runners, limits.OfWhole);

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
        var isFresh = false;
        using var folder = runners.FolderFor(images, tests);
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
            var (loss, isOwn) = await RunChildAsync(
                folder, rest, isFresh, guard, (test, said) => Take(test, said.Verdict, said.Message, said.Output, said.Seconds));
            // Another run of that child may have left behind what ended it: the rest has none but fresh ones.
            isFresh |= !isOwn;
            if (loss is null || !isOwn) continue;
            losses++;
            if (!outcomes.ContainsKey(loss.Value.Test.Test)) Take(loss.Value.Test, loss.Value.Verdict, loss.Value.Message);
        }

        return [.. tests.Select(test => outcomes[test.Test])];
    }

    /// <returns>The test that the child was lost to, if it was; and whether it had run nothing before.</returns>
    private async Task<((KitTest Test, Verdict Verdict, string Message)? Loss, bool IsOwn)> RunChildAsync(
        RunFolder folder, IReadOnlyList<KitTest> tests, bool isFresh, TestGuard guard, Action<KitTest, TestOutcome> ended)
    {
        var open = tests.ToDictionary(test => test.Test, StringComparer.Ordinal);
        var child = await runners.TakeAsync(folder, tests, limits, isFresh);
        var isOwn = child.Runs <= 1;
        var isKept = false;
        KitTest? current = null;
        try
        {
            // Until a test runs, the child starts: that takes what it takes on this machine.
            while (await child.NextAsync(guard, current) is { } said)
            {
                if (said is RunnerEvent.Started started) current = open.GetValueOrDefault(started.Test);
                if (said is RunnerEvent.Ended { Outcome: { } outcome } && open.Remove(outcome.Test ?? "", out var test))
                {
                    ended(test, outcome);
                    current = null;
                }

                if (said is not RunnerEvent.Done) continue;
                isKept = open.Count == 0;
                // A child that says that it is done and left tests out has been told so by the code under test.
                return (isKept ? null : (open.Values.First(), Verdict.Stopped, "The run ended without this test."), isOwn);
            }

            var why = await child.EndAsync();
            var lost = current ?? tests.FirstOrDefault(test => open.ContainsKey(test.Test));
            return (lost is null ? null : (lost, Verdict.Stopped, why), isOwn);
        }
        catch (TimeoutException)
        {
            return ((current ?? tests.First(test => open.ContainsKey(test.Test)), Verdict.Hung, guard.Words(current)), isOwn);
        }
        finally
        {
            if (isKept) runners.GiveBack(child);
            else child.Dispose();
        }
    }
}
