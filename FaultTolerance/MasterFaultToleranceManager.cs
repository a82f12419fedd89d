namespace Course.FaultTolerance;

/// <summary>
/// Active where this peer is the relayer. Numbers each received broadcast once and gives its N sent-relays that number; keeps the
/// relayer within the bound of the buffering; after an election runs the synchronization phase: waits for a report of every live
/// member, completes what is partial, says finish, numbers on.
/// </summary>
internal sealed partial class MasterFaultToleranceManager(SessionState session, SlaveFaultToleranceManager slave)
    : FaultToleranceManager(session)
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
        // <A5.4> Number each broadcast once.
        // | Only as the relayer, and only of this epoch, else Discard: its owner still has it. The broadcast carries an acknowledgement:
        // | Acknowledged(e.From, e.LastReceived). A foreign id is an error (throw ForeignId(e)). Then one of three: it is the next of its
        // | sender (TakeWithSuccessors), it has a number already (Discard), or there is a gap: throw Gap(e, next) on FIFO links, else
        // | _early.Hold. In the end LookAgain(): something may be numbered now.
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
        // </A5.4>
    }

    internal override void On(in SentRelay e)
    {
        // <A5.6> Give the relays of one broadcast its number.
        // | The relayer object sends this broadcast to one receiver, to this peer itself in the end. _passed knows its number: SendRelay
        // | with it. What has no number, or goes to a member that has left, is discarded.
        if (!IsRelaying) Discard(e, "not the relayer");
        else if (!IsLive(e.To)) Discard(e, "the receiver has left");
        else if (_passed.TrySend(e.To, e.Id, out var sequence)) SendRelay(e.To, sequence, e.Id, e.Body);
        else Discard(e, "not passed in this epoch, or sent to this receiver before");
        // </A5.6>
    }

    internal override void On(in ReceivedRelay e)
    {
        if (IsRelaying) LookAgain(); // this peer's own log counts for the window, too
    }

    internal override void On(in ReceivedAcknowledgement e)
    {
        // <A5.5> Wait until all have acknowledged.
        // | Only as the relayer, and only of this epoch, else Discard. Note it, then LookAgain().
        if (!IsRelaying || e.Epoch != Epoch)
        {
            Discard(e, IsRelaying ? "fenced: sent in another epoch" : "not the relayer");
            return;
        }

        Acknowledged(e.From, e.Last);
        LookAgain();
        // </A5.5>
    }

    internal override void On(in ReceivedReport e)
    {
        // <A5.8> Complete what is partial and finish.
        // | A report for an epoch in which this peer does not relay is discarded. Others are stored whenever they come, and looked at:
        // | Synchronize().
        if (Elector.RelayerOf(e.Report.Epoch) != Self)
        {
            Discard(e, "this peer does not relay in the epoch of the report");
            return;
        }

        _reports[e.From] = e.Report;
        if (_role == Role.Synchronizing) Synchronize();
        // </A5.8>
    }

    // Membership events

    internal override void On(in ProcessLeft e)
    {
        // Whoever leaves, every wait is looked at again: for reports, for acknowledgements, for sends (traps 3 and 4, rules 5 and 14).
        if (!IsRelayer) return;
        // <A5.9> Look again when somebody leaves.
        // | Three lines look only when this peer takes over. Which waits are there, and which of them may end because a member leaves?
        // = if (_role != Role.Client) throw new NotImplementedException("A5.9 Look again when somebody leaves.");
        // = BecomeRelayer();
        // = Synchronize();
        _passed.Leave(e.Peer);
        if (_role == Role.Client) BecomeRelayer();
        if (_role == Role.Synchronizing) Synchronize(); else LookAgain();
        // </A5.9>
    }

    // Helpers

    private void TakeWithSuccessors(in ReceivedBroadcast e)
    {
        Take(e.Id, e.Body);
        if (Options.Links == LinkOrder.Fifo) return;
        // <A7.1> Hold back what comes too early.
        // | Unordered links: later broadcasts of the same sender may wait in _early.
        for (var next = e.Id; _early.TryTake(next = next with { LocalNumber = next.LocalNumber + 1 }, out var body);) Take(next, body);
        // </A7.1>
    }

    private void Take(BroadcastId id, Body body)
    {
        // <A5.4> Number each broadcast once.
        // | It will have a number: note that (_numbered), and put it into the inbox.
        _numbered[id.Host] = id.LocalNumber;
        _inbox.Enqueue(new Broadcast(id, body));
        // </A5.4>
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
        var received = ReceivedByAll(acknowledged);
        Log.LearnStable(received);
        while (_inbox.Count > 0 && MayNumberNext(acknowledged, received))
        {
            // <A5.4> Number each broadcast once.
            // | The oldest of the inbox gets the next number. Note it (_lastNumbered), note that N relays will follow (_passed.Add),
            // | PassBroadcast.
            // One number for the N relays of a broadcast (slide "GIPC and RPC calls"); N is the live set of this moment (rule 8).
            var broadcast = _inbox.Dequeue();
            var sequence = _lastNumbered.Next;
            _lastNumbered = LastReceived.Through(sequence);
            _passed.Add(sequence, broadcast.Id, Live.Count);
            PassBroadcast(sequence, broadcast);
            // </A5.4>
        }
    }

    /// <summary>
    /// Distributed: only when all others have acknowledged the newest number, fills included, so that at most one relay is partial
    /// (rule 5).
    /// Replicated: as long as fewer than W relays are not known to be received by all (rule 11).
    /// </summary>
    private bool MayNumberNext(LastReceived acknowledged, LastReceived received)
    {
        if (Options.Buffering == Buffering.Distributed)
        {
            // <A5.5> Wait until all have acknowledged.
            // | At most one relay may be partial.
            // = return true; // does not wait at all
            return acknowledged >= _lastNumbered;
            // </A5.5>
        }
        else
        {
            // <A6.2> Find what is stable and stop at the window.
            // | At most Options.Window relays may be numbered that are not known to be received by all.
            return _lastNumbered.Count - received.Count < Options.Window;
            // </A6.2>
        }
    }

    /// <summary>All others acknowledged it and this peer has it: the relayer is a member like the others.</summary>
    private LastReceived ReceivedByAll(LastReceived acknowledged)
    {
        // <A6.2> Find what is stable and stop at the window.
        // | What may every peer forget? acknowledged is what all others have acknowledged. Distributed buffering never asks.
        // = if (Options.Buffering == Buffering.Distributed) return LastReceived.Nothing;
        // = throw new NotImplementedException("A6.2 Find what is stable and stop at the window.");
        return LastReceived.Earlier(acknowledged, Log.Last);
        // </A6.2>
    }

    /// <summary>The least of the live members; those that left do not hold the others up (D13). Alone: everything.</summary>
    private LastReceived AcknowledgedByOthers()
    {
        // <A5.5> Wait until all have acknowledged.
        // | The least of what the live others have acknowledged. Alone, nobody holds this peer up: the later of _lastNumbered and
        // | Log.Last.
        // = return LastReceived.Later(_lastNumbered, Log.Last); // as if this peer were alone
        var least = LastReceived.Later(_lastNumbered, Log.Last);
        foreach (var other in Others) least = LastReceived.Earlier(least, _acknowledged[other]);
        return least;
        // </A5.5>
    }

    private static ProtocolViolationException ForeignId(in ReceivedBroadcast e) =>
        new($"Peer {e.From} sent the broadcast {e.Id}, whose host is peer {e.Id.Host}: "
            + "a peer broadcasts under its own number only (integrity).");

    private ProtocolViolationException Gap(in ReceivedBroadcast e, long next) =>
        new($"The relayer, peer {Self}, received broadcast {e.Id} of epoch {e.Epoch}, the next of this sender is {e.Id.Host}:{next}: "
            + "broadcasts are missing on a FIFO link. Numbering on would break FIFO order (rule 7); for links that reorder, "
            + "choose Links = Unordered.");
}
