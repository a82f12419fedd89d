using System.CommandLine;
using Course.Assignments.Running;
using Course.Staffing.Grading;
using Course.Staffing.Grading.Kits;
using Course.Staffing.Grading.References;
using Course.Staffing.Grading.Running;
using Course.Staffing.Reports;

namespace Course.Staffing.Packs;

/// <summary><c>staff gradescope</c>: grades one submission on Gradescope's machine; the pack's run_autograder calls it.</summary>
internal static class GradescopeCommand
{
    private const int MostJobs = 4;

    private static readonly Option<string> Autograder = new("--autograder")
    {
        Description = "Gradescope's folder (default: /autograder)",
        HelpName = "DIR",
        DefaultValueFactory = _ => "/autograder",
    };

    public static Command Create()
    {
        var command = new Command("gradescope", "Grades the one submission of Gradescope's folder; the pack's run_autograder calls it.")
        {
            Autograder,
        };
        command.SetAction((parsed, _) => RunAsync(parsed.GetRequiredValue(Autograder), TimeProvider.System, Console.Out));
        return command;
    }

    /// <summary>Grades, and writes results/results.json: first before the first test, then as tests end, at last whole.</summary>
    /// <param name="folder">With source, submission and submission_metadata.json.</param>
    /// <param name="clock">Tells whether it is due; the submission's own time decides how often it is graded.</param>
    /// <param name="output">For the staff.</param>
    /// <exception cref="StaffException">The pack or the metadata is not whole, or the results cannot be written.</exception>
    internal static async Task<int> RunAsync(string folder, TimeProvider clock, TextWriter output)
    {
        var source = Path.Combine(folder, "source");
        var results = Path.Combine(folder, "results", "results.json");
        var configuration = GradescopeConfiguration.Read(Path.Combine(source, GradescopeConfiguration.FileName));
        var metadata = SubmissionMetadata.Read(Path.Combine(folder, "submission_metadata.json"));
        if (RateLimit.Judge(metadata, configuration.Minutes) is { } refusal)
        {
            AtomicFile.Write(results, GradescopeResults.Refusal(refusal.Score, refusal.Why));
            return 0;
        }

        var withHidden = configuration.IsHiddenAlwaysRun || IsDue(metadata, clock);
        var kit = Kit.Open(Path.Combine(source, "kit", "visible"), withHidden ? Path.Combine(source, "kit", "hidden") : null);
        var store = Directory.CreateTempSubdirectory("course-gradescope-").FullName;
        try
        {
            var file = new GradescopeFile(results, Planned(kit, configuration.Lab));
            var request = new GradeRequest
            {
                Submissions = [Path.Combine(folder, "submission")],
                Lab = configuration.Lab,
                Jobs = Math.Clamp(Environment.ProcessorCount, 1, MostJobs),
                WithHidden = withHidden,
                Out = store,
                Partial = file.Update,
                WithPages = false,
            };
            var reference = ReferenceTree.Open(Path.Combine(source, "reference"));
            var reports = await GradeRun.GradeAsync(request, reference, kit, new ChildLimits(), isGated: true, output);
            if (reports is [var report]) file.Complete(report);
            else AtomicFile.Write(results, GradescopeResults.Refusal(0, Several(reports)));
            return 0;
        }
        catch (StaffException e)
        {
            AtomicFile.Write(results, GradescopeResults.Refusal(0, $"Not graded: {e.Message}"));
            throw;
        }
        finally
        {
            Directory.Delete(store, recursive: true);
        }
    }

    /// <summary>
    /// Whether hidden tests may run: nothing is due, or it is over by the clock, so that grading again after it brings them in.
    /// </summary>
    private static bool IsDue(SubmissionMetadata metadata, TimeProvider clock) =>
        metadata.Due is not { } due || clock.GetUtcNow() >= due;

    private static GradeReport Planned(Kit kit, int? lab) => new(
        "submission", "", lab,
        [
            .. kit.Tests.Where(test => lab is null || test.Part.StartsWith($"A{lab}.", StringComparison.Ordinal))
                .Select(test => Outcomes.Of(test, Verdict.NotRun, "Not run yet.")),
        ],
        [], [], 0);

    private static string Several(IReadOnlyList<GradeReport> reports) =>
        $"Not graded: {reports.Count} trees of the course were found. Hand in the one folder of the course, or its files.";
}
