using System.Globalization;
using Course.FaultTolerance;
using Course.Peers;
using Course.Simulation.Checking;
using Course.Simulation.Stepping;

namespace Course.Simulation.Exploring;

/// <summary>
/// Bounds and options of the reference in one value that can be written as text and read again: what <c>explore</c> takes on the command
/// line and what a <see cref="ReplayToken"/> holds.
/// </summary>
public sealed record ExplorationScenario
{
    /// <summary>What is covered.</summary>
    public ExplorationBounds Bounds { get; init; } = new();

    /// <summary>Who keeps what.</summary>
    public Buffering Buffering { get; init; } = Buffering.Replicated;

    /// <summary>W: unstable relays at most, replicated buffering only.</summary>
    public int Window { get; init; } = 1024;

    /// <summary>K: a peer acknowledges every K-th relay, replicated buffering only.</summary>
    public int AcknowledgeEvery { get; init; } = 256;

    /// <summary>How the peers are built.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public PeerBlueprint Blueprint()
    {
        var keepsOrder = Bounds.Links == LinkKind.Fifo && Bounds.Losses == 0 && Bounds.Duplicates == 0;
        var options = new FaultToleranceOptions
        {
            Buffering = Buffering,
            Window = Window,
            AcknowledgeEvery = AcknowledgeEvery,
            Links = keepsOrder ? LinkOrder.Fifo : LinkOrder.Unordered,
        };
        options.Validate();
        return new PeerBlueprint { Ordering = new Ordering { FaultTolerance = options } };
    }

    /// <summary>A token for a schedule of this scenario.</summary>
    public ReplayToken TokenOf(Schedule schedule) => new(ToOptions(), schedule);

    /// <summary>The options that differ from the defaults, and the number of peers, by name.</summary>
    public IReadOnlyDictionary<string, string> ToOptions()
    {
        var defaults = new ExplorationScenario();
        var options = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["peers"] = Text(Bounds.Peers),
            ["calls"] = string.Join('+', Bounds.Calls.Select(call => $"{call.Peer}.{Escape(call.Text)}")),
            ["buffering"] = Buffering == Buffering.Distributed ? "distributed" : "replicated",
        };
        Add("crashes", Bounds.Crashes, 0);
        Add("leaves", Bounds.Leaves, 0);
        Add("suspicions", Bounds.Suspicions, 0);
        Add("ticks", Bounds.Ticks, 0);
        Add("losses", Bounds.Losses, 0);
        Add("duplicates", Bounds.Duplicates, 0);
        if (Bounds.Costs?.MessagesPerBroadcast is { } each) options["perbroadcast"] = Text(each);
        if (Bounds.Costs?.MessagesPerSynchronization is { } phase) options["persynchronization"] = Text(phase);
        Add("window", Window, defaults.Window);
        Add("acknowledge", AcknowledgeEvery, defaults.AcknowledgeEvery);
        if (Bounds.CrashingPeers is { } crashing) options["crashing"] = string.Join('+', crashing.Select(Text));
        if (Bounds.LeavingPeers is { } leaving) options["leaving"] = string.Join('+', leaving.Select(Text));
        if (Bounds.ScriptedCrashes.Count > 0)
            options["relayercrashes"] = string.Join(
                '+', Bounds.ScriptedCrashes.Select(crash => $"{Text(crash.AfterSends)}.{Text(crash.Relay)}"));
        if (Bounds.Links == LinkKind.Bag) options["links"] = "bag";
        if (Bounds.Granularity == CrashGranularity.Handler) options["granularity"] = "handler";
        if (Bounds.Guarantees.Contains(Guarantee.UniformAgreement)) options["uniform"] = "yes";
        return options;

