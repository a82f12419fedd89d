using Course.Assignments.Running;
using Course.Staffing.Grading.Kits;

namespace Course.Staffing.Grading.Running;

/// <summary>Makes outcomes of graded tests.</summary>
internal static class Outcomes
{
    private const int LongestMessage = 16 << 10;
    private const int LongestOutput = 16 << 10;

    /// <summary>An outcome; what a child said is shortened to its bounds.</summary>
    public static TestOutcome Of(KitTest test, Verdict verdict, string message, string output = "", double seconds = 0) =>
        test.Graded.Ends(
            verdict, Short(message, LongestMessage), Short(output, LongestOutput), double.IsFinite(seconds) ? Math.Round(seconds, 3) : 0);

    private static string Short(string? text, int bound) =>
        text is null ? "" : text.Length <= bound ? text : text[..bound] + " … (shortened)";
}
