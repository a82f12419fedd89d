namespace Course.Assignments.Running;

/// <summary>What came of one graded test. Plain data, as it is written to results.</summary>
/// <param name="Test">Its full name: namespace, class, method, and the case if it has several.</param>
/// <param name="Part">The part that it is of: A5.2.</param>
/// <param name="Points">What it is worth; above 0.</param>
/// <param name="Guarantee">The guarantee that it judges, as the checkers name it: total order. Null if none alone.</param>
/// <param name="Slide">The lecture's slide. Null if none.</param>
/// <param name="Verdict">What came of it.</param>
/// <param name="Message">Why; empty if it passed. Several lines at most, for the student's eyes.</param>
/// <param name="Output">What it printed, shortened to a bound: the certificate of an exploration stands here.</param>
/// <param name="Seconds">How long it took, by the machine's clock; informs, decides nothing.</param>
/// <param name="IsHidden">Whether it is of the staff's tests, which students do not have.</param>
public sealed record TestOutcome(
    string Test, string Part, double Points, string? Guarantee, string? Slide, Verdict Verdict, string Message, string Output,
    double Seconds, bool IsHidden)
{
    /// <summary>The points that it brings: all or none.</summary>
    public double Earned => Verdict == Verdict.Passed ? Points : 0;
}
