namespace Course.Simulation.Checking;

/// <summary>
/// Buffers within bounds: a peer keeps at most one relay under distributed buffering, at most the window under replicated buffering. Judged
/// where whoever ran the peers looked into them after each step; traces do not tell it.
/// </summary>
public sealed class BufferBoundsChecker : IHistoryChecker
{
    public Guarantee Guarantee => Guarantee.BufferBounds;

    public Verdict Check(RunHistory run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var story = new Story(Guarantee);
        foreach (var broken in run.Facts.BrokenBounds ?? []) story.Add(() => broken);
        return story.Judge();
    }
}
