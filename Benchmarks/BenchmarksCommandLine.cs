using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text;
using Course.Commands;
using Spectre.Console;

namespace Course.Benchmarks;

/// <summary>The command line: parses, runs one command, and turns every failure into one line and an exit code.</summary>
internal static class BenchmarksCommandLine
{
    private const int WidthOfFiles = 200;

    public static async Task<int> RunAsync(string[] arguments)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        if (Console.IsOutputRedirected) AnsiConsole.Console = PlainConsole();
        var root = new RootCommand("Measures ordered calls side by side with bare floors and other systems, in interleaved runs.")
        {
            RelayCommand.Create(), OrderCommand.Create(), RpcCommand.Create(), FailoverCommand.Create(), MemoryCommand.Create(),
            MicroCommand.Create(),
        };
        var parsed = root.Parse(arguments);
        if (parsed.Action is ParseErrorAction || parsed.Action is null)
        {
            var problem = parsed.Errors.Count > 0 && parsed.CommandResult.Command is not RootCommand
                ? parsed.Errors[0].Message
                : $"a command is needed: {string.Join(", ", root.Subcommands.Select(command => command.Name))}{InsteadOf(arguments)}.";
            return Fail(parsed, problem, ExitCode.BadOptions);
        }

        try
        {
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

    private static string InsteadOf(string[] arguments) => arguments.Length > 0 ? $"; not '{arguments[0]}'" : "";

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
        var command = parsed.CommandResult.Command is RootCommand ? "benchmarks" : $"benchmarks {parsed.CommandResult.Command.Name}";
        var hint = exitCode == ExitCode.BadOptions ? $" ('{command} --help' lists the options)" : "";
        Console.Error.WriteLine($"{command}: {problem.ReplaceLineEndings(" ")}{hint}");
        return exitCode;
    }
}
