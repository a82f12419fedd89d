namespace Course.FaultTolerance;

/// <summary>
/// At every peer, the relayer included. Gives each broadcast of this peer its id and keeps it until it is echoed; accepts relays
/// without gap, keeps what may be partial, acknowledges; when the relayer has left, reports to the next one, holds new broadcasts,
/// and sends the whole queue when the synchronization phase is over.
/// </summary>
internal sealed class SlaveFaultToleranceManager(SessionState session) : FaultToleranceManager(session)
{
    // State

    private readonly PendingBroadcasts _pending = new();
    private readonly EarlyRelays _early = new(session.Options);
    private bool _isOpen; // broadcasts may be sent: the session has started and the synchronization phase is over
    private long _sentThrough; // own broadcasts up to this local number were sent at least once, in whichever epoch
    private LastReceived _acknowledged; // what the relayer of this epoch knows of this peer

    public bool IsOpen => _isOpen;

    public int PendingCount => _pending.Count;

    public long LastLocalNumber => _pending.LastLocalNumber;

    // Message events, in the lecture's order

    internal override void On(in SessionStarted e) => Open();

    internal override void On(in SentBroadcast e)
    {
        // <A6.4> Refuse what is beyond a bound.
        // | At the bound: refuse with a ProtocolViolationException that names the peer, the bound and what to do, before anything
        // | changes.
        // = if (_pending.Count > Options.MaximumPending - 1) throw new NotImplementedException("A6.4 Refuse what is beyond a bound.");
        if (_pending.Count >= Options.MaximumPending)
        {
            // The out-coupler makes its callers wait at the bound. Refused before anything has changed: nothing is lost silently.
            throw new ProtocolViolationException(
                $"Peer {Self} sent a broadcast while {_pending.Count} of its own wait for their echo, MaximumPending allows "
                + $"{Options.MaximumPending} (rule 11): the caller must wait until PendingCount falls.");
        }
        // </A6.4>

        // <A4.4> Send, hold and send again.
        // | Into the queue in any case, so that it has a number. Sent if this peer is open; else it waits: TraceHeldBroadcast(id).
        var localNumber = _pending.Add(e.Body);
        if (_isOpen) Send(localNumber); else TraceHeldBroadcast(new BroadcastId(Self, localNumber));
        // </A4.4>
    }

    internal override void On(in ReceivedRelay e)
    {
        // <A5.1> Accept the relay that is next and acknowledge it.
        // | Only from the relayer of this epoch, else Discard(e, reason). Then Log.LearnStable(e.Stable), and one of three: it is next
        // | (AcceptWithSuccessors), it was accepted before (Discard), or there is a gap: an error on a FIFO link (throw Gap(e)), else
        // | _early.Hold(e). In the end AcknowledgeRelays(), for what was accepted before as well: the acknowledgement may have been lost
        // | with a relayer.
        if (e.From != Relayer || e.Epoch != Epoch)
        {
            Discard(e, "fenced: not from the relayer of this epoch"); // trap 7
            return;
        }

        Log.LearnStable(e.Stable);
        if (e.Sequence == Log.Last.Next) AcceptWithSuccessors(e);
        else if (Log.Last.Includes(e.Sequence)) Discard(e, "duplicate: accepted before");
        else if (Options.Links == LinkOrder.Fifo) throw Gap(e);
        else _early.Hold(e);

        AcknowledgeRelays();
        // </A5.1>
    }

    internal override void On(in ReceivedFinishSynchronization e)
    {
        // <A5.3> Go on when the synchronization has finished.
        // | Only of the relayer of this epoch, and only while this peer synchronizes, else Discard. On unordered links (lab 7) the fills
        // | may come later: _early.HoldFinish(e.Last), FinishWhenComplete(). On FIFO links every fill went before: if this peer has not
        // | received through e.Last, that is a ProtocolViolationException. Then FinishSynchronization().
        if (e.From != Relayer || e.Epoch != Epoch || _isOpen)
        {
            Discard(e, _isOpen ? "no synchronization is under way" : "fenced: not from the relayer of this epoch");
            return;
        }

        if (Options.Links == LinkOrder.Unordered)
        {
            _early.HoldFinish(e.Last);
            FinishWhenComplete();
            return;
        }

        if (e.Last != Log.Last)
        {
            throw new ProtocolViolationException(
                $"Peer {e.From} finished the synchronization of epoch {e.Epoch} with {e.Last}, peer {Self} has received {Log.Last}: "
                + "every fill goes before finish on the same link (rule 12).");
        }

        FinishSynchronization();
        // </A5.3>
    }

    internal override void On(in Idle e)
    {
        if (IsRelayer || Options.Buffering == Buffering.Distributed) return;
        // <A6.3> Acknowledge every K-th relay and when idle.
        // | The heartbeat ticks. A peer that only listens must not hold the relayer up; what is acknowledged is not acknowledged again.
        if (Log.Last > _acknowledged) Acknowledge();
        // </A6.3>
    }

    // Membership events

    internal override void On(in ProcessLeft e)
    {
        // <A5.2> Report when the relayer has left.
        // | Tell it to the peer itself (if only the link was lost it must end), close the link to it, tell all others: SendLeft,
        // | CloseLink. If it was the relayer: EnterSynchronization().
        // It is told itself, too: if it is not dead, only the link was lost, or it slept, it must end instead of relaying alone (D16, D17).
        SendLeft(e.Peer, e.Peer, e.Reason);
        CloseLink(e.Peer, e.Reason);
        foreach (var other in Others) SendLeft(other, e.Peer, e.Reason);
        if (e.Peer == Relayer) EnterSynchronization();
        // </A5.2>
    }

