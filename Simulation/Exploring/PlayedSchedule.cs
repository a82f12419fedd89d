using Course.Simulation.Checking;

namespace Course.Simulation.Exploring;

/// <summary>A schedule that was played on whole peers, with their traces and the verdict.</summary>
/// <param name="Schedule">What was played.</param>
/// <param name="Steps">What happened, step by step.</param>
/// <param name="Peers">The traces; the time of an event is the number of its step, in milliseconds.</param>
/// <param name="Facts">Who was killed and who left.</param>
/// <param name="Violation">The first guarantee that is broken at the end of the schedule; null if none is.</param>
/// <param name="IsQuiet">Nothing is left to do after it.</param>
public sealed record PlayedSchedule(
    Schedule Schedule,
    IReadOnlyList<PlayedStep> Steps,
    IReadOnlyList<PeerRecord> Peers,
    RunFacts Facts,
    Violation? Violation,
    bool IsQuiet);
