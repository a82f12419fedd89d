using Course.Simulation.Checking;
using Course.Simulation.Stepping;

namespace Course.Simulation.Simulating;

/// <summary>A scenario of the virtual world: who, what, on which network, with which faults, and the seed of everything random.</summary>
public sealed record SimulationOptions
{
    /// <summary>How many peers, 1 to 256; they are called p1, p2, … in join order. Default 5.</summary>
    public int Peers { get; init; } = 5;

    /// <summary>How many calls are made in all, 0 to 10,000,000, shared evenly by the senders. Default 100.</summary>
    public int Messages { get; init; } = 100;

    /// <summary>The names of the peers that make calls; null (the default): all.</summary>
    public IReadOnlyList<string>? Senders { get; init; }

    /// <summary>
    /// The length of each text in characters, 0 to 1,048,576; a text always holds its sender and number, so it may be longer. Default 16.
    /// </summary>
    public int TextLength { get; init; } = 16;

    /// <summary>The longest pause between two calls of one peer, 0 to 1 h; the seed draws each. Default 2 ms.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(2);

    /// <summary>
    /// The calls one by one, at most 100,000; null (the default): <see cref="Messages"/> calls of <see cref="Senders"/> with texts of
    /// <see cref="TextLength"/>. Calls of one peer are made in the order of their times.
    /// </summary>
    public IReadOnlyList<TimedCall>? Calls { get; init; }

    /// <summary>How each peer is built. Default: replicated buffering and an ordered log of texts.</summary>
    public PeerBlueprint Blueprint { get; init; } = new();

    /// <summary>All links, but for those that <see cref="LinksBetween"/> names. Default: reliable and in order.</summary>
    public LinkOptions Links { get; init; } = new();

    /// <summary>Directed links that are different: much slower ones, say.</summary>
    public IReadOnlyDictionary<(string From, string To), LinkOptions> LinksBetween { get; init; } =
        new Dictionary<(string From, string To), LinkOptions>();

    /// <summary>What goes wrong. Default: nothing.</summary>
    public FaultScript Faults { get; init; } = FaultScript.None;

    /// <summary>The seed: equal options give equal traces, byte by byte. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>What the run may cost in messages. Default: anything.</summary>
    public CostBudget? Costs { get; init; }

    /// <summary>
    /// A peer that is silent for longer has left; heartbeats tick each fifth of it. Default 5 s; 10 ms to 1 day.
    /// </summary>
    public TimeSpan SilenceBound { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What the end of a crashed peer's links takes beyond their delay, until the others notice. Default 0; up to 1 h.</summary>
    public TimeSpan DetectionDelay { get; init; }

    /// <summary>The most steps of peers, 1 or more. Default 100,000,000. A run that reaches it hangs.</summary>
    public long MaximumSteps { get; init; } = 100_000_000;

    /// <summary>The most virtual time, above 0, up to 365 days. Default 1 h. A run that reaches it hangs.</summary>
    public TimeSpan MaximumTime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>What the session is called.</summary>
    internal const string SessionName = "lobby";

    internal TimeSpan TickPeriod => SilenceBound / 5;

    internal static string NameOf(int peer) => $"p{peer + 1}";

    internal LinkOptions LinkOf(int from, int to) => LinksBetween.GetValueOrDefault((NameOf(from), NameOf(to)), Links);

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentException">An option is out of its range; the text names it and what to choose.</exception>
    public void Validate()
    {
        OptionRules.Range(nameof(Peers), Peers, 1, 256);
        OptionRules.Range(nameof(Messages), Messages, 0, 10_000_000);
        OptionRules.Range(nameof(TextLength), TextLength, 0, 1 << 20);
        OptionRules.Range(nameof(Pause), Pause, TimeSpan.Zero, TimeSpan.FromHours(1));
        OptionRules.Range(nameof(SilenceBound), SilenceBound, TimeSpan.FromMilliseconds(10), TimeSpan.FromDays(1));
        OptionRules.Range(nameof(DetectionDelay), DetectionDelay, TimeSpan.Zero, TimeSpan.FromHours(1));
        OptionRules.Range(nameof(MaximumSteps), MaximumSteps, 1, long.MaxValue);
        OptionRules.Range(nameof(MaximumTime), MaximumTime, TimeSpan.FromTicks(1), TimeSpan.FromDays(365));
        Links.Validate("Links: ");
        foreach (var ((from, to), link) in LinksBetween)
        {
            RequirePeer(nameof(LinksBetween), from);
            RequirePeer(nameof(LinksBetween), to);
            link.Validate($"LinksBetween {from} and {to}: ");
        }

        OptionRules.Range(nameof(Calls), Calls?.Count ?? 0, 0, 100_000);
        foreach (var call in Calls ?? [])
        {
            RequirePeer(nameof(Calls), call.Peer);
            OptionRules.Range("the time of a call", call.Time, TimeSpan.Zero, TimeSpan.FromDays(1));
        }

        foreach (var sender in Senders ?? []) RequirePeer(nameof(Senders), sender);
        if (Senders is { Count: 0 } && Messages > 0)
            throw new ArgumentException($"Senders is empty and Messages is {Messages}: name a sender, or choose Messages = 0.");
        foreach (var fault in Faults.Faults)
        {
            foreach (var peer in PeersOf(fault).Where(peer => peer != Fault.Relayer)) RequirePeer($"Faults: '{fault}'", peer);
        }
    }

    private static IEnumerable<string> PeersOf(Fault fault) => fault switch
    {
        Fault.CrashAt f => [f.Peer],
        Fault.CrashInRelay f => [f.Peer],
        Fault.RestartAt f => [f.Peer],
        Fault.HangAt f => [f.Peer],
        Fault.LeaveAt f => [f.Peer],
        Fault.PartitionAt f => f.Groups.SelectMany(group => group),
        _ => [],
    };

    private void RequirePeer(string where, string name)
    {
        for (var peer = 0; peer < Peers; peer++)
        {
            if (NameOf(peer) == name) return;
        }

        throw new ArgumentException($"{where} names {name}, which is no peer: the {Peers} peers are {NameOf(0)} to {NameOf(Peers - 1)}.");
    }
}
