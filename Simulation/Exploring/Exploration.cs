using Course.Simulation.Stepping;

namespace Course.Simulation.Exploring;

/// <summary>
/// Exhaustive search: every schedule of whole peers within stated bounds, with a certificate or a shortest counterexample.
/// </summary>
public static class Exploration
{
    /// <summary>Searches. The calling thread waits; peers run on threads of the search.</summary>
    /// <param name="bounds">What is covered.</param>
    /// <param name="blueprint">How the peers are built.</param>
    /// <param name="progress">Hears how far the search is, on its threads.</param>
    /// <param name="stepGuard">
    /// How long one step of a peer may take before it counts as hung; 30 s by default. It decides no guarantee.
    /// </param>
    /// <exception cref="ArgumentException">A bound is out of its range.</exception>
    public static ExplorationResult Run(
        ExplorationBounds bounds, PeerBlueprint blueprint, IProgress<ExplorationProgress>? progress = null, TimeSpan? stepGuard = null)
    {
        ArgumentNullException.ThrowIfNull(bounds);
        ArgumentNullException.ThrowIfNull(blueprint);
        bounds.Validate();
        var items = new ItemTable();
        var maker = new StepMaker(bounds, blueprint, items);
        var explorer = new Explorer(bounds, maker, items);
        var guard = stepGuard ?? TimeSpan.FromSeconds(30);
        // A step that never returns cannot be ended inside the process: its thread is left behind, and must not keep the process alive.
        ExplorationResult? result = null;
        Exception? failure = null;
        var search = new Thread(() =>
        {
            try
            {
                result = explorer.Run(progress);
            }
#pragma warning disable CA1031 // Told to the caller below.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                failure = exception;
            }
        }, 16 << 20)
        {
            IsBackground = true,
            Name = "exploration",
        };
        search.Start();
        while (!search.Join(TimeSpan.FromMilliseconds(200)))
        {
            if (maker.Overdue(guard) is not { } hung) continue;
            return new ExplorationResult(ExplorationOutcome.Hung, explorer.Counts, bounds)
            {
                Reason = $"p{hung.Node.Peer + 1} did not come back from {hung.Input.Kind} within {guard.TotalSeconds:0} s",
                Schedule = explorer.ScheduleTo(hung.Node, hung.Input, 0),
            };
        }

        if (failure is not null) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        return Told(result!, blueprint);
    }

    /// <summary>Whole traces tell who waits for whom; the search keeps only what decides.</summary>
    private static ExplorationResult Told(ExplorationResult result, PeerBlueprint blueprint) =>
        result is { Violation.Guarantee: not null, Schedule: { } schedule }
        && SchedulePlayer.Play(result.Bounds, blueprint, schedule).Violation is { Guarantee: not null } told
            ? result with { Violation = told }
            : result;
}
