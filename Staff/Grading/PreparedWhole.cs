using Course.Assignments.Running;
using Course.Staffing.Grading.Compiling;

namespace Course.Staffing.Grading;

/// <summary>A whole submission that is ready to be run, or why it is not run.</summary>
/// <param name="Overlay">What was compiled.</param>
internal sealed record PreparedWhole(Overlay Overlay)
{
    /// <summary>
    /// The one part that is not the reference's: with the reference in all other parts it is the whole, so its outcomes are known. Null
    /// if there is no such part.
    /// </summary>
    public string? Known { get; init; }

    /// <summary>Why nothing is run; null if it can be.</summary>
    public string? Problem { get; init; }

    /// <summary>The verdict that goes with the problem.</summary>
    public Verdict Verdict { get; init; }
}
