using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Course.Assignments.Results;
using Course.Assignments.Running;
using Course.Staffing.Grading;

namespace Course.Staffing.Reports;

/// <summary>
/// Everything that is written for one student: the page, and the results of Gradescope and GitHub Classroom. Writing again gives the same
/// files. Any thread, one folder at a time.
/// </summary>
public static class StudentReport
{
    /// <summary>The name of the page in the student's folder.</summary>
    public const string PageFile = "index.html";

    /// <summary>The folder, inside the student's, where the pages of failing runs lie; see <see cref="RunPageOf"/>.</summary>
    public const string RunPages = "runs";

    private const int LongestFolder = 60;

    /// <summary>Writes index.html, results.json (Gradescope) and classroom.json.</summary>
    /// <param name="report">The student's.</param>
    /// <param name="folder">The student's own; made if it is missing.</param>
    /// <exception cref="StaffException">A file cannot be written.</exception>
    public static void Write(GradeReport report, string folder)
    {
        ArgumentNullException.ThrowIfNull(report);
        string? Existing(TestOutcome outcome) => RunPageOf(outcome) is var page && File.Exists(Path.Combine(folder, page)) ? page : null;
        AtomicFile.Write(Path.Combine(folder, PageFile), StudentPage.Text(report, Existing));
        AtomicFile.Write(Path.Combine(folder, "results.json"), GradescopeResults.Json(report));
        AtomicFile.Write(Path.Combine(folder, "classroom.json"), ClassroomResult.Json(report.Apart) + "\n");
    }

    /// <summary>Where the page of a failing run is looked for, from the student's folder: runs/A5.2-Class.Method-1a2b3c4d.html.</summary>
    public static string RunPageOf(TestOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var key = $"{outcome.Part} {outcome.Test} {outcome.Guarantee}";
        return $"{RunPages}/{Plain($"{outcome.Part}-{OutcomeText.ShortTest(outcome.Test).Split('(')[0]}")}-{Hash(key)}.html";
    }

    /// <summary>
    /// The folder of a student inside the class's: the name itself if it is plain, else what is plain of it with a mark that keeps two
    /// such names apart. Never empty, never a path, never a name that some system reserves.
    /// </summary>
    public static string FolderOf(string student)
    {
        ArgumentNullException.ThrowIfNull(student);
        var plain = Plain(student);
        return plain == student && !IsReserved(student) ? student : $"{plain}-{Hash(student)}";
    }

    private static string Plain(string name)
    {
        var kept = new StringBuilder();
        foreach (var character in name.Take(LongestFolder))
        {
            kept.Append(char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' ? character : '_');
        }

        return kept.ToString().Trim('.') is { Length: > 0 } text ? text : "_";
    }

    private static bool IsReserved(string name)
    {
        var stem = name.Split('.')[0].ToUpperInvariant();
        return stem is "CON" or "PRN" or "AUX" or "NUL"
            || (stem.Length == 4 && (stem.StartsWith("COM", StringComparison.Ordinal) || stem.StartsWith("LPT", StringComparison.Ordinal)));
    }

    // Halves of surrogate pairs are no UTF-8, so what is hashed is written by its code units.
    private static string Hash(string text)
    {
        var units = string.Concat(text.Select(unit => ((int)unit).ToString("x4", CultureInfo.InvariantCulture)));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(units)))[..8];
    }
}
