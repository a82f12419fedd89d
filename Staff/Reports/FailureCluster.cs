using Course.Assignments.Running;

namespace Course.Staffing.Reports;

/// <summary>Failures of a class that look like one misunderstanding.</summary>
/// <param name="Part">The part that they are of.</param>
/// <param name="Guarantee">The guarantee that is broken; null if the tests judge none alone.</param>
/// <param name="Phase">"synchronization", "relaying", or "any", as the hints of a part name them.</param>
/// <param name="Verdict">What came of them.</param>
/// <param name="Reason">The first line of the messages, with what differs from one to another taken out.</param>
/// <param name="Count">How many outcomes.</param>
/// <param name="Students">Whose, in order, each once.</param>
public sealed record FailureCluster(
    string Part, string? Guarantee, string Phase, Verdict Verdict, string Reason, int Count, IReadOnlyList<string> Students);
