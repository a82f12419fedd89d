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
        if (_pending.Count >= Options.MaximumPending)
        {
            // The out-coupler makes its callers wait at the bound. Refused before anything has changed: nothing is lost silently.
            throw new ProtocolViolationException(
                $"Peer {Self} sent a broadcast while {_pending.Count} of its own wait for their echo, MaximumPending allows "
                + $"{Options.MaximumPending} (rule 11): the caller must wait until PendingCount falls.");
        }

        var localNumber = _pending.Add(e.Body);
        if (_isOpen) Send(localNumber); else TraceHeldBroadcast(new BroadcastId(Self, localNumber));
    }

    internal override void On(in ReceivedRelay e)
    {
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
    }

    internal override void On(in ReceivedFinishSynchronization e)
    {
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
    }

    internal override void On(in Idle e)
    {
        if (Options.Buffering == Buffering.Replicated && !IsRelayer && Log.Last > _acknowledged) Acknowledge();
    }

    // Membership events

    internal override void On(in ProcessLeft e)
    {
        // It is told itself, too: if it is not dead, only the link was lost, or it slept, it must end instead of relaying alone (D16, D17).
        SendLeft(e.Peer, e.Peer, e.Reason);
        CloseLink(e.Peer, e.Reason);
        foreach (var other in Others) SendLeft(other, e.Peer, e.Reason);
        if (e.Peer == Relayer) EnterSynchronization();
    }

    // What the master manager of this peer asks for

    /// <summary>The next message of the order. The new relayer calls it for what it lacks itself.</summary>
    public void Accept(in LogEntry entry)
    {
        RequireKnownHost(entry);
        Log.Append(new Broadcast(entry.Id, entry.Body));
        Seen[entry.Id.Host] = entry.Id.LocalNumber;
        if (entry.Id.Host == Self) _pending.RemoveEcho(entry.Id); // an echo, by id: any other relay leaves the queue alone (trap 1)
        Deliver(entry.Sequence, entry.Id, entry.Body);
    }

    public void FinishSynchronization()
    {
        TraceFinishedSynchronization();
        Open();
    }

    // Helpers

    private void EnterSynchronization()
    {
        Elector.Elect();
        _isOpen = false;
        _early.Clear(); // behind a gap: no part of the log, and the new relayer may give their numbers again
        _acknowledged = Log.Last; // the report says it
        TraceEnteredSynchronization();
        // The report is made now, after process-left: a relay of the old relayer that still lies in the socket is not accepted any more.
        // Reported first and drained later, 3 would accept number 1 after telling 2 that it has nothing; 2 gives 1 again (rule 4, D8).
        if (!IsRelayer) SendReport();
    }

    private void Open()
    {
        _isOpen = true;
        // The whole queue in local order, also what an earlier relayer got: it stays until its echo, or a second failure loses it (trap 2).
        for (var local = _pending.FirstLocalNumber; local <= _pending.LastLocalNumber; local++) Send(local);
    }

    private void Send(long localNumber)
    {
        SendBroadcast(new BroadcastId(Self, localNumber), _pending[localNumber], resend: localNumber <= _sentThrough);
        _sentThrough = Math.Max(_sentThrough, localNumber);
        _acknowledged = Log.Last; // the broadcast carries it
    }

    private void AcceptWithSuccessors(in ReceivedRelay e)
    {
        Accept(new LogEntry(e.Sequence, e.Id, e.Body));
        if (Options.Links == LinkOrder.Fifo) return;
        while (_early.TryTake(Log.Last.Next, out var next)) Accept(next);
        FinishWhenComplete();
    }

    private void FinishWhenComplete()
    {
        if (_early.TryTakeFinish(Log.Last)) FinishSynchronization();
    }

    private void AcknowledgeRelays()
    {
        if (IsRelayer) return; // the master manager of this peer looks at the log itself
        var unacknowledged = Log.Last.Count - _acknowledged.Count;
        // Distributed: each relay, on acceptance, because the relayer waits for it before the next one (rule 5); a duplicate again.
        // Replicated: every K-th, outside flow control, because a pure listener never broadcasts (rule 10, D12).
        if (Options.Buffering == Buffering.Distributed || unacknowledged >= Options.AcknowledgeEvery) Acknowledge();
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
