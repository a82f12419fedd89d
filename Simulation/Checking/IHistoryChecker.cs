namespace Course.Simulation.Checking;

/// <summary>
/// Judges one guarantee from the peers' histories alone; it needs no common clock. Without state: one instance serves many runs.
/// </summary>
public interface IHistoryChecker
{
    /// <summary>What this checker judges.</summary>
    Guarantee Guarantee { get; }

    /// <summary>Never throws for what peers did; the verdict's story names the guarantee, the peers and the message.</summary>
    Verdict Check(RunHistory run);
}
