using System.Diagnostics;

namespace Course.Simulation.Exploring;

/// <summary>Knows which step a worker is in, and since when: how a step that never returns is found from outside. Any thread.</summary>
internal sealed class StepGuard
{
    private volatile Entry? _current;

    public void Enter(LocalNode node, in LocalInput input) => _current = new Entry(node, input, Stopwatch.GetTimestamp());

    public void Leave() => _current = null;

    /// <summary>The step that has been running for longer than the bound; null if there is none.</summary>
    public (LocalNode Node, LocalInput Input)? Overdue(TimeSpan bound) =>
        _current is { } entry && Stopwatch.GetElapsedTime(entry.Since) > bound ? (entry.Node, entry.Input) : null;

    private sealed record Entry(LocalNode Node, LocalInput Input, long Since);
}
