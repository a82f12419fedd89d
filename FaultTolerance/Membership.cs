namespace Course.FaultTolerance;

/// <summary>
/// Who belongs to the session and who of them is live. The list is frozen when the session starts (rule 2); from then on members
/// only leave, and each leaves once. Peers may learn of leaves in different orders (trap 9); nothing here depends on the order.
/// </summary>
internal sealed class Membership
{
    private const int LargestPeerNumber = 1 << 20;
    private readonly List<PeerNumber> _live = [];
    private readonly List<PeerNumber> _others = [];
    private bool[] _isLive = [];
    private bool[] _isMember = [];

    public bool IsStarted { get; private set; }

    public PeerNumber Self { get; private set; }

    public PeerNumber Highest { get; private set; }

    /// <summary>All live members, by join number.</summary>
    public IReadOnlyList<PeerNumber> Live => _live;

    /// <summary>The live members without this peer, by join number.</summary>
    public List<PeerNumber> Others => _others;

    public void Start(PeerNumber self, IReadOnlyList<Member> members)
    {
        if (IsStarted)
        {
            throw new ProtocolViolationException(
                $"Peer {Self} was told a second time that the session starts: the member list is frozen by the first (rule 2). "
                + "A late join must be refused by the rendezvous.");
        }

        foreach (var member in members) Add(member);
        if (!IsMember(self))
        {
            throw new ArgumentException(
                $"Peer {self} is not in the member list [{string.Join(", ", members)}]: start it with a list that has it.");
        }

        IsStarted = true;
        Self = self;
        _live.Sort();
        _others.AddRange(_live);
        _others.Remove(self);
    }

    public bool IsMember(PeerNumber peer) => (uint)peer.Value < (uint)_isMember.Length && _isMember[peer.Value];

    public bool IsLive(PeerNumber peer) => (uint)peer.Value < (uint)_isLive.Length && _isLive[peer.Value];

    /// <summary>False when the peer is known to have left.</summary>
    public bool TryLeave(PeerNumber peer)
    {
        if (!IsLive(peer)) return false;
        _isLive[peer.Value] = false;
        _live.Remove(peer);
        _others.Remove(peer);
        return true;
    }

    private void Add(Member member)
    {
        var number = member.Number;
        if (number.Value is < 1 or > LargestPeerNumber || IsMember(number))
        {
            throw new ArgumentException(
                $"The member list holds {member}: join numbers are unique, from 1 to {LargestPeerNumber:N0}; they are given "
                + "session-wide by the rendezvous (rule 2).");
        }

        if (number > Highest)
        {
            Highest = number;
            Array.Resize(ref _isMember, number.Value + 1);
            Array.Resize(ref _isLive, number.Value + 1);
        }

        _isMember[number.Value] = true;
        _isLive[number.Value] = true;
        _live.Add(number);
    }
}
