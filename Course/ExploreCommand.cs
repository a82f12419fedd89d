using System.CommandLine;
using Course.Commands.Exploring;
using Course.Commands.Options;
using Course.FaultTolerance;
using Course.Simulation.Checking;
using Course.Simulation.Exploring;

namespace Course.Commands;

/// <summary><c>course explore</c>: every schedule within bounds, with a certificate or a shortest counterexample.</summary>
internal static class ExploreCommand
{
    private const int DefaultBroadcasts = 3;
    private const int MostWorkers = 64;

    private const string Explanation = """
        Tries every order of messages, calls and faults of whole peers in one process, within the bounds that the options give, and
        judges each. Peers are called p1, p2, … in join order; p1 relays first. A search that ends without finding anything has
        proved that nothing breaks within the bounds, and prints what it visited; one that finds something tells the shortest way
        there, the nearest way that breaks nothing, and a 'replay' command.

          course explore --peers 4 --broadcasts 3 --crashes 1
          course explore --peers 3 --broadcasts 2 --crashes 1 --uniform

        Ctrl+C ends it with what was reached, which proves nothing.
        Exit codes: 0 every guarantee holds in every schedule, 1 violated, 2 bad options, 3 vacuous (a --witness was never seen),
        4 a step hung, 5 out of budget, interrupted or nondeterministic.
        """;

    private static readonly ExplorationBounds Usual = new();

    private static readonly Option<int?> Peers =
        OptionParsers.Whole("--peers", "peers (default: 3)", 2, ExplorationBounds.MaximumPeers);

    private static readonly Option<int?> Broadcasts = OptionParsers.Whole(
        "--broadcasts", "application calls in all, spread over the peers, p2 first (default: 3)", 0, WorldOptions.MaximumCalls);

    private static readonly Option<ScriptedCall[]?> Calls = WorldOptions.Calls();

    private static readonly Option<int?> Crashes =
        OptionParsers.Whole("--crashes", "crashes at most, at any moment (default: 1)", 0, ExplorationBounds.MaximumPeers);

    private static readonly Option<int?> Leaves =
        OptionParsers.Whole("--leaves", "goodbyes at most, at any moment (default: 0)", 0, ExplorationBounds.MaximumPeers);

    private static readonly Option<int?> Suspicions =
        OptionParsers.Whole("--suspicions", "how often a live peer may take another for dead (default: 0)", 0, 3);

    private static readonly Option<int?> Ticks =
        OptionParsers.Whole("--ticks", "heartbeat ticks at most while there is something else to do (default: 0)", 0, 10);

    private static readonly Option<Buffering?> Buffering = OptionParsers.Buffering();

    private static readonly Option<int?> Window =
        OptionParsers.Whole("--window", "unstable relays at most, replicated buffering only (default: 1024)", 2, 1 << 20);

    private static readonly Option<int?> AcknowledgeEvery = OptionParsers.Whole(
        "--acknowledge-every", "a peer acknowledges every N-th relay, replicated buffering only (default: 256)", 1, 1 << 20);

    private static readonly Option<LinkKind?> Links = OptionParsers.Word(
        "--links",
        "order of frames on a link (default: fifo)",
        new Dictionary<string, LinkKind>(StringComparer.Ordinal) { ["fifo"] = LinkKind.Fifo, ["bag"] = LinkKind.Bag });

    private static readonly Option<int?> Losses = OptionParsers.Whole("--losses", "frames that may be lost (default: 0)", 0, 3);

    private static readonly Option<int?> Duplicates = OptionParsers.Whole("--duplicates", "frames that may come twice (default: 0)", 0, 3);

    private static readonly Option<CrashGranularity?> Granularity = OptionParsers.Word(
        "--crash-granularity",
        "where a crash may cut: between any two sends, or only between two handlers (default: send)",
        new Dictionary<string, CrashGranularity>(StringComparer.Ordinal)
        {
            ["send"] = CrashGranularity.Send,
            ["handler"] = CrashGranularity.Handler,
        });

    private static readonly Option<bool> Uniform = new("--uniform")
    {
        Description = "require the uniform guarantees as well, which the agreed level does not promise",
    };

    private static readonly Option<int?> MessagesPerBroadcast = OptionParsers.Whole(
        "--messages-per-broadcast", "messages that a schedule may cost for each broadcast (default: any)", 1, 1_000_000);

