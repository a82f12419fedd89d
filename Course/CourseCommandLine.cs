using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text;
using Course.Assignments;
using Spectre.Console;

namespace Course.Commands;

/// <summary>The command line: parses, runs one command, and turns every failure into one line and an exit code.</summary>
internal static class CourseCommandLine
{
    private const int WidthOfFiles = 160;

    public static async Task<int> RunAsync(string[] arguments)
    {
        // Pipes and files get UTF-8 without a mark, whatever the code page of the console is.
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        if (Console.IsOutputRedirected) AnsiConsole.Console = PlainConsole();
        var root = new RootCommand("Ordered broadcast that survives crashes: run it, break it, check it.")
        {
            PeerCommand.Create(), RendezvousCommand.Create(), DemoCommand.Create(), CheckCommand.Create(), ExploreCommand.Create(),
            ReplayCommand.Create(), SimulateCommand.Create(), ViewCommand.Create(), TestCommand.Create(),
        };
        var parsed = root.Parse(arguments);
        if (parsed.Action is ParseErrorAction || parsed.Action is null)
        {
            var problem = parsed.Errors.Count > 0 && arguments.Length > 0
                ? parsed.Errors[0].Message
                : $"a command is needed: {string.Join(", ", root.Subcommands.Select(command => command.Name))}.";
            return Fail(parsed, problem, ExitCode.BadOptions);
        }

        try
        {
            // In a student's tree a command may come to a body that is not written yet; 'test' leaves that to the verdicts.
            var command = parsed.CommandResult.Command.Name;
            using var watch = command == "test" ? null : GapWatch.EndingProgram($"course {command}");
            // Commands handle Ctrl+C themselves: for a peer it is a goodbye, not an abort.
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (CommandException e)
        {
            return Fail(parsed, e.Message, e.ExitCode);
        }
    }

    /// <summary>A file gets no colors and no line that is broken to fit a window.</summary>
    private static IAnsiConsole PlainConsole()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = WidthOfFiles;
        return console;
    }

    private static int Fail(ParseResult parsed, string problem, int exitCode)
    {
        var command = parsed.CommandResult.Command is RootCommand ? "course" : $"course {parsed.CommandResult.Command.Name}";
        var hint = exitCode == ExitCode.BadOptions ? $" ('{command} --help' lists the options)" : "";
        Console.Error.WriteLine($"{command}: {problem.ReplaceLineEndings(" ")}{hint}");
        return exitCode;
    }
}
