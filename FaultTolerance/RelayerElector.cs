namespace Course.FaultTolerance;

/// <summary>
/// Elects the relayer from local knowledge alone: the first live member in the order of the policy. The epoch is the rank of the
/// elected member in that order, so peers that learn of leaves in different orders meet in the same epoch (rule 1, schedule D2).
/// </summary>
internal sealed class RelayerElector(IElectionPolicy policy, Membership membership)
{
    private Member[] _order = [];

    public PeerNumber Relayer { get; private set; }

    public Epoch Epoch { get; private set; }

    public void Start(IReadOnlyList<Member> members)
    {
        _order = [.. members];
        Array.Sort(_order, policy.Compare);
        for (var rank = 1; rank < _order.Length; rank++) RequireOrder(_order[rank - 1], _order[rank]);
        Elect();
    }

    /// <summary>The first live member relays. Ranks only grow, because members only leave.</summary>
    public void Elect()
    {
        // <A4.2> Elect the first live member.
        // | _order has the members by rank: _order[0] has rank 1. Set Relayer and Epoch. Peers may learn of leaves in different orders:
        // | what may the epoch depend on?
        var rank = Math.Max(1, Epoch.Value);
        while (!membership.IsLive(_order[rank - 1].Number)) rank++;
        Relayer = _order[rank - 1].Number;
        Epoch = new Epoch(rank);
        // </A4.2>
    }

    /// <summary>The member that relays in an epoch.</summary>
    /// <exception cref="ProtocolViolationException">No member has this rank.</exception>
    public PeerNumber RelayerOf(Epoch epoch)
    {
        // <A4.2> Elect the first live member.
        // | Live or not. A rank that no member has is a ProtocolViolationException.
        if (epoch.Value >= 1 && epoch.Value <= _order.Length) return _order[epoch.Value - 1].Number;
        throw new ProtocolViolationException(
            $"Epoch {epoch} was named, but the session has {_order.Length} members: an epoch is a rank in the election order (rule 1). "
            + "Do all peers count ranks from 1 and use the same election policy?");
        // </A4.2>
    }

    private void RequireOrder(Member earlier, Member later)
    {
        if (policy.Compare(earlier, later) >= 0 || policy.Compare(later, earlier) <= 0)
        {
            throw new ArgumentException(
                $"{policy.GetType().Name} does not put {earlier} and {later} in one order: an election policy must be a "
                + "total order of the members, so that all peers elect the same relayer. Let it compare join numbers last.");
        }
    }
}
