using System.CommandLine;
using Course.Commands.Exploring;

namespace Course.Commands;

/// <summary><c>course replay</c>: one schedule again, from its token or from the traces of a run.</summary>
internal static class ReplayCommand
{
    private const string Explanation = """
        Plays one schedule on whole peers in one process and tells what happens: the schedule of a token that 'course explore' printed,
        or one that is derived from the traces of a small run in a folder, real or simulated.

          course replay peers-3_calls-2.a_buffering-replicated_crashes-1__call.2_1...
          course replay runs/first

        A token stays good when the code is compiled again; where the code behaves in another way, the first step that cannot be made
        is named.
        Exit codes: 0 nothing is broken, 1 a guarantee is broken, 2 no token and no folder of traces, 4 a step hangs,
        5 the schedule cannot be followed.
        """;

    private static readonly Argument<string> What = new("TOKEN|DIR") { Description = "replay token, or folder with the traces of a run" };

    private static readonly Option<string?> Out = new("--out")
    {
        Description = "folder of the traces and of the page (default: a new temporary one)",
        HelpName = "DIR",
    };

    public static Command Create()
    {
        var command = new Command("replay", Explanation) { What, Out };
        command.SetAction(RunAsync);
        return command;
    }

    private static Task<int> RunAsync(ParseResult parsed)
    {
        var what = parsed.GetRequiredValue(What);
        var folder = parsed.GetValue(Out);
        return Directory.Exists(what) ? Task.FromResult(ReplayTraces.Of(what, folder)) : ReplayRun.OfTokenAsync(what, folder);
    }
}
