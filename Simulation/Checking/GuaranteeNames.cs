namespace Course.Simulation.Checking;

/// <summary>The names of the guarantees as reports, tables and the summary show them.</summary>
public static class GuaranteeNames
{
    public static string Of(Guarantee guarantee) => guarantee switch
    {
        Guarantee.Integrity => "integrity",
        Guarantee.Fifo => "FIFO",
        Guarantee.LogMatch => "log match",
        Guarantee.TotalOrder => "total order",
        Guarantee.Validity => "validity",
        Guarantee.Agreement => "agreement",
        Guarantee.TailOfCrashedPeer => "tail of a crashed peer",
        Guarantee.Causal => "causal order",
        Guarantee.NoBroadcastDuringSynchronization => "no broadcast during synchronization",
        Guarantee.SynchronizationEnds => "synchronization ends",
        Guarantee.Quiet => "quiet",
        Guarantee.UniformAgreement => "uniform agreement",
        Guarantee.UniformTotalOrder => "uniform total order",
        Guarantee.BufferBounds => "buffers within bounds",
        Guarantee.CostBudget => "cost budget",
        _ => throw new ArgumentOutOfRangeException(nameof(guarantee), guarantee, "this guarantee has no name"),
    };

    /// <summary>Properties of a run that has become quiet; a run that hangs, or whose traces are cut, cannot break them.</summary>
    internal static bool IsJudgedWhenQuiet(Guarantee guarantee) => guarantee
        is Guarantee.Validity
        or Guarantee.Agreement
        or Guarantee.TailOfCrashedPeer
        or Guarantee.Causal
        or Guarantee.UniformAgreement
        or Guarantee.UniformTotalOrder
        or Guarantee.CostBudget;
}
