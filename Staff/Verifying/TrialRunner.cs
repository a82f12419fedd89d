using System.Collections.Concurrent;
using Course.Staffing.Grading.Compiling;
using Course.Staffing.Grading.Running;

namespace Course.Staffing.Verifying;

/// <summary>Compiles trials and runs their tests in children, some side by side.</summary>
/// <param name="compiler">Of the tree.</param>
/// <param name="own">Runs a trial as a submission is run: in a process of its own.</param>
/// <param name="shared">Runs one trial after another in a process.</param>
/// <param name="jobs">How many side by side.</param>
internal sealed class TrialRunner(OverlayCompiler compiler, TestChild own, TestChild shared, int jobs)
{
    /// <summary>Runs trials.</summary>
    /// <param name="trials">In any order.</param>
    /// <param name="ended">Told of each result as it comes; on any thread, one at a time.</param>
    /// <returns>A result for each trial, in their order.</returns>
    public async Task<IReadOnlyList<TrialResult>> RunAsync(IReadOnlyList<Trial> trials, Action<TrialResult> ended)
    {
        var results = new ConcurrentDictionary<Trial, TrialResult>(ReferenceEqualityComparer.Instance);
        using var telling = new SemaphoreSlim(1);
        await Parallel.ForEachAsync(trials, new ParallelOptions { MaxDegreeOfParallelism = jobs }, async (trial, cancellation) =>
        {
            var result = await RunAsync(trial);
            results[trial] = result;
            await telling.WaitAsync(cancellation);
            try
            {
                ended(result);
            }
            finally
            {
                telling.Release();
            }
        });
        return [.. trials.Select(trial => results[trial])];
    }

    private async Task<TrialResult> RunAsync(Trial trial)
    {
        var overlay = compiler.Compile(trial.Texts);
        if (!overlay.Compiles) return new TrialResult(trial, [], overlay.Problems);
        // What has gaps runs alone: a thread that it left behind could come to one during the next run.
        var child = trial.Kind == TrialKind.Mutant ? shared : own;
        return new TrialResult(trial, await child.RunAsync(overlay.Images, trial.Tests), []);
    }
}
