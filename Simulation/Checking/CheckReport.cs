namespace Course.Simulation.Checking;

/// <summary>What the checkers found in one run.</summary>
/// <param name="Outcome">The verdict on the whole.</param>
/// <param name="Reason">The one line that explains it: the first story of what is broken, or why nothing is shown.</param>
/// <param name="Verdicts">One for each guarantee that was judged, in the order of <see cref="Guarantee"/>.</param>
/// <param name="Peers">Counts for each peer.</param>
/// <param name="Witness">What happened in the run.</param>
/// <param name="Notes">What was assumed, and what is odd without breaking a guarantee.</param>
public sealed record CheckReport(
    RunOutcome Outcome,
    string Reason,
    IReadOnlyList<Verdict> Verdicts,
    IReadOnlyList<PeerCounts> Peers,
    Witness Witness,
    IReadOnlyList<string> Notes)
{
    /// <summary>What the run cost in messages.</summary>
    public required RunCosts Costs { get; init; }

    /// <summary>The verdict on one guarantee.</summary>
    public Verdict this[Guarantee guarantee] => Verdicts.Single(verdict => verdict.Guarantee == guarantee);
}
