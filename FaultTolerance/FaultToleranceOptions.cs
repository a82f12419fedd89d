namespace Course.FaultTolerance;

/// <summary>Who keeps what, so that a partial broadcast can be completed.</summary>
public enum Buffering
{
    /// <summary>
    /// A peer keeps at most one relay, the newest; the relayer starts relay n+1 when all live members have acknowledged n.
    /// </summary>
    Distributed,

    /// <summary>Relays are pipelined; a peer keeps each relay until it is stable (known to be received by all live members).</summary>
    Replicated,
}

/// <summary>What the links between the peers promise.</summary>
public enum LinkOrder
{
    /// <summary>First in, first out, as remote calls over TCP: a gap is a fatal error (rule 7).</summary>
    Fifo,

    /// <summary>Messages may overtake one another or come twice: what comes too early is held back.</summary>
    Unordered,
}

/// <summary>The options of the managers; the same at every peer of a session.</summary>
public sealed record FaultToleranceOptions
{
    /// <summary>Default: <see cref="Buffering.Distributed"/>.</summary>
    public Buffering Buffering { get; init; } = Buffering.Distributed;

    /// <summary>Default: <see cref="LinkOrder.Fifo"/>.</summary>
    public LinkOrder Links { get; init; } = LinkOrder.Fifo;

    /// <summary>
    /// W: unstable relays at most under replicated buffering, 2 to 1,048,576. Default 1,024. At the bound the relayer waits.
    /// </summary>
    public int Window { get; init; } = 1024;

    /// <summary>K: a peer acknowledges every K-th relay under replicated buffering, 1 to W/2. Default 16: short logs and reports.</summary>
    public int AcknowledgeEvery { get; init; } = 16;

    /// <summary>
    /// P: own broadcasts that were not echoed, at most, 1 to 1,048,576. Default 1,024. The out-coupler makes callers wait there.
    /// </summary>
    public int MaximumPending { get; init; } = 1024;

    /// <summary>Default: <see cref="FirstByJoinOrder"/>.</summary>
    public IElectionPolicy ElectionPolicy { get; init; } = new FirstByJoinOrder();

    /// <summary>Refuses, in words, values with which the protocol would stand still.</summary>
    /// <exception cref="ArgumentException">A value is out of range; the text names it, the rule, and what to do.</exception>
    public void Validate()
    {
        RequireDefined(nameof(Buffering), Enum.IsDefined(Buffering), Buffering);
        RequireDefined(nameof(Links), Enum.IsDefined(Links), Links);
        RequireRange(nameof(Window), Window, 2, LargestBound);
        RequireRange(nameof(MaximumPending), MaximumPending, 1, LargestBound);
        RequireRange(nameof(AcknowledgeEvery), AcknowledgeEvery, 1, LargestBound);
        // <A6.4> Refuse what is beyond a bound.
        // | Which AcknowledgeEvery would let the relayer stand still at its Window? Refuse it with an ArgumentException that says what to
        // | choose.
        // = if (2 * AcknowledgeEvery > Window) throw new NotImplementedException("A6.4 Refuse what is beyond a bound.");
        if (AcknowledgeEvery > Window / 2)
        {
            throw new ArgumentException(
                $"AcknowledgeEvery is {AcknowledgeEvery} and Window is {Window}: peers that acknowledge less often than every half "
                + "window let the relayer stand still at its bound (rule 10: K <= W/2). "
                + $"Choose AcknowledgeEvery <= {Window / 2} or Window >= {2L * AcknowledgeEvery}.");
        }
        // </A6.4>

        if (ElectionPolicy is null)
        {
            throw new ArgumentException(
                "ElectionPolicy is null: choose FirstByJoinOrder, LowestName, HighestName or an own IElectionPolicy.");
        }
    }

    private const int LargestBound = 1 << 20;

    private static void RequireRange(string option, int value, int least, int most)
    {
        if (value < least || value > most)
        {
            throw new ArgumentException($"{option} is {value}: choose a value from {least} to {most}.");
        }
    }

    private static void RequireDefined<TEnum>(string option, bool defined, TEnum value) where TEnum : struct, Enum
    {
        if (!defined)
        {
            throw new ArgumentException($"{option} is {value}: choose one of {string.Join(", ", Enum.GetNames<TEnum>())}.");
        }
    }
}
