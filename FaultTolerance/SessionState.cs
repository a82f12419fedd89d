namespace Course.FaultTolerance;

/// <summary>What the managers of one peer share: the membership, the elector, this peer's log of the order, and the outbox.</summary>
internal sealed class SessionState
{
    public SessionState(FaultToleranceOptions options)
    {
        Options = options;
        Elector = new RelayerElector(options.ElectionPolicy, Membership);
        Log = new RelayLog(options.Buffering);
    }

    public FaultToleranceOptions Options { get; }

    public Membership Membership { get; } = new();

    public RelayerElector Elector { get; }

    public RelayLog Log { get; }

    public Outbox Outbox { get; } = new();

    /// <summary>The newest local number of each member's broadcasts in the log; a new relayer numbers on from it.</summary>
    public PeerTable<long> Seen { get; private set; } = new(default);

    public void Start(in SessionStarted e)
    {
        Membership.Start(e.Self, e.Members);
        Elector.Start(e.Members);
        Seen = new PeerTable<long>(Membership.Highest);
    }
}
