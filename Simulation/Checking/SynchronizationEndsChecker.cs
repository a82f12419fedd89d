namespace Course.Simulation.Checking;

/// <summary>
/// Synchronization ends: the last <c>entered-synchronization</c> of each p of C has its finish in the same epoch. Judged at the end
/// of the run. A phase that a further failure cut short needs no finish: its epoch is over.
/// </summary>
public sealed class SynchronizationEndsChecker : IHistoryChecker
{
    public Guarantee Guarantee => Guarantee.SynchronizationEnds;

    public Verdict Check(RunHistory run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var story = new Story(Guarantee);
        foreach (var p in run.Correct)
        {
            var phases = SynchronizationPhase.Of(p);
            if (phases.Count > 0 && phases[^1].FinishedAt is null)
            {
                var epoch = phases[^1].Epoch;
                story.Add(() => $"{p} entered synchronization of epoch {epoch} and neither received nor sent "
                    + $"finish-synchronization of epoch {epoch}; {Waits.ForSynchronization(run, p, epoch)}");
            }
        }

        return story.Judge();
    }
}