        void Add(string name, int value, int usual)
        {
            if (value != usual) options[name] = Text(value);
        }
    }

    /// <summary>Reads options by name.</summary>
    /// <exception cref="FormatException">An option is unknown or has a value that it cannot have; the text names it.</exception>
    public static ExplorationScenario FromOptions(IReadOnlyDictionary<string, string> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var scenario = new ExplorationScenario { Bounds = new ExplorationBounds { Crashes = 0 } };
        foreach (var (name, value) in options) scenario = With(scenario, name, value);
        if (!options.ContainsKey("calls"))
        {
            // A number out of its range is refused when the bounds are validated; it must not make so many calls before.
            var peers = Math.Min(scenario.Bounds.Peers, ExplorationBounds.MaximumPeers);
            scenario = scenario with { Bounds = scenario.Bounds with { Calls = ExplorationBounds.SpreadCalls(peers, peers) } };
        }

        return scenario;
    }

    private static ExplorationScenario With(ExplorationScenario scenario, string name, string value)
    {
        var bounds = scenario.Bounds;
        return name switch
        {
            "peers" => scenario with { Bounds = bounds with { Peers = Number() } },
            "calls" => scenario with { Bounds = bounds with { Calls = ReadCalls(value) } },
            "crashes" => scenario with { Bounds = bounds with { Crashes = Number() } },
            "crashing" => scenario with { Bounds = bounds with { CrashingPeers = Numbers(value, '+') } },
            "leaving" => scenario with { Bounds = bounds with { LeavingPeers = Numbers(value, '+') } },
            "relayercrashes" => scenario with { Bounds = bounds with { ScriptedCrashes = [.. value.Split('+').Select(ReadCrash)] } },
            "leaves" => scenario with { Bounds = bounds with { Leaves = Number() } },
            "suspicions" => scenario with { Bounds = bounds with { Suspicions = Number() } },
            "ticks" => scenario with { Bounds = bounds with { Ticks = Number() } },
            "losses" => scenario with { Bounds = bounds with { Losses = Number() } },
            "duplicates" => scenario with { Bounds = bounds with { Duplicates = Number() } },
            "perbroadcast" => WithCosts(scenario, costs => costs with { MessagesPerBroadcast = Number() }),
            "persynchronization" => WithCosts(scenario, costs => costs with { MessagesPerSynchronization = Number() }),
            "window" => scenario with { Window = Number() },
            "acknowledge" => scenario with { AcknowledgeEvery = Number() },
            "links" => scenario with { Bounds = bounds with { Links = OneOf(("fifo", LinkKind.Fifo), ("bag", LinkKind.Bag)) } },
            "granularity" => scenario with
            {
                Bounds = bounds with { Granularity = OneOf(("send", CrashGranularity.Send), ("handler", CrashGranularity.Handler)) },
            },
            "buffering" => scenario with
            {
                Buffering = OneOf(("distributed", Buffering.Distributed), ("replicated", Buffering.Replicated)),
            },
            "uniform" => scenario with
            {
                Bounds = bounds with { Guarantees = OneOf(("yes", AtomicBroadcast.Uniform), ("no", AtomicBroadcast.All)) },
            },
            _ => throw new FormatException($"A scenario has no option '{name}'. Do the token and this program belong to one version?"),
        };

        int Number() => NumberIn(value);

        int[] Numbers(string list, char separator) => [.. list.Split(separator).Select(NumberIn)];

        ScriptedCrash ReadCrash(string crash) => Numbers(crash, '.') is [var sends, var relay]
            ? new ScriptedCrash(sends, relay)
            : throw new FormatException($"'{crash}' is no crash of a relayer: sends.relay is.");

        int NumberIn(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"The option '{name}' of a scenario takes numbers, and '{text}' is none.");

        T OneOf<T>(params (string Word, T Value)[] words)
        {
            foreach (var (word, meaning) in words)
            {
                if (word == value) return meaning;
            }

            throw new FormatException($"The option '{name}' is {string.Join(" or ", words.Select(word => word.Word))}, and not '{value}'.");
        }
    }

    private static ExplorationScenario WithCosts(ExplorationScenario scenario, Func<CostBudget, CostBudget> change) =>
        scenario with { Bounds = scenario.Bounds with { Costs = change(scenario.Bounds.Costs ?? new CostBudget()) } };

    private static ScriptedCall[] ReadCalls(string value) => [.. value.Split('+', StringSplitOptions.RemoveEmptyEntries).Select(call =>
    {
        var dot = call.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && int.TryParse(call[..dot], NumberStyles.None, CultureInfo.InvariantCulture, out var peer)
            ? new ScriptedCall(peer, Unescape(call[(dot + 1)..]))
            : throw new FormatException($"'{call}' is no call of a scenario: peer.text is.");
    })];

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Letters and digits stay; everything else becomes <c>-</c> and four hexadecimal digits.</summary>
    private static string Escape(string text) =>
        string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) ? c.ToString() : $"-{(int)c:x4}"));

    private static string Unescape(string text)
    {
        var plain = new System.Text.StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '-')
            {
                plain.Append(text[i]);
            }
            else if (i + 4 < text.Length
                && ushort.TryParse(text.AsSpan(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var c))
            {
                plain.Append((char)c);
                i += 4;
            }
            else
            {
                throw new FormatException($"'{text}' is no text of a call: '-' stands before four hexadecimal digits.");
            }
        }

        return plain.ToString();
    }
}
