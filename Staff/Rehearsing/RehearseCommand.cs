using System.CommandLine;
using Course.Staffing.Grading;
using Course.Staffing.Grading.References;
using Course.Staffing.Grading.Sandboxing;

namespace Course.Staffing.Rehearsing;

/// <summary><c>staff rehearse</c>: grades a class whose grades are known.</summary>
internal static class RehearseCommand
{
    private const string Explanation = """
        Makes a class with known grades (the reference, stubs, wrong solutions, right ones that are written otherwise, broken and
        hostile ones), grades it on this machine as 'staff grade' does, and compares. Tells the time for each submission. Started again
        with the same options, it goes on where it was.
        Exit code: 0 every grade is as expected, 1 one is not, 2 bad options.
        """;

    private static readonly Option<string> Out = new("--out")
    {
        Description = "folder for the class and its grades",
        HelpName = "DIR",
        Required = true,
    };

    private static readonly Option<int> Count = new("--count")
    {
        Description = "how many submissions (default: 100)",
        HelpName = "N",
        DefaultValueFactory = _ => 100,
    };

    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "which of them, where not all are taken (default: 1)",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<int> Jobs = new("--jobs")
    {
        Description = "children side by side, 1 to 64 (default: 2)",
        HelpName = "N",
        DefaultValueFactory = _ => 2,
    };

    private static readonly Option<string> Sandbox = new("--sandbox")
    {
        Description = "auto (default), user, bubblewrap, limits or none",
        HelpName = "KIND",
        DefaultValueFactory = _ => "auto",
    };

    private static readonly Option<bool> NoWhole = new("--no-whole") { Description = "as in 'staff grade': only the parts" };

    public static Command Create()
    {
        Jobs.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 64) result.AddError("--jobs takes a number from 1 to 64.");
        });
        Sandbox.AcceptOnlyFromAmong([.. Sandboxes.Names]);
        var command = new Command("rehearse", Explanation) { Out, Count, Seed, Jobs, Sandbox, NoWhole };
        command.SetAction((parsed, _) =>
        {
            var folder = Path.GetFullPath(parsed.GetRequiredValue(Out));
            var request = new GradeRequest
            {
                Submissions = [Path.Combine(folder, "class")],
                Out = Path.Combine(folder, "grades"),
                Jobs = parsed.GetValue(Jobs),
                WithHidden = true,
                WithWhole = !parsed.GetValue(NoWhole),
                Sandbox = parsed.GetRequiredValue(Sandbox),
            };
            return new Rehearsal(Console.Out).RunAsync(
                ReferenceTree.FindRoot(Environment.CurrentDirectory), request, parsed.GetValue(Count), parsed.GetValue(Seed));
        });
        return command;
    }
}