    private static readonly Option<int?> MessagesPerSynchronization = OptionParsers.Whole(
        "--messages-per-synchronization", "messages that a schedule may cost for each synchronization phase (default: any)", 1, 1_000_000);

    private static readonly Option<long?> Budget = WorldOptions.Budget(Usual.Budget);

    private static readonly Option<int?> Workers = OptionParsers.Whole(
        "--workers", "threads that run peers; the result does not depend on it (default: one a processor)", 1, MostWorkers);

    private static readonly Option<ExplorationWitness[]?> Witness = WorldOptions.Witness();

    private static readonly Option<string?> Out = new("--out")
    {
        Description = "folder of a counterexample: its traces and its page (default: a new temporary one)",
        HelpName = "DIR",
    };

    public static Command Create()
    {
        var command = new Command("explore", Explanation)
        {
            Peers, Broadcasts, Calls, Crashes, Leaves, Suspicions, Ticks, Buffering, Window, AcknowledgeEvery, Links, Losses, Duplicates,
            Granularity, Uniform, MessagesPerBroadcast, MessagesPerSynchronization, Budget, Workers, Witness, Out,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed)
    {
        using var signals = new TerminationSignals();
        return await ExploreRun.RunAsync(Read(parsed), signals.Token);
    }

    private static ExploreRequest Read(ParseResult parsed)
    {
        if (parsed.GetValue(Calls) is { Length: > 0 } && parsed.GetValue(Broadcasts) is not null)
            throw new CommandException("--calls does not go with --broadcasts: both say what is broadcast. Leave one of them out.");
        var isDistributed = parsed.GetValue(Buffering) == FaultTolerance.Buffering.Distributed;
        if (isDistributed && (parsed.GetValue(Window) ?? parsed.GetValue(AcknowledgeEvery)) is not null)
            throw new CommandException("--window and --acknowledge-every do not go with --buffering distributed: it has no window.");
        var usual = new ExplorationScenario();
        var window = parsed.GetValue(Window) ?? usual.Window;
        return new ExploreRequest(
            new ExplorationScenario
            {
                Bounds = ReadBounds(parsed),
                Buffering = isDistributed ? FaultTolerance.Buffering.Distributed : FaultTolerance.Buffering.Replicated,
                Window = window,
                AcknowledgeEvery = parsed.GetValue(AcknowledgeEvery) ?? Math.Min(usual.AcknowledgeEvery, window / 2),
            },
            parsed.GetValue(Out));
    }

    private static CostBudget? ReadCosts(ParseResult parsed)
    {
        var (each, phase) = (parsed.GetValue(MessagesPerBroadcast), parsed.GetValue(MessagesPerSynchronization));
        return each is null && phase is null ? null : new CostBudget { MessagesPerBroadcast = each, MessagesPerSynchronization = phase };
    }

    private static ExplorationBounds ReadBounds(ParseResult parsed)
    {
        var peers = parsed.GetValue(Peers) ?? Usual.Peers;
        return new ExplorationBounds
        {
            Peers = peers,
            Calls = parsed.GetValue(Calls) is { Length: > 0 } calls
                ? calls
                : ExplorationBounds.SpreadCalls(peers, parsed.GetValue(Broadcasts) ?? DefaultBroadcasts),
            Crashes = parsed.GetValue(Crashes) ?? Usual.Crashes,
            Leaves = parsed.GetValue(Leaves) ?? 0,
            Suspicions = parsed.GetValue(Suspicions) ?? 0,
            Ticks = parsed.GetValue(Ticks) ?? 0,
            Links = parsed.GetValue(Links) ?? LinkKind.Fifo,
            Losses = parsed.GetValue(Losses) ?? 0,
            Duplicates = parsed.GetValue(Duplicates) ?? 0,
            Granularity = parsed.GetValue(Granularity) ?? CrashGranularity.Send,
            Budget = parsed.GetValue(Budget) ?? Usual.Budget,
            Workers = parsed.GetValue(Workers) ?? Math.Min(Environment.ProcessorCount, MostWorkers),
            Costs = ReadCosts(parsed),
            Guarantees = parsed.GetValue(Uniform) ? AtomicBroadcast.Uniform : AtomicBroadcast.All,
            Witnesses = parsed.GetValue(Witness) ?? [],
        };
    }
}
