using System.Globalization;

namespace Course.Staffing.Grading.Sessions;

/// <summary>A session that the grader chose: who calls what and when, and who is killed when. Plain data, as a child gets it.</summary>
/// <param name="Peers">How many; p1, p2, … in join order.</param>
/// <param name="Seed">The seed of the network.</param>
/// <param name="IsDistributed">Whether buffering is distributed; else replicated.</param>
/// <param name="Calls">The calls.</param>
/// <param name="Crashes">The peers that are killed.</param>
internal sealed record SessionPlan(
    int Peers, ulong Seed, bool IsDistributed, IReadOnlyList<PlannedCall> Calls, IReadOnlyList<PlannedCrash> Crashes)
{
    /// <summary>What the student reads.</summary>
    public string Words =>
        $"Session of {Peers} peers, {Crashes.Count} {(Crashes.Count == 1 ? "crash" : "crashes")}, "
        + $"{(IsDistributed ? "distributed" : "replicated")} buffering";

    /// <summary>The faults as a script.</summary>
    public string FaultLines() =>
        string.Concat(
            Crashes.Select(crash => string.Create(CultureInfo.InvariantCulture, $"at {crash.Microseconds}us crash {crash.Peer}\n")));
}

/// <summary>A call.</summary>
/// <param name="Microseconds">When, in virtual time.</param>
/// <param name="Peer">Who.</param>
/// <param name="Text">What is broadcast.</param>
internal sealed record PlannedCall(long Microseconds, string Peer, string Text);

/// <summary>A crash.</summary>
/// <param name="Microseconds">When, in virtual time.</param>
/// <param name="Peer">Who.</param>
internal sealed record PlannedCrash(long Microseconds, string Peer);
