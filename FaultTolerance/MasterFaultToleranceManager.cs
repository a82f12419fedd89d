namespace Course.FaultTolerance;

/// <summary>
/// Active where this peer is the relayer. Numbers each received broadcast once and gives its N sent-relays that number; keeps the
/// relayer within the bound of the buffering; after an election runs the synchronization phase: waits for a report of every live
/// member, completes what is partial, says finish, numbers on.
/// </summary>
internal sealed class MasterFaultToleranceManager(SessionState session, SlaveFaultToleranceManager slave) : FaultToleranceManager(session)
{
    // State

    private readonly Queue<Broadcast> _inbox = new(); // bound: the unechoed broadcasts of all members, MaximumPending each
    private HoldBack<BroadcastId, Body> _early = new("broadcasts", bound: 0);
    private Role _role = Role.Client;
    private LastReceived _lastNumbered;
    private PeerTable<long> _numbered = new(default); // the newest local number of each member that has a sequence number
    private PeerTable<LastReceived> _acknowledged = new(default);
    private PeerTable<Report?> _reports = new(default); // stored whenever they come, never cleared (rule 14, trap 3)
    private NumberedBroadcasts _passed = new(default);

    private enum Role
    {
        Client,
        Synchronizing,
        Relaying,
    }

    public bool IsRelaying => _role == Role.Relaying;

    public int InboxCount => _inbox.Count;

    public int PassedCount => _passed.Count;

    public LastReceived LastNumbered => _lastNumbered;

    // Message events, in the lecture's order

    internal override void On(in SessionStarted e)
    {
        _numbered = new PeerTable<long>(Highest);
        _acknowledged = new PeerTable<LastReceived>(Highest);
        _reports = new PeerTable<Report?>(Highest);
        _passed = new NumberedBroadcasts(Highest);
        _early = new HoldBack<BroadcastId, Body>("broadcasts", bound: (long)Options.MaximumPending * Live.Count);
        if (!IsRelayer) return;
        BecomeRelayer();
        NumberFrom(LastReceived.Nothing);
    }

    internal override void On(in ReceivedBroadcast e)
    {
        if (!IsRelaying || e.Epoch != Epoch)
        {
            Discard(e, IsRelaying ? "fenced: sent in another epoch" : "not the relayer"); // its owner still has it
            return;
        }

        Acknowledged(e.From, e.LastReceived);
        if (e.Id.Host != e.From) throw ForeignId(e);
        var next = _numbered[e.From] + 1;
        if (e.Id.LocalNumber == next) TakeWithSuccessors(e);
        else if (e.Id.LocalNumber < next) Discard(e, "duplicate: numbered before"); // trap 8
        else if (Options.Links == LinkOrder.Fifo) throw Gap(e, next);
        else _early.Hold(e.Id, e.Body);
        LookAgain();
    }

    internal override void On(in SentRelay e)
    {
        if (!IsRelaying) Discard(e, "not the relayer");
        else if (!IsLive(e.To)) Discard(e, "the receiver has left");
        else if (_passed.TrySend(e.To, e.Id, out var sequence)) SendRelay(e.To, sequence, e.Id, e.Body);
        else Discard(e, "not passed in this epoch, or sent to this receiver before");
    }

    internal override void On(in ReceivedRelay e)
    {
        if (IsRelaying) LookAgain(); // this peer's own log counts for the window, too
    }

    internal override void On(in ReceivedAcknowledgement e)
    {
        if (!IsRelaying || e.Epoch != Epoch)
        {
            Discard(e, IsRelaying ? "fenced: sent in another epoch" : "not the relayer");
            return;
        }

        Acknowledged(e.From, e.Last);
        LookAgain();
    }

    internal override void On(in ReceivedReport e)
    {
        if (Elector.RelayerOf(e.Report.Epoch) != Self)
        {
            Discard(e, "this peer does not relay in the epoch of the report");
            return;
        }

        _reports[e.From] = e.Report;
        if (_role == Role.Synchronizing) Synchronize();
    }

    // Membership events

    internal override void On(in ProcessLeft e)
    {
        // Whoever leaves, every wait is looked at again: for reports, for acknowledgements, for sends (traps 3 and 4, rules 5 and 14).
        if (!IsRelayer) return;
        _passed.Leave(e.Peer);
        if (_role == Role.Client) BecomeRelayer();
        if (_role == Role.Synchronizing) Synchronize(); else LookAgain();
    }

    // Synchronization phase

    private void BecomeRelayer()
    {
        _role = Role.Synchronizing;
        TraceBecameRelayer();
    }

