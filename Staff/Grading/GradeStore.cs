using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Course.Staffing.Grading.Submissions;

namespace Course.Staffing.Grading;

/// <summary>
/// Where results lie: in a folder for each student <c>report.json</c> once it is graded and <c>partial.json</c> while it is. Each is
/// written beside and then moved, so that it is whole or not there whenever the grader is killed.
/// </summary>
internal sealed class GradeStore
{
    private const string Final = "report.json";
    private const string Partial = "partial.json";

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        IgnoreReadOnlyProperties = true,
    };

    private readonly string _folder;

    /// <param name="folder">Made if it does not exist.</param>
    public GradeStore(string folder) => _folder = Directory.CreateDirectory(folder).FullName;

    /// <summary>The secret of this grading: made once, and the same when grading goes on.</summary>
    public byte[] Secret()
    {
        var path = Path.Combine(_folder, "secret");
        if (!File.Exists(path)) Write(path, Encoding.ASCII.GetBytes(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))));
        return Convert.FromHexString(File.ReadAllText(path).Trim());
    }

    /// <summary>The key of a submission: equal keys give equal reports.</summary>
    /// <param name="submission">What counts of it.</param>
    /// <param name="grading">All else that verdicts depend on.</param>
    public static string KeyOf(Submission submission, string grading)
    {
        var text = new StringBuilder(grading).Append('\n').Append(submission.Handout).Append('\n');
        foreach (var (path, content) in submission.Texts.OrderBy(file => file.Key, StringComparer.Ordinal))
            text.Append(path).Append('\0').Append(content).Append('\0');
        foreach (var note in submission.Notes) text.Append(note).Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>The report of a submission that was graded before under the same key; null if there is none.</summary>
    public GradeReport? Find(string student, string key)
    {
        try
        {
            var path = Path.Combine(_folder, student, Final);
            var stored = File.Exists(path) ? JsonSerializer.Deserialize<StoredReport>(File.ReadAllBytes(path), Form) : null;
            return stored?.Key == key ? stored.Report : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Stores a report as far as it is.</summary>
    public void SavePartial(string key, GradeReport report) => Save(report.Student, Partial, new StoredReport(key, report));

    /// <summary>Stores a report.</summary>
    public void Save(string key, GradeReport report)
    {
        Save(report.Student, Final, new StoredReport(key, report));
        File.Delete(Path.Combine(_folder, report.Student, Partial));
    }

    private void Save(string student, string name, StoredReport stored)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, student)).FullName;
        Write(Path.Combine(folder, name), JsonSerializer.SerializeToUtf8Bytes(stored, Form));
    }

    private static void Write(string path, byte[] content)
    {
        File.WriteAllBytes(path + ".new", content);
        File.Move(path + ".new", path, overwrite: true);
    }
}

/// <summary>A report as it lies on the disk.</summary>
/// <param name="Key">What it was graded under.</param>
/// <param name="Report">The report.</param>
internal sealed record StoredReport(string Key, GradeReport Report);
