using Course.Assignments.Running;

namespace Course.Staffing.Handouts.Proofs;

/// <summary>Runs the graded tests of a lab in a tree that is built.</summary>
internal static class GradedRun
{
    /// <summary>The time for all tests of one lab.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(5);

    /// <summary>What came of each test; one that had not ended at the bound, or with its process, is among them.</summary>
    /// <exception cref="StaffException">Nothing could begin.</exception>
    public static async Task<IReadOnlyList<TestOutcome>> RunAsync(string tree, int lab)
    {
        var folder = Path.Combine(tree, "Tests", $"Lab{lab}", "bin", "Debug", "net10.0");
        var name = Path.Combine(folder, $"Course.Tests.Lab{lab}");
        var (exitCode, output, errors) = await ChildCommand.DotnetAsync(
            tree, Bound, "exec", "--runtimeconfig", $"{name}.runtimeconfig.json", "--depsfile", $"{name}.deps.json",
            Path.Combine(folder, "Course.Assignments.dll"), "run", "--assembly", $"{name}.dll");
        var events = output.Split('\n').Select(line => RunnerLines.Read(line)).OfType<RunnerEvent>().ToList();
        var ended = events.OfType<RunnerEvent.Ended>().Select(ended => ended.Outcome).ToList();
        var names = ended.Select(outcome => outcome.Test).ToHashSet(StringComparer.Ordinal);
        var open = events.OfType<RunnerEvent.Listed>().Where(listed => !names.Contains(listed.Test)).Select(listed => listed.ToTest())
            .ToList();
        if (!events.OfType<RunnerEvent.Done>().Any() && open.Count == 0)
        {
            throw new StaffException($"the tests of lab {lab} could not begin: {errors.Trim()} {output.Trim()}");
        }

        var verdict = exitCode is null ? Verdict.Hung : Verdict.Stopped;
        var why = exitCode is null ? $"not over after {Bound.TotalMinutes} minutes" : "its process ended under it";
        return [.. ended, .. open.Select(test => test.Ends(verdict, why))];
    }
}
