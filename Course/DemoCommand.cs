using System.CommandLine;
using Course.Commands.Demo;
using Course.Commands.Options;
using Course.FaultTolerance;
using Course.Hosting;

namespace Course.Commands;

/// <summary><c>course demo</c>: real processes, real kills, and a verdict from their traces.</summary>
internal static class DemoCommand
{
    private const string Explanation = $"""
        Starts peers as processes of their own, lets all broadcast at once, kills some, and judges the traces. With no options: the text
        that ships with the examples and one kill in the middle of a multicast. Each run waits for events, never for time; its guard is
        the only clock, and when it fires the verdict is 'hang'. The traces stay in the folder that is printed at the end.
        {ExitCode.Help}
        """;

    private static readonly Option<int?> Peers = OptionParsers.Whole("--peers", "processes (default: 4)", 2, 64);

    private static readonly Option<int?> Messages =
        OptionParsers.Whole("--messages", "broadcasts in all, shared out evenly (default: one a line; 500 with --size)", 1, 1_000_000);

    private static readonly Option<int?> Size =
        OptionParsers.Whole("--size", "bytes of each made-up line (default with --messages: 100)", 1, 100_000);

    private static readonly Option<string?> Input = new("--input") { Description = "file whose lines are broadcast", HelpName = "FILE" };
    private static readonly Option<Buffering?> Buffering = OptionParsers.Buffering();

    private static readonly Option<FaultKind?> Kill = OptionParsers.Word(
        "--kill",
        "whom to kill with SIGKILL",
        new Dictionary<string, FaultKind>(StringComparer.Ordinal)
        {
            ["relayer"] = FaultKind.KillRelayer,
            ["client"] = FaultKind.KillClient,
            ["none"] = FaultKind.None,
        });

    private static readonly Option<KillPoint?> KillAt = OptionParsers.KillAt(
        "the relayer kills itself when exactly J sends of its K-th broadcast to other peers have left");

    private static readonly Option<int?> Kills =
        OptionParsers.Whole("--kills", "how many kills; each waits until all have synchronized and gone on (default: 1)", 1, 63);

    private static readonly Option<bool> Stop = new("--stop")
    {
        Description = "the relayer hangs (SIGSTOP) and wakes up excluded (SIGCONT)",
    };

    private static readonly Option<int?> Seed =
        OptionParsers.Whole("--seed", "fixes texts, pauses and kill points (default: 1)", 0, int.MaxValue);

    private static readonly Option<int?> Repeat = OptionParsers.Whole("--repeat", "runs with so many seeds in a row", 1, 10_000);

    private static readonly Option<bool> Matrix = new("--matrix")
    {
        Description = "all faults with both bufferings; --repeat: seeds of the random kills (default: 20)",
    };

    private static readonly Option<string?> Out = new("--out")
    {
        Description = "folder of the traces and of summary.json (default: a new temporary one)",
        HelpName = "DIR",
    };

    private static readonly Option<TimeSpan?> SilenceBound =
        OptionParsers.Seconds("--silence-bound", "a peer that is silent for longer is taken for dead (default: 5)", 1, 3600);

    private static readonly Option<TimeSpan?> Guard =
        OptionParsers.Seconds("--guard", "a run that takes longer is a hang (default: 120)", 1, 86_400);

    public static Command Create()
    {
        var command = new Command("demo", Explanation)
        {
            Peers, Messages, Size, Input, Buffering, Kill, KillAt, Kills, Stop, Seed, Repeat, Matrix, Out, SilenceBound, Guard,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed)
    {
        using var signals = new TerminationSignals();
        try
        {
            return await DemoSeries.RunAsync(Read(parsed), signals.Token);
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            throw new CommandException("interrupted; all peers were ended.", ExitCode.Failed);
        }
    }

    private static DemoRequest Read(ParseResult parsed)
    {
        var request = new DemoRequest
        {
            Peers = parsed.GetValue(Peers),
            Messages = parsed.GetValue(Messages),
            Size = parsed.GetValue(Size),
            Input = parsed.GetValue(Input),
            Buffering = parsed.GetValue(Buffering),
            Kill = parsed.GetValue(Kill),
            KillAt = parsed.GetValue(KillAt),
            Kills = parsed.GetValue(Kills),
            Stop = parsed.GetValue(Stop),
            Seed = parsed.GetValue(Seed) ?? 1,
            Repeat = parsed.GetValue(Repeat),
            Matrix = parsed.GetValue(Matrix),
            Out = parsed.GetValue(Out),
            SilenceBound = parsed.GetValue(SilenceBound) ?? TimeSpan.FromSeconds(5),
            Guard = parsed.GetValue(Guard) ?? TimeSpan.FromSeconds(120),
        };
        request.Check();
        return request;
    }
}
