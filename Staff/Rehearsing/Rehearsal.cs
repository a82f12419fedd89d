using System.Diagnostics;
using System.Globalization;
using Course.Staffing.Grading;
using Course.Staffing.Grading.Kits;
using Course.Staffing.Grading.References;
using Course.Staffing.Grading.Running;
using Course.Staffing.Reports;

namespace Course.Staffing.Rehearsing;

/// <summary>One rehearsal: makes a class with known grades, grades it as any class, and compares.</summary>
internal sealed class Rehearsal(TextWriter output)
{
    /// <summary>Rehearses.</summary>
    /// <param name="root">The tree.</param>
    /// <param name="request">How it is graded. Its one submission is the folder that the class is written to.</param>
    /// <param name="count">How many submissions.</param>
    /// <param name="seed">Which.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(string root, GradeRequest request, int count, int seed)
    {
        var reference = ReferenceTree.Open(root);
        var (students, grades) = (request.Submissions[0], request.Out);
        var submissions = new ClassMaker(reference, grades).Make(count, seed);
        ClassFolder.Write(submissions, students);
        output.WriteLine($"{submissions.Count} submissions in {students}");
        var (classBefore, referenceBefore) = (ClassFolder.Digest(students), ReferenceDigest.Of(reference));
        var kit = await KitBuilder.EnsureAsync(reference.Root, withHidden: true, output.WriteLine);
        var clock = Stopwatch.StartNew();
        var reports = await GradeRun.GradeAsync(request, reference, kit, new ChildLimits(), isGated: true, output);
        var elapsed = clock.Elapsed;
        ClassReport.Write(reports, grades);
        List<string> harm = [.. Harm(students, classBefore, root, referenceBefore, grades, submissions)];
        return new RehearsalTable(output).Tell(submissions, reports, harm, elapsed);
    }

    /// <summary>What hostile code did to anything but its own grade, one line each.</summary>
    private static IEnumerable<string> Harm(
        string students, string classBefore, string root, string referenceBefore, string grades,
        IReadOnlyList<GeneratedSubmission> submissions)
    {
        if (ClassFolder.Digest(students) != classBefore) yield return "files of the class were changed";
        if (ReferenceDigest.Of(ReferenceTree.Open(root)) != referenceBefore) yield return "sources of the reference were changed";
        var known = submissions.Select(submission => StudentReport.FolderOf(submission.Name)).ToHashSet(StringComparer.Ordinal);
        foreach (var other in Directory.EnumerateDirectories(grades).Select(Path.GetFileName).Where(name => !known.Contains(name!)))
            yield return $"the results have a folder {other} of nobody";
    }

    /// <summary>A number of seconds in words.</summary>
    internal static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s");
}
