using System.CommandLine;
using Course.Commands.Options;
using Course.Commands.Simulating;
using Course.FaultTolerance;
using Course.Simulation.Simulating;

namespace Course.Commands;

/// <summary><c>course simulate</c>: many peers in virtual time, everything random drawn from a seed.</summary>
internal static class SimulateCommand
{
    private const string Explanation = $"""
        Runs whole peers on a simulated network in virtual time and judges their traces as 'check' does. Equal options give equal traces,
        byte by byte: the digest says so. Peers are called p1, p2, … in join order. A fault script has one fault a line, like
        'at 20ms crash relayer' or 'crash p1 after-sends 2 of relay 100'; docs/faults.md lists them.

          course simulate --peers 5 --messages 200
          course simulate --peers 5 --messages 200 --faults two-crashes.faults --seeds 20

        {ExitCode.Help}
        """;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static readonly Option<int?> Peers = OptionParsers.Whole("--peers", "peers (default: 25)", 1, 256);

    private static readonly Option<int?> Messages =
        OptionParsers.Whole("--messages", "broadcasts in all, shared out evenly (default: 10000)", 0, 10_000_000);

    private static readonly Option<int?> Size = OptionParsers.Whole("--size", "characters of each text (default: 16)", 0, 1 << 20);

    private static readonly Option<Buffering?> Buffering = OptionParsers.Buffering();

    private static readonly Option<string?> Faults = new("--faults") { Description = "file with a fault script", HelpName = "FILE" };

    private static readonly Option<int?> Seed =
        OptionParsers.Whole("--seed", "fixes everything that is random (default: 1)", 0, int.MaxValue);

    private static readonly Option<int?> Seeds = OptionParsers.Whole("--seeds", "runs with so many seeds in a row", 1, 100_000);

    private static readonly Option<LinkOrder?> Links = OptionParsers.Word(
        "--links",
        "order of frames on a link (default: fifo)",
        new Dictionary<string, LinkOrder>(StringComparer.Ordinal) { ["fifo"] = LinkOrder.Fifo, ["bag"] = LinkOrder.Unordered });

    private static readonly Option<TimeSpan?> Delay =
        OptionParsers.Time("--delay", "least time of a frame (default: 1ms)", TimeSpan.Zero, Hour);

    private static readonly Option<TimeSpan?> Variation =
        OptionParsers.Time("--variation", "what the seed adds to it, at most (default: 1ms)", TimeSpan.Zero, Hour);

    private static readonly Option<double?> Loss = OptionParsers.Probability("--loss", "probability that a frame is lost (default: 0)");

    private static readonly Option<double?> Duplication =
        OptionParsers.Probability("--duplication", "probability that a frame comes twice (default: 0)");

    private static readonly Option<TimeSpan?> SilenceBound = OptionParsers.Time(
        "--silence-bound",
        "a peer that is silent for longer is taken for dead (default: 5s)",
        TimeSpan.FromMilliseconds(10),
        TimeSpan.FromDays(1));

    private static readonly Option<string?> Out = new("--out")
    {
        Description = "folder of the traces, of summary.json and of the page (default: none is written)",
        HelpName = "DIR",
    };

    public static Command Create()
    {
        var command = new Command("simulate", Explanation)
        {
            Peers, Messages, Size, Buffering, Faults, Seed, Seeds, Links, Delay, Variation, Loss, Duplication, SilenceBound, Out,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed)
    {
        using var signals = new TerminationSignals();
        return await SimulateRun.RunAsync(Read(parsed), signals.Token);
    }

    private static SimulateRequest Read(ParseResult parsed)
    {
        var request = new SimulateRequest
        {
            Peers = parsed.GetValue(Peers) ?? SimulateDefaults.Peers,
            Messages = parsed.GetValue(Messages) ?? SimulateDefaults.Messages,
            Size = parsed.GetValue(Size) ?? SimulateDefaults.Size,
            Buffering = parsed.GetValue(Buffering) ?? FaultTolerance.Buffering.Replicated,
            Links = new LinkOptions
            {
                Order = parsed.GetValue(Links) ?? LinkOrder.Fifo,
                Delay = parsed.GetValue(Delay) ?? SimulateDefaults.Delay,
                Variation = parsed.GetValue(Variation) ?? SimulateDefaults.Variation,
                Loss = parsed.GetValue(Loss) ?? 0,
                Duplication = parsed.GetValue(Duplication) ?? 0,
            },
            SilenceBound = parsed.GetValue(SilenceBound) ?? SimulateDefaults.SilenceBound,
            Faults = parsed.GetValue(Faults),
            Seed = parsed.GetValue(Seed) ?? 1,
            Seeds = parsed.GetValue(Seeds),
            Out = parsed.GetValue(Out),
        };
        return request.Seeds is { } seeds && (long)request.Seed + seeds > int.MaxValue
            ? throw new CommandException($"--seed {request.Seed} and --seeds {seeds} go beyond {int.MaxValue}: choose smaller ones.")
            : request;
    }
}
