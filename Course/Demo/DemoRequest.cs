using Course.FaultTolerance;
using Course.Hosting;

namespace Course.Commands.Demo;

/// <summary>The options of <c>course demo</c> as they were given; null where one was not.</summary>
internal sealed record DemoRequest
{
    private const int DefaultPeers = 4;
    private const int DefaultMessages = 500;
    private const int DefaultSize = 100;

    public int? Peers { get; init; }

    public int? Messages { get; init; }

    public int? Size { get; init; }

    public string? Input { get; init; }

    public Buffering? Buffering { get; init; }

    public FaultKind? Kill { get; init; }

    public KillPoint? KillAt { get; init; }

    public int? Kills { get; init; }

    public bool Stop { get; init; }

    public required int Seed { get; init; }

    public int? Repeat { get; init; }

    public bool Matrix { get; init; }

    public string? Out { get; init; }

    public required TimeSpan SilenceBound { get; init; }

    public required TimeSpan Guard { get; init; }

    /// <summary>Refuses options that exclude one another.</summary>
    /// <exception cref="CommandException">Names both.</exception>
    public void Check()
    {
        if (Stop && (Kill, KillAt, Kills) != (null, null, null))
            throw Conflict("--stop", "--kill, --kill-at and --kills", "the hung relayer is the fault");
        if (KillAt is not null && Kill is FaultKind.KillClient or FaultKind.None)
            throw Conflict("--kill-at", "--kill client and --kill none", "it is the relayer that dies");
        if (Kill == FaultKind.None && Kills is not null) throw Conflict("--kill none", "--kills", "nobody is killed");
        if (Input is not null && Size is not null) throw Conflict("--input", "--size", "the lines of a file have their own sizes");
        if (Matrix && (Peers, Messages, Kill, KillAt, Kills, Buffering, Stop) != (null, null, null, null, null, null, false))
            throw Conflict("--matrix", "--peers, --messages, --buffering and the faults", "it runs a list of its own");
    }

    /// <summary>One run of this request.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="folder">Where its traces go.</param>
    /// <exception cref="CommandException">The options make no run.</exception>
    public DemoOptions ToOptions(int seed, string folder)
    {
        var lines = Lines(seed);
        var peers = Peers ?? DefaultPeers;
        var fault = Fault(seed, peers, lines.Count);
        DemoRules.Check(peers, lines.Count, fault);
        return new DemoOptions
        {
            Peers = peers,
            Lines = lines,
            Buffering = Buffering ?? FaultTolerance.Buffering.Replicated,
            Fault = fault,
            Seed = seed,
            SilenceBound = SilenceBound,
            Guard = Guard,
            Folder = folder,
        };
    }

    private IReadOnlyList<string> Lines(int seed) =>
        Input is not null ? InputTexts.FromFile(Input, Messages)
        : (Messages, Size) == (null, null) ? InputTexts.Shipped()
        : InputTexts.MadeUp(Messages ?? DefaultMessages, Size ?? DefaultSize, seed);

    private FaultPlan Fault(int seed, int peers, int messages)
    {
        if (Stop) return new FaultPlan(FaultKind.Stop, 1);
        if (KillAt is not null) return new FaultPlan(FaultKind.KillAt, Kills ?? 1, KillAt);
        if (Kill == FaultKind.None) return new FaultPlan(FaultKind.None, 0);
        if (Kill is { } kind) return new FaultPlan(kind, Kills ?? 1);
        if (Kills is { } kills) return new FaultPlan(FaultKind.KillRelayer, kills);

        // In the middle of a multicast: some of the others have it and some have not. Two peers have no such middle.
        var random = new Random(seed);
        var broadcast = Math.Max(1, random.Next(messages / 5, (messages / 2) + 1));
        return new FaultPlan(FaultKind.KillAt, 1, new KillPoint(broadcast, random.Next(1, Math.Max(2, peers - 1))));
    }

    private static CommandException Conflict(string option, string others, string reason) =>
        new($"{option} does not go with {others}: {reason}. Leave one of them out.");
}