    // What the master manager of this peer asks for

    /// <summary>The next message of the order. The new relayer calls it for what it lacks itself.</summary>
    public void Accept(in LogEntry entry)
    {
        RequireKnownHost(entry);
        // <A5.1> Accept the relay that is next and acknowledge it.
        // | Append it to the log, note in Seen the newest local number of its host, remove the echo if it is an own broadcast, Deliver
        // | it.
        Log.Append(new Broadcast(entry.Id, entry.Body));
        Seen[entry.Id.Host] = entry.Id.LocalNumber;
        if (entry.Id.Host == Self) _pending.RemoveEcho(entry.Id); // an echo, by id: any other relay leaves the queue alone (trap 1)
        Deliver(entry.Sequence, entry.Id, entry.Body);
        // </A5.1>
    }

    public void FinishSynchronization()
    {
        TraceFinishedSynchronization();
        Open();
    }

    // Helpers

    private void EnterSynchronization()
    {
        // <A5.2> Report when the relayer has left.
        // | Elect, hold own broadcasts from now on, _early.Clear(), note that the new relayer learns from the report how far this peer is
        // | (_acknowledged), TraceEnteredSynchronization(), and report; the new relayer itself has nobody to report to. Who received
        // | nothing reports, too.
        Elector.Elect();
        _isOpen = false;
        _early.Clear(); // behind a gap: no part of the log, and the new relayer may give their numbers again
        _acknowledged = Log.Last; // the report says it
        TraceEnteredSynchronization();
        // The report is made now, after process-left: a relay of the old relayer that still lies in the socket is not accepted any more.
        // Reported first and drained later, 3 would accept number 1 after telling 2 that it has nothing; 2 gives 1 again (rule 4, D8).
        if (!IsRelayer) SendReport();
        // </A5.2>
    }

    private void Open()
    {
        // <A4.4> Send, hold and send again.
        // | This peer may send. What waits, in which order? And what an earlier relayer got and nobody ever echoed?
        _isOpen = true;
        // The whole queue in local order, also what an earlier relayer got: it stays until its echo, or a second failure loses it (trap 2).
        for (var local = _pending.FirstLocalNumber; local <= _pending.LastLocalNumber; local++) Send(local);
        // </A4.4>
    }

    private void Send(long localNumber)
    {
        // <A4.4> Send, hold and send again.
        // | SendBroadcast(id, body, resend) goes to the relayer of this epoch. Keep _sentThrough: what was sent once is a resend from
        // | then on. The broadcast carries what this peer has received: _acknowledged = Log.Last.
        SendBroadcast(new BroadcastId(Self, localNumber), _pending[localNumber], resend: localNumber <= _sentThrough);
        _sentThrough = Math.Max(_sentThrough, localNumber);
        _acknowledged = Log.Last; // the broadcast carries it
        // </A4.4>
    }

    private void AcceptWithSuccessors(in ReceivedRelay e)
    {
        Accept(new LogEntry(e.Sequence, e.Id, e.Body));
        if (Options.Links == LinkOrder.Fifo) return;
        // <A7.1> Hold back what comes too early.
        // | Unordered links: its successors may wait already in _early, and finish for the last of them: FinishWhenComplete().
        while (_early.TryTake(Log.Last.Next, out var next)) Accept(next);
        FinishWhenComplete();
        // </A7.1>
    }

    private void FinishWhenComplete()
    {
        if (_early.TryTakeFinish(Log.Last)) FinishSynchronization();
    }

    private void AcknowledgeRelays()
    {
        if (IsRelayer) return; // the master manager of this peer looks at the log itself
        if (Options.Buffering == Buffering.Distributed)
        {
            // <A5.1> Accept the relay that is next and acknowledge it.
            // | The relayer waits for it before the next relay: Acknowledge() at once, not when the application has handled it.
            Acknowledge(); // each relay, because the relayer waits for it before the next one (rule 5); a duplicate again
            // </A5.1>
        }
        else
        {
            // <A6.3> Acknowledge every K-th relay and when idle.
            // | Count from what the relayer knows: _acknowledged. A broadcast or a report has told it as well.
            // Every K-th, outside flow control, because a pure listener never broadcasts (rule 10, D12).
            var unacknowledged = Log.Last.Count - _acknowledged.Count;
            if (unacknowledged >= Options.AcknowledgeEvery) Acknowledge();
            // </A6.3>
        }
    }

    private void Acknowledge()
    {
        SendAcknowledgement();
        _acknowledged = Log.Last;
    }

    private void RequireKnownHost(in LogEntry entry)
    {
        if (IsMember(entry.Id.Host)) return;
        throw new ProtocolViolationException(
            $"Number {entry.Sequence} of epoch {Epoch} is the broadcast {entry.Id}, whose host is no member of the session (integrity).");
    }

    private ProtocolViolationException Gap(in ReceivedRelay e) =>
        new($"Peer {Self} received relay {e.Sequence} ({e.Id}) of epoch {e.Epoch} from peer {e.From}, its next is {Log.Last.Next}: "
            + $"relays {Log.Last.Next} to {e.Sequence.Value - 1} are missing on a FIFO link. Discarding would lose them silently (rule 7); "
            + "for links that reorder, choose Links = Unordered.");
}
