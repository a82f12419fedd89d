namespace Course.Simulation.Determinism;

/// <summary>One place in a student's code that can make two runs of equal inputs differ.</summary>
/// <param name="Rule">The short name of the rule: <c>clock</c>, <c>hash order</c>, …; docs/determinism.md lists them.</param>
/// <param name="File">The source file, as the symbols name it or relative to the root given to the scan; null without symbols.</param>
/// <param name="Line">The line in the file, from 1; 0 if <paramref name="File"/> is null.</param>
/// <param name="Type">The type that the student wrote, without its namespace; an inner type as <c>Outer.Inner</c>.</param>
/// <param name="Member">
/// The member that the student wrote, also for code in its lambdas, local functions and state machines; a constructor bears the name
/// of its type.
/// </param>
/// <param name="What">What the code does, with its verb: <c>calls DateTime.UtcNow</c>.</param>
/// <param name="Why">Why that breaks a certificate.</param>
/// <param name="Instead">What to use instead.</param>
public sealed record DeterminismFinding(
    string Rule, string? File, int Line, string Type, string Member, string What, string Why, string Instead)
{
    /// <summary>One line: <c>Student/Foo.cs:41: Foo.Bar calls DateTime.UtcNow: why. What to use instead.</c></summary>
    public string Text => $"{(File is null ? string.Empty : $"{File}:{Line}: ")}{Type}.{Member} {What}: {Why}. {Instead}.";

    public override string ToString() => Text;
}
