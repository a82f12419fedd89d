using System.Globalization;

namespace Course.Staffing.Packs;

/// <summary>
/// How often a student's submission is graded. It counts from the times at which they were handed in, not by the clock: a submission that
/// is graded again much later gets the same answer.
/// </summary>
internal static class RateLimit
{
    /// <summary>The longest wait, in minutes: a week.</summary>
    public const int MostMinutes = 7 * 24 * 60;

    /// <summary>Why a submission is not graded, and what score it keeps; null if it is graded.</summary>
    /// <param name="submission">With those before it.</param>
    /// <param name="minutes">Between two that are graded, 0 to <see cref="MostMinutes"/>; 0 for no limit.</param>
    public static (string Why, double Score)? Judge(SubmissionMetadata submission, int minutes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minutes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minutes, MostMinutes);
        if (minutes == 0) return null;
        var last = submission.Previous.Where(earlier => earlier.IsGraded && earlier.Created <= submission.Created)
            .MaxBy(earlier => earlier.Created);
        if (last is null || submission.Created - last.Created >= TimeSpan.FromMinutes(minutes)) return null;
        var next = last.Created.AddMinutes(minutes).ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);
        var score = double.IsFinite(last.Score) ? Math.Clamp(last.Score, 0, 1_000_000) : 0;
        return ($"Not graded: submissions are graded every {minutes} minutes, the next one from {next} on. "
            + "This one keeps the score of the last that was graded.", score);
    }
}
