namespace Course.Simulation.Checking;

/// <summary>
/// What a run is judged by. The order is that of a report: the property that explains the others comes first.
/// The definition of each stands at its checker and in docs/trace-format.md.
/// </summary>
public enum Guarantee
{
    Integrity,
    Fifo,
    LogMatch,
    TotalOrder,
    Validity,
    Agreement,
    TailOfCrashedPeer,
    Causal,
    NoBroadcastDuringSynchronization,
    SynchronizationEnds,
    Quiet,
    UniformAgreement,
    UniformTotalOrder,
    BufferBounds,
    CostBudget,
}
