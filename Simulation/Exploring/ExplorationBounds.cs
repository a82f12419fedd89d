using Course.Simulation.Checking;

namespace Course.Simulation.Exploring;

/// <summary>What an exploration covers: within these bounds every order of every choice is tried.</summary>
public sealed record ExplorationBounds
{
    /// <summary>The most peers: crashes are sets of peers, and nobody waits for the search of more.</summary>
    public const int MaximumPeers = 6;

    /// <summary>Peers of the session, 2 to <see cref="MaximumPeers"/>; named p1, p2, … in join order.</summary>
    public int Peers { get; init; } = 3;

    /// <summary>The application calls; see <see cref="SpreadCalls"/>.</summary>
    public IReadOnlyList<ScriptedCall> Calls { get; init; } = SpreadCalls(3, 3);

    /// <summary>Crashes at most, anywhere, as long as one peer is left. 0 to Peers - 1.</summary>
    public int Crashes { get; init; } = 1;

    /// <summary>The peers that may crash, from 1; null (the default): every peer.</summary>
    public IReadOnlyList<int>? CrashingPeers { get; init; }

    /// <summary>
    /// Crashes of the relayer inside a multicast, in their order, beyond <see cref="Crashes"/>: each happens as soon as it can, in every
    /// schedule in which somebody else lives then. Fewer than peers.
    /// </summary>
    public IReadOnlyList<ScriptedCrash> ScriptedCrashes { get; init; } = [];

    /// <summary>Goodbyes at most, at any moment. 0 to Peers - 1.</summary>
    public int Leaves { get; init; }

    /// <summary>The peers that may say goodbye, from 1; null (the default): every peer.</summary>
    public IReadOnlyList<int>? LeavingPeers { get; init; }

    /// <summary>How often a live peer may take another live peer for dead. 0 to 3.</summary>
    public int Suspicions { get; init; }

    /// <summary>Heartbeat ticks at most at any moment; when nothing else is left to do, ticks are free. 0 to 10.</summary>
    public int Ticks { get; init; }

    /// <summary>The order that links promise.</summary>
    public LinkKind Links { get; init; } = LinkKind.Fifo;

    /// <summary>Frames that may be lost at most. 0 to 3.</summary>
    public int Losses { get; init; }

    /// <summary>Frames that may come twice at most. 0 to 3.</summary>
    public int Duplicates { get; init; }

    /// <summary>Where a crash cuts what was sent.</summary>
    public CrashGranularity Granularity { get; init; } = CrashGranularity.Send;

    /// <summary>The most states that are visited; the search then ends with <see cref="ExplorationOutcome.OutOfBudget"/>.</summary>
    public long Budget { get; init; } = 5_000_000;

    /// <summary>Threads that run peers, 1 to 64. The result does not depend on it.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>
    /// Whether local histories with equal states are one. False: only histories with equal inputs are, which visits many more states and
    /// finds the same; for checking the search itself.
    /// </summary>
    public bool MergesStates { get; init; } = true;

    /// <summary>
    /// What a schedule may cost in messages, judged beside the guarantees; null: anything. States whose costs differ are not merged.
    /// </summary>
    public CostBudget? Costs { get; init; }

    /// <summary>What is judged.</summary>
    public IReadOnlyList<Guarantee> Guarantees { get; init; } = AtomicBroadcast.All;

    /// <summary>What must have happened somewhere in the search, or it shows nothing.</summary>
    public IReadOnlyList<ExplorationWitness> Witnesses { get; init; } = [];

    /// <summary>Calls spread over the peers: p2, p3, …, p1, p2, and so on; the texts are a, b, c, …</summary>
    public static IReadOnlyList<ScriptedCall> SpreadCalls(int peers, int calls) =>
        [.. Enumerable.Range(0, calls).Select(i => new ScriptedCall(((i + 1) % peers) + 1, Letter(i)))];

    /// <summary>Calls that any peer may make: every way to share them out is tried. The texts are a, b, c, … at each peer.</summary>
    public static IReadOnlyList<ScriptedCall> AnyCalls(int calls) =>
        [.. Enumerable.Range(0, calls).Select(i => new ScriptedCall(ScriptedCall.AnyPeer, Letter(i)))];

    /// <summary>Refuses bounds that cannot be explored.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the text names it and the range.</exception>
    public void Validate()
    {
        Require(nameof(Peers), Peers, 2, MaximumPeers);
        Require(nameof(Crashes), Crashes, 0, Peers - 1);
        Require(nameof(Leaves), Leaves, 0, Peers - 1);
        Require(nameof(Suspicions), Suspicions, 0, 3);
        Require(nameof(Ticks), Ticks, 0, 10);
        Require(nameof(Losses), Losses, 0, 3);
        Require(nameof(Duplicates), Duplicates, 0, 3);
        Require(nameof(Workers), Workers, 1, 64);
        Require(nameof(Calls), Calls.Count, 0, 1000);
        if (Budget < 1) throw new ArgumentException($"{nameof(Budget)} is {Budget}: choose at least 1 state.");
        Require(nameof(ScriptedCrashes), ScriptedCrashes.Count, 0, Peers - 1);
        foreach (var crash in ScriptedCrashes)
        {
            Require("the sends before a scripted crash", crash.AfterSends, 0, Peers - 1);
            Require("the relay of a scripted crash", crash.Relay, 1, 1000);
        }

        foreach (var peer in CrashingPeers ?? []) Require(nameof(CrashingPeers), peer, 1, Peers);
        foreach (var peer in LeavingPeers ?? []) Require(nameof(LeavingPeers), peer, 1, Peers);
        foreach (var call in Calls) Require("the peer of a call", call.Peer, ScriptedCall.AnyPeer, Peers);
        if (Calls.Any(call => call.Peer == ScriptedCall.AnyPeer) && Calls.Any(call => call.Peer != ScriptedCall.AnyPeer))
            throw new ArgumentException("Some calls name their peer and some are of any peer: let all name it, or none.");
    }

    private static string Letter(int call) => $"{(char)('a' + (call % 26))}{(call < 26 ? "" : call / 26)}";

    private static void Require(string option, int value, int least, int most)
    {
        if (value < least || value > most) throw new ArgumentException($"{option} is {value}: choose a value from {least} to {most}.");
    }
}
