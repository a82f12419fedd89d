using System.Globalization;
using Course.Staffing.Grading.Compiling;
using Course.Staffing.Grading.Kits;
using Course.Staffing.Grading.References;
using Course.Staffing.Grading.Running;
using Course.Staffing.Grading.RunPages;
using Course.Staffing.Grading.Sandboxing;
using Course.Staffing.Grading.Sessions;
using Course.Staffing.Grading.Submissions;
using Course.Staffing.Reports;

namespace Course.Staffing.Grading;

/// <summary>Grades what a command line asks for, some submissions side by side.</summary>
internal static class GradeRun
{
    /// <returns>The exit code.</returns>
    /// <exception cref="StaffException">The request makes no grading.</exception>
    public static async Task<int> RunAsync(GradeRequest request, TextWriter output)
    {
        var reference = ReferenceTree.Open(request.Reference ?? ReferenceTree.FindRoot(AppContext.BaseDirectory));
        var kit = request.Kit is { } place
            ? KitBuilder.Open(place, request.WithHidden)
            : await KitBuilder.EnsureAsync(reference.Root, request.WithHidden, output.WriteLine);
        var reports = await GradeAsync(request, reference, kit, new ChildLimits(), isGated: true, output);
        ClassReport.Write(reports, request.Out);
        ClassTable.Write(reports, ClassTable.Console(output, Console.IsOutputRedirected));
        var seconds = reports.Sum(report => report.Seconds);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{reports.Count} submissions, {seconds:0.0} s of grading; results in {request.Out}"));
        return 0;
    }

    /// <summary>Grades with a kit that is there.</summary>
    /// <returns>A report for each submission, in the order of the students.</returns>
    public static async Task<IReadOnlyList<GradeReport>> GradeAsync(
        GradeRequest request, ReferenceTree reference, Kit kit, ChildLimits limits, bool isGated, TextWriter output)
    {
        var places = SubmissionPlaces.Find(
            request.Submissions,
            folder => File.Exists(Path.Combine(folder, "handout.json"))
                || reference.Marked.Keys.Any(path => File.Exists(Path.Combine(folder, path))));
        var store = new GradeStore(request.Out);
        var secret = store.Secret();
        using var work = WorkFolder.Make("course-grading-");
        // Others may pass through it to a folder whose name they know, and see nothing.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(work.Path, (UnixFileMode)0b111_001_001);
        List<string> covered =
            [reference.Root, Path.GetFullPath(request.Out), .. request.Submissions.Select(Path.GetFullPath).Where(Directory.Exists)];
        var sandbox = await Sandboxes.ChooseAsync(request.Sandbox, kit, work.Path, covered);
        output.WriteLine(sandbox.Words);
        var player = new PlayChild(kit, sandbox, limits, work.Path);
        string FolderOf(string student) => Path.Combine(request.Out, StudentReport.FolderOf(student));
        var options = new GraderOptions
        {
            FailingRuns = request.WithPages ? new FailingRuns(player, FolderOf) : null,
            Lab = request.Lab,
            Jobs = request.Jobs,
            IsGated = isGated,
            WithWhole = request.WithWhole,
            Secret = secret,
            Notes = kit.HiddenFolder is null
                ? [sandbox.Words, "Hidden tests were not used: they come after the due time."]
                : [sandbox.Words],
        };
        using var grader = new Grader(
            reference, kit, new OverlayCompiler(reference, kit, isConcurrent: request.Jobs == 1),
            new TestChild(new OwnRunners(kit, sandbox, work.Path), limits), new SessionJudge(player), options);
        var hidden = kit.HiddenFolder is not null;
        var grading = $"{kit.Digest} {ReferenceDigest.Of(reference)} lab {request.Lab} hidden {hidden} gate {isGated} "
            + $"whole {request.WithWhole}";
        var reports = new GradeReport[places.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, places.Count),
            // One submission keeps two children busy: its labs, its parts. With more at once each would only wait for the others.
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, request.Jobs / 2) },
            async (number, _) => reports[number] =
                await OneAsync(places[number], reference, store, grader, grading, request.Partial, output));
        return reports;
    }

    private static async Task<GradeReport> OneAsync(
        (string Student, string Path) place, ReferenceTree reference, GradeStore store, Grader grader, string grading,
        Action<GradeReport>? told, TextWriter output)
    {
        Submission submission;
        try
        {
            submission = new SubmissionReader(reference).Read(place.Student, SubmissionPlaces.Unwrap(place.Path));
        }
        catch (StaffException e)
        {
            output.WriteLine($"{place.Student}: not graded. {e.Message}");
            var empty = grader.Empty(place.Student, e.Message);
            store.Save("", empty);
            return empty;
        }

        var key = GradeStore.KeyOf(submission, grading);
        if (store.Find(place.Student, key) is { } known)
        {
            output.WriteLine($"{Words(known)} (graded before)");
            return known;
        }

        var report = await grader.GradeAsync(submission, key, partial =>
        {
            store.SavePartial(key, partial);
            told?.Invoke(partial);
        });
        store.Save(key, report);
        output.WriteLine(Words(report));
        return report;
    }

    private static string Words(GradeReport report) => string.Create(
        CultureInfo.InvariantCulture, $"{report.Student}: {report.Earned:0.##} of {report.Points:0.##} points, {report.Seconds:0.0} s");
}
