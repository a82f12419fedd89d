namespace Course.Assignments.Running;

/// <summary>A graded test before it runs. Plain data.</summary>
/// <param name="Test">Its full name: namespace, class, method, and the case if it has several.</param>
/// <param name="Part">The part that it is of: A5.2.</param>
/// <param name="Points">What it is worth; above 0.</param>
/// <param name="Guarantee">The guarantee that it judges, as the checkers name it: total order. Null if none alone.</param>
/// <param name="Slide">The lecture's slide. Null if none.</param>
/// <param name="Reason">Why it is there, if no known wrong solution fails it. Null if one does.</param>
/// <param name="IsHidden">Whether it is of the staff's tests, which students do not have.</param>
public sealed record GradedTest(
    string Test, string Part, double Points, string? Guarantee, string? Slide, string? Reason, bool IsHidden)
{
    /// <summary>What came of it.</summary>
    /// <param name="verdict">What.</param>
    /// <param name="message">Why.</param>
    /// <param name="output">What it printed.</param>
    /// <param name="seconds">How long it took.</param>
    public TestOutcome Ends(Verdict verdict, string message, string output = "", double seconds = 0) =>
        new(Test, Part, Points, Guarantee, Slide, verdict, message, output, seconds, IsHidden);
}
