namespace Course.Assignments.Sealed;

/// <summary>A scenario that is graded and stays secret until its seal is opened: whole peers in virtual time.</summary>
/// <param name="Name">What outcomes call it; one of its kind in the file.</param>
/// <param name="Part">The part that it counts for: A5.2.</param>
/// <param name="Points">What it is worth; above 0.</param>
/// <param name="Peers">How many peers, 1 to 256; they are called p1, p2, …</param>
/// <param name="Messages">How many broadcasts in all, 0 to 10,000,000.</param>
/// <param name="Seed">Of everything random; from 0.</param>
/// <param name="Buffering">"replicated" or "distributed". Default replicated.</param>
/// <param name="Window">W: unstable relays at most, replicated buffering only. Default 1,024.</param>
/// <param name="Faults">The lines of a fault script, as docs/faults.md lists them. Default none.</param>
public sealed record SealedScenario(
    string Name, string Part, double Points, int Peers, int Messages, ulong Seed, string Buffering = "replicated", int Window = 1024,
    string Faults = "");
