using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text;
using Course.Staffing.Grading;
using Course.Staffing.Handouts;
using Course.Staffing.Handouts.Updates;
using Course.Staffing.Packs;
using Course.Staffing.Rehearsing;
using Course.Staffing.Sealing;
using Course.Staffing.Verifying;

namespace Course.Staffing;

/// <summary>The instructor's command line: parses, runs one command, and turns every failure into one line and an exit code.</summary>
internal static class StaffCommandLine
{
    private const int Failed = 1;
    private const int BadOptions = 2;

    public static async Task<int> RunAsync(string[] arguments)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var root = new RootCommand("Release, grade and verify the assignments of a course.");
        foreach (var command in Commands) root.Add(command());
        var parsed = root.Parse(arguments);
        if (parsed.Action is ParseErrorAction || parsed.Action is null)
        {
            var names = string.Join(", ", root.Subcommands.Select(command => command.Name));
            var isNamed = parsed.Errors.Count > 0 && arguments.Length > 0;
            return Fail(isNamed ? parsed.Errors[0].Message : $"a command is needed: {names}.", BadOptions);
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (StaffException e)
        {
            return Fail(e.Message, Failed);
        }
    }

    /// <summary>The commands, one line each.</summary>
    private static IReadOnlyList<Func<Command>> Commands =>
    [
        VerifyCommand.Create,
        HandoutCommand.Create,
        UpdateCommand.Create,
        SealCommand.Create,
        PackCommand.Create,
        GradescopeCommand.Create,
        GradeCommand.Create,
        RehearseCommand.Create,
    ];

    private static int Fail(string problem, int exitCode)
    {
        Console.Error.WriteLine($"staff: {problem.ReplaceLineEndings(" ")}");
        return exitCode;
    }
}
