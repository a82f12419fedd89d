namespace Course.Tests.Mutants;

/// <summary>
/// A known-wrong variant of the reference: the smallest edit with which somebody who has misunderstood one rule would write it.
/// A test, a search or a grading that does not refute it has a hole.
/// </summary>
/// <param name="Name">The name of its patch file, words joined by hyphens.</param>
/// <param name="Title">The misunderstanding, in one sentence.</param>
/// <param name="Symptoms">
/// What breaks, out of: the names of <see cref="Course.Simulation.Checking.GuaranteeNames"/>, <see cref="Hang"/>,
/// <see cref="ProtocolViolation"/>. Any one of them refutes the mutant; which comes first depends on the schedule.
/// </param>
/// <param name="Needs">The smallest bounds known in which the symptom shows.</param>
/// <param name="Source">The trap, schedule or rule that it breaks.</param>
/// <param name="Edits">In the order of the patch; never empty.</param>
/// <param name="Part">The part of an assignment whose graded tests must refute it: A5.2; null if it belongs to none.</param>
public sealed record Mutant(
    string Name, string Title, IReadOnlyList<string> Symptoms, MutantNeeds Needs, string Source, IReadOnlyList<MutantEdit> Edits,
    string? Part = null)
{
    /// <summary>The symptom of a run that never becomes quiet.</summary>
    public const string Hang = "hang";

    /// <summary>The symptom of a run in which another part of the reference finds a broken invariant and ends its peer.</summary>
    public const string ProtocolViolation = "protocol violation";

    /// <summary>The symptom of a right solution that is only written otherwise.</summary>
    public const string None = "none";

    public override string ToString() => Name;
}
