using Course.Simulation.Stepping;

namespace Course.Simulation.Exploring;

/// <summary>
/// Makes many steps of single peers, with as many threads as there are workers; the result does not depend on their number.
/// </summary>
internal sealed class StepMaker
{
    // Few enough that what a step leaves behind is garbage before it grows old, and enough to keep the runners busy.
    private const int StepsOfARunner = 64;
    private readonly LocalRunner[] _runners;
    private readonly StepGuard[] _guards;

    public StepMaker(ExplorationBounds bounds, PeerBlueprint blueprint, ItemTable items)
    {
        _guards = [.. Enumerable.Range(0, bounds.Workers).Select(_ => new StepGuard())];
        _runners = [.. _guards.Select(guard => new LocalRunner(bounds, blueprint, items, guard))];
    }

    /// <summary>A step that has been running for longer than the bound; null if there is none. Any thread.</summary>
    public (LocalNode Node, LocalInput Input)? Overdue(TimeSpan bound) =>
        _guards.Select(guard => guard.Overdue(bound)).FirstOrDefault(overdue => overdue is not null);

    /// <summary>The steps from a need on, in the order of the needs: a lot of them, 64 for each worker.</summary>
    public RawStep[] Make(IReadOnlyList<(LocalNode Node, LocalInput Input)> needs, int first)
    {
        var count = Math.Min(needs.Count - first, StepsOfARunner * _runners.Length);
        var made = new RawStep[count];
        var taken = -1;
        void Work(LocalRunner runner)
        {
            for (var i = Interlocked.Increment(ref taken); i < count; i = Interlocked.Increment(ref taken))
            {
                made[i] = runner.Make(needs[first + i].Node, needs[first + i].Input);
            }
        }

        if (_runners.Length == 1 || count < 2 * _runners.Length)
        {
            Work(_runners[0]);
            return made;
        }

        Parallel.ForEach(_runners, new ParallelOptions { MaxDegreeOfParallelism = _runners.Length }, Work);
        return made;
    }
}
