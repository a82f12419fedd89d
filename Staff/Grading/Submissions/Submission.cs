using Course.Staffing.Regions;

namespace Course.Staffing.Grading.Submissions;

/// <summary>What counts of a submission: its marked files. Constant.</summary>
/// <param name="Student">The name of the folder or zip.</param>
/// <param name="Handout">The version of the handout that it says it is of; empty if it does not say.</param>
/// <param name="Labs">The labs that its handout says it has; empty if it does not say.</param>
/// <param name="Texts">The texts of the marked files, by path; for one that is missing or cannot be read what the handout gave.</param>
/// <param name="Marked">Those of them whose markers can be read, by path.</param>
/// <param name="Notes">What was ignored or is missing, in words.</param>
internal sealed record Submission(
    string Student, string Handout, IReadOnlyList<int> Labs, IReadOnlyDictionary<string, string> Texts,
    IReadOnlyDictionary<string, MarkedFile> Marked, IReadOnlyList<string> Notes)
{
    /// <summary>A submission of texts alone, as known solutions are.</summary>
    /// <param name="student">Its name.</param>
    /// <param name="texts">The texts of marked files, by path.</param>
    public static Submission Of(string student, IReadOnlyDictionary<string, string> texts) =>
        new(student, "", [], texts, texts.ToDictionary(text => text.Key, text => MarkedFile.Parse(text.Key, text.Value)), []);
}
