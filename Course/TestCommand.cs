using System.CommandLine;
using Course.Commands.Labs;
using Course.Commands.Options;

namespace Course.Commands;

/// <summary><c>course test</c>: the student's command.</summary>
internal static class TestCommand
{
    private const string Explanation = """
        Builds the tests of a lab, and what they stand on, runs those that give points, and says what to do next: the points so far, why
        a part fails, the page of a counterexample, hints. Anywhere in the folder of the course.

          course test
          course test 5
          course test 5.2

        Exit codes: 0 every test passes, 1 one fails or is not started, or it does not compile, 2 no such lab or part, no course, no SDK,
        3 there are no tests, 4 a test hangs.
        """;

    private static readonly TimeSpan DefaultGuard = TimeSpan.FromSeconds(120);

    private static readonly Argument<string?> What = new("LAB|PART")
    {
        Description = "a lab like 5, or a part like 5.2 or A5.2 (default: every lab)",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> Sealed = new("--sealed")
    {
        Description = "plays the sealed scenarios of a file that was published after the due date",
        HelpName = "FILE",
    };

    private static readonly Option<bool> All = new("--all") { Description = "tells every failure, not the first of each part only" };

    private static readonly Option<TimeSpan?> Guard = OptionParsers.Seconds(
        "--guard", "a test that takes longer is ended and counts as hung (default: 120)", 0.1, 86_400);

    private static readonly Option<string?> Classroom = new("--classroom")
    {
        Description = "also writes the results as JSON for GitHub Classroom, and to the outputs of the step that runs this",
        HelpName = "FILE",
    };

    public static Command Create()
    {
        var command = new Command("test", Explanation) { What, Sealed, All, Guard, Classroom };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed)
    {
        if (parsed.GetValue(Sealed) is not null && parsed.GetValue(Classroom) is not null)
        {
            throw new CommandException("--classroom is for the visible tests: leave --sealed or --classroom out.");
        }

        using var signals = new TerminationSignals();
        var tree = CourseTree.Above(Directory.GetCurrentDirectory());
        var request = new TestRequest(
            parsed.GetValue(What), parsed.GetValue(Sealed), parsed.GetValue(All), parsed.GetValue(Guard) ?? DefaultGuard)
        {
            Classroom = parsed.GetValue(Classroom),
        };
        return request.Seal is { } file
            ? await SealedRun.RunAsync(tree, request, file, signals.Token)
            : await TestRun.RunAsync(tree, request, signals.Token);
    }
}
