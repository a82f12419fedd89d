using System.CommandLine;
using System.Globalization;
using Course.Staffing.Grading.Sandboxing;

namespace Course.Staffing.Grading;

/// <summary><c>staff grade</c>: grades submissions.</summary>
internal static class GradeCommand
{
    private const string Explanation = """
        Grades submissions: takes their marked files, runs each part with the reference in all others, then the whole. Students' code
        runs in children with limits. Started again with the same --out, it goes on where it was.
        Exit code: 0 graded, 1 failed, 2 bad options.
        """;

    private static readonly Argument<string[]> Submissions = new("SUBMISSIONS")
    {
        Description = "folders or zips, or folders that hold them",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<int?> Lab = new("--lab") { Description = "grade one lab, 0 to 9 (default: all)", HelpName = "N" };

    private static readonly Option<int> Jobs = new("--jobs")
    {
        Description = "children side by side, 1 to 64 (default: 2)",
        HelpName = "N",
        DefaultValueFactory = _ => 2,
    };

    private static readonly Option<string?> Due = new("--due")
    {
        Description = "before this time hidden tests are neither loaded nor copied: 2026-05-01T18:00:00Z",
        HelpName = "TIME",
    };

    private static readonly Option<string?> Now = new("--now")
    {
        Description = "the time to hold against --due (default: the clock's)",
        HelpName = "TIME",
    };

    private static readonly Option<string> Out = new("--out")
    {
        Description = "folder for results (default: grades)",
        HelpName = "DIR",
        DefaultValueFactory = _ => "grades",
    };

    private static readonly Option<string> Sandbox = new("--sandbox")
    {
        Description = "auto (default), user, bubblewrap, limits or none",
        HelpName = "KIND",
        DefaultValueFactory = _ => "auto",
    };

    private static readonly Option<bool> NoWhole = new("--no-whole")
    {
        Description = "only the parts, which are the grade; the submission as a whole does not run",
    };

    private static readonly Option<string?> Reference = new("--reference")
    {
        Description = "the reference's tree (default: the one that this program was built from)",
        HelpName = "DIR",
    };

    private static readonly Option<string?> Kit = new("--kit")
    {
        Description = "a kit that was made before, as it lies in Staff/obj (default: that of the reference, built if it has to be)",
        HelpName = "DIR",
    };

    public static Command Create()
    {
        var command = new Command("grade", Explanation) { Submissions, Lab, Jobs, Due, Now, Out, Sandbox, NoWhole, Reference, Kit };
        command.SetAction((parsed, _) => GradeRun.RunAsync(
            new GradeRequest
            {
                Submissions = parsed.GetRequiredValue(Submissions),
                Lab = InRange("--lab", parsed.GetValue(Lab), 0, 9),
                Jobs = InRange("--jobs", parsed.GetValue(Jobs), 1, 64)!.Value,
                WithHidden = IsDue(parsed.GetValue(Due), parsed.GetValue(Now)),
                Out = parsed.GetRequiredValue(Out),
                Sandbox = Sandboxes.Names.Contains(parsed.GetRequiredValue(Sandbox))
                    ? parsed.GetRequiredValue(Sandbox)
                    : throw new StaffException($"--sandbox is one of {string.Join(", ", Sandboxes.Names)}."),
                WithWhole = !parsed.GetValue(NoWhole),
                Reference = parsed.GetValue(Reference),
                Kit = parsed.GetValue(Kit),
            },
            Console.Out));
        return command;
    }

    /// <summary>Whether hidden tests may be used: there is no due time, or it is over.</summary>
    internal static bool IsDue(string? due, string? now) =>
        due is null || (now is null ? TimeProvider.System.GetUtcNow() : Time("--now", now)) >= Time("--due", due);

    private static DateTimeOffset Time(string option, string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new StaffException($"{option} {text} is no time: write it as 2026-05-01T18:00:00Z.");

    private static int? InRange(string option, int? value, int least, int most) =>
        value is null || (value >= least && value <= most)
            ? value
            : throw new StaffException($"{option} {value} is out of range: {least} to {most}.");
}
