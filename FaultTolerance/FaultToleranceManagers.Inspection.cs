namespace Course.FaultTolerance;

/// <content>What traces, pages and tests may look at. Reading changes nothing.</content>
public sealed partial class FaultToleranceManagers
{
    public FaultToleranceOptions Options => _session.Options;

    /// <summary>The session's start has been heard here.</summary>
    public bool IsStarted => _session.Membership.IsStarted;

    /// <summary>This peer was excluded; every event is discarded.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>Zero before the start.</summary>
    public PeerNumber Self => _session.Membership.Self;

    /// <summary>The elected relayer; zero before the start.</summary>
    public PeerNumber Relayer => _session.Elector.Relayer;

    /// <summary>The rank of the elected relayer; zero before the start.</summary>
    public Epoch Epoch => _session.Elector.Epoch;

    public bool IsRelayer => IsStarted && Relayer == Self;

    /// <summary>The relayer has left and finish of the next one has not come yet: new broadcasts are held.</summary>
    public bool IsSynchronizing => IsStarted && !_slave.IsOpen;

    /// <summary>How far this peer has come in the one order.</summary>
    public LastReceived Last => _session.Log.Last;

    /// <summary>What this peer knows to be received by all live members.</summary>
    public LastReceived Stable => _session.Log.Stable;

    /// <summary>
    /// The local number of the newest own broadcast; 0 before the first. Right after SentBroadcast it is that broadcast's.
    /// </summary>
    public long LastLocalNumber => _slave.LastLocalNumber;

    /// <summary>Own broadcasts without an echo, held ones included; the out-coupler keeps it within MaximumPending.</summary>
    public int PendingCount => _slave.PendingCount;

    /// <summary>Relays that are kept: at most one under distributed buffering, at most the window under replicated buffering.</summary>
    public int BufferedCount => _session.Log.Count;

    /// <summary>At the relayer: broadcasts that wait for a number.</summary>
    public int InboxCount => _master.InboxCount;

    /// <summary>At the relayer: broadcasts that were passed to the relayer object and not yet sent to all their receivers.</summary>
    public int PassedCount => _master.PassedCount;

    /// <summary>The live members by join number, this peer included; empty before the start.</summary>
    public IReadOnlyList<PeerNumber> Live => _session.Membership.Live;

    /// <summary>The state in words, one line.</summary>
    public string Describe()
    {
        if (!IsStarted) return $"not started: {PendingCount} broadcasts and {_early.Count} events wait for the member list";
        var phase = IsEnded ? "excluded" : IsSynchronizing ? "synchronizing" : "open";
        var numbers = IsRelayer ? $", numbered {_master.LastNumbered}, inbox {InboxCount}, passed {PassedCount}" : "";
        return $"peer {Self} {phase}, epoch {Epoch}, relayer {Relayer}, live [{string.Join(' ', Live)}], received {Last}, stable {Stable}, "
            + $"pending {PendingCount}, buffered {BufferedCount}{numbers}";
    }
}
