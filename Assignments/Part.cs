namespace Course.Assignments;

/// <summary>A part of a lab: some gaps that a student fills, and the tests that judge them.</summary>
/// <param name="Id">A5.2: the second part of lab 5.</param>
/// <param name="Title">What is to be written, in a few words.</param>
/// <param name="Requires">The parts that its tests come to, directly; ids.</param>
/// <param name="Slide">The lecture's slide.</param>
/// <param name="MayUse">Namespaces and types beyond those that every part may use: "System.Reflection".</param>
/// <param name="Hints">Ladders of hints.</param>
public sealed record Part(
    string Id, string Title, IReadOnlyList<string> Requires, string Slide, IReadOnlyList<string> MayUse, IReadOnlyList<Hint> Hints)
{
    /// <summary>The number of its lab.</summary>
    public int Lab => Id[1] - '0';
}
