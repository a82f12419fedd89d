using Course.Assignments.Running;

namespace Course.Staffing.Grading;

/// <summary>The grade of one submission: plain data, as it is written to results and read from them again.</summary>
/// <param name="Student">The name of the folder or zip.</param>
/// <param name="Handout">The version of the handout that the submission is of; empty if it does not say.</param>
/// <param name="Lab">The lab that was graded; null for all.</param>
/// <param name="Apart">Each part with the reference in all others: these points are the grade.</param>
/// <param name="Whole">The submission as it is.</param>
/// <param name="Notes">What was changed and ignored, refused with file and line, or not graded apart; for the student's eyes.</param>
/// <param name="Seconds">How long it took, by the machine's clock.</param>
public sealed record GradeReport(
    string Student, string Handout, int? Lab, IReadOnlyList<TestOutcome> Apart, IReadOnlyList<TestOutcome> Whole,
    IReadOnlyList<string> Notes, double Seconds)
{
    /// <summary>The points of the grade.</summary>
    public double Earned => Apart.Sum(outcome => outcome.Earned);

    /// <summary>The points that can be had.</summary>
    public double Points => Apart.Sum(outcome => outcome.Points);
}