    private void Synchronize()
    {
        // From every live member, a majority is not enough: the one that is late may hold a relay that nobody else has (rule 12, D9).
        // With no other member left there is nobody to wait for: the last survivor never receives a report (rule 14, D3).
        foreach (var other in Others)
        {
            if (_reports[other] is null) return;
        }

        var held = HeldByAll();
        while (held.TryGet(Log.Last.Next, out var missing)) slave.Accept(missing);

        // A peer is as far as it reported; a fill counts when it is acknowledged, not when it is sent: if this peer dies now, the next
        // relayer must still find the fill's body (rule 9, D1 and D5).
        foreach (var other in Others) _acknowledged[other] = _reports[other]!.Last;
        Log.LearnStable(ReceivedByAll());
        foreach (var other in Others) Complete(other, held);
        NumberFrom(Log.Last);
        slave.FinishSynchronization();
    }

    /// <summary>Reports of peers that have left since count as well: what they held is as good as if a live peer held it (D11).</summary>
    private SynchronizationLog HeldByAll()
    {
        var held = new SynchronizationLog();
        held.Add(Self, Log.Entries());
        for (var peer = new PeerNumber(1); peer <= Highest; peer = new PeerNumber(peer.Value + 1))
        {
            if (_reports[peer] is { } report) held.Add(peer, report.Entries);
        }

        return held;
    }

    private void Complete(PeerNumber other, SynchronizationLog held)
    {
        var last = _reports[other]!.Last;
        if (last > Log.Last)
        {
            throw new ProtocolViolationException(
                $"Peer {other} reported {last}, peer {Self} reaches {Log.Last} with all reports: a peer must keep its newest "
                + "relay (rule 6).");
        }

        for (var missing = last.Next; Log.Last.Includes(missing); missing = missing.Next) SendFill(other, held[missing, other]);
        SendFinishSynchronization(other);
    }

    /// <summary>Numbering goes on after the log, fills included, and knows whose broadcasts are in it (rule 16, D10).</summary>
    private void NumberFrom(LastReceived last)
    {
        _role = Role.Relaying;
        _lastNumbered = last;
        _passed.StartAfter(last, Live);
        Seen.CopyTo(_numbered);
    }

    // Helpers

    private void TakeWithSuccessors(in ReceivedBroadcast e)
    {
        Take(e.Id, e.Body);
        if (Options.Links == LinkOrder.Fifo) return;
        for (var next = e.Id; _early.TryTake(next = next with { LocalNumber = next.LocalNumber + 1 }, out var body);) Take(next, body);
    }

    private void Take(BroadcastId id, Body body)
    {
        _numbered[id.Host] = id.LocalNumber;
        _inbox.Enqueue(new Broadcast(id, body));
    }

    private void Acknowledged(PeerNumber peer, LastReceived last)
    {
        ref var known = ref _acknowledged[peer];
        known = LastReceived.Later(known, last);
    }

    /// <summary>The progress of a member, or its leave, may move what is stable and let the next broadcast be numbered.</summary>
    private void LookAgain()
    {
        var acknowledged = AcknowledgedByOthers();
        var received = LastReceived.Earlier(acknowledged, Log.Last);
        Log.LearnStable(received);
        while (_inbox.Count > 0 && MayNumberNext(acknowledged, received))
        {
            // One number for the N relays of a broadcast (slide "GIPC and RPC calls"); N is the live set of this moment (rule 8).
            var broadcast = _inbox.Dequeue();
            var sequence = _lastNumbered.Next;
            _lastNumbered = LastReceived.Through(sequence);
            _passed.Add(sequence, broadcast.Id, Live.Count);
            PassBroadcast(sequence, broadcast);
        }
    }

    /// <summary>
    /// Distributed: only when all others have acknowledged the newest number, fills included, so that at most one relay is partial
    /// (rule 5).
    /// Replicated: as long as fewer than W relays are not known to be received by all (rule 11).
    /// </summary>
    private bool MayNumberNext(LastReceived acknowledged, LastReceived received) =>
        Options.Buffering == Buffering.Distributed
            ? acknowledged >= _lastNumbered
            : _lastNumbered.Count - received.Count < Options.Window;

    private LastReceived ReceivedByAll() => LastReceived.Earlier(AcknowledgedByOthers(), Log.Last);

    /// <summary>The least of the live members; those that left do not hold the others up (D13). Alone: everything.</summary>
    private LastReceived AcknowledgedByOthers()
    {
        var least = LastReceived.Later(_lastNumbered, Log.Last);
        foreach (var other in Others) least = LastReceived.Earlier(least, _acknowledged[other]);
        return least;
    }

    private static ProtocolViolationException ForeignId(in ReceivedBroadcast e) =>
        new($"Peer {e.From} sent the broadcast {e.Id}, whose host is peer {e.Id.Host}: "
            + "a peer broadcasts under its own number only (integrity).");

    private ProtocolViolationException Gap(in ReceivedBroadcast e, long next) =>
        new($"The relayer, peer {Self}, received broadcast {e.Id} of epoch {e.Epoch}, the next of this sender is {e.Id.Host}:{next}: "
            + "broadcasts are missing on a FIFO link. Numbering on would break FIFO order (rule 7); for links that reorder, "
            + "choose Links = Unordered.");
}
