namespace Course.FaultTolerance;

/// <summary>
/// The effects that were decided and not yet handed over, in order. One queue for each kind keeps the structs unboxed, one queue of
/// kinds keeps the order; nothing is allocated but the queues' growth. A handler fills it and ends before the first effect is carried
/// out, so a manager is never re-entered.
/// </summary>
internal sealed class Outbox
{
    private readonly Queue<Kind> _order = new();
    private readonly Queue<SendBroadcast> _sendBroadcast = new();
    private readonly Queue<PassBroadcast> _passBroadcast = new();
    private readonly Queue<SendRelay> _sendRelay = new();
    private readonly Queue<Deliver> _deliver = new();
    private readonly Queue<SendAcknowledgement> _sendAcknowledgement = new();
    private readonly Queue<SendReport> _sendReport = new();
    private readonly Queue<SendFinishSynchronization> _sendFinishSynchronization = new();
    private readonly Queue<SendLeft> _sendLeft = new();
    private readonly Queue<CloseLink> _closeLink = new();
    private readonly Queue<Discard> _discard = new();
    private readonly Queue<EnteredSynchronization> _enteredSynchronization = new();
    private readonly Queue<FinishedSynchronization> _finishedSynchronization = new();
    private readonly Queue<BecameRelayer> _becameRelayer = new();
    private readonly Queue<HeldBroadcast> _heldBroadcast = new();
    private readonly Queue<EndSession> _endSession = new();
    private bool _deliveriesStopped;

    private enum Kind : byte
    {
        SendBroadcast,
        PassBroadcast,
        SendRelay,
        Deliver,
        SendAcknowledgement,
        SendReport,
        SendFinishSynchronization,
        SendLeft,
        CloseLink,
        Discard,
        EnteredSynchronization,
        FinishedSynchronization,
        BecameRelayer,
        HeldBroadcast,
        EndSession,
    }

    /// <summary>A peer that hears of its own exclusion delivers nothing more, not even what it had accepted before (rule 3).</summary>
    public void StopDeliveries() => _deliveriesStopped = true;

    public void Add(in SendBroadcast effect) => Add(Kind.SendBroadcast, _sendBroadcast, effect);

    public void Add(in PassBroadcast effect) => Add(Kind.PassBroadcast, _passBroadcast, effect);

    public void Add(in SendRelay effect) => Add(Kind.SendRelay, _sendRelay, effect);

    public void Add(in Deliver effect) => Add(Kind.Deliver, _deliver, effect);

    public void Add(in SendAcknowledgement effect) => Add(Kind.SendAcknowledgement, _sendAcknowledgement, effect);

    public void Add(in SendReport effect) => Add(Kind.SendReport, _sendReport, effect);

    public void Add(in SendFinishSynchronization effect) => Add(Kind.SendFinishSynchronization, _sendFinishSynchronization, effect);

    public void Add(in SendLeft effect) => Add(Kind.SendLeft, _sendLeft, effect);

    public void Add(in CloseLink effect) => Add(Kind.CloseLink, _closeLink, effect);

    public void Add(in Discard effect) => Add(Kind.Discard, _discard, effect);

    public void Add(in EnteredSynchronization effect) => Add(Kind.EnteredSynchronization, _enteredSynchronization, effect);

    public void Add(in FinishedSynchronization effect) => Add(Kind.FinishedSynchronization, _finishedSynchronization, effect);

    public void Add(in BecameRelayer effect) => Add(Kind.BecameRelayer, _becameRelayer, effect);

    public void Add(in HeldBroadcast effect) => Add(Kind.HeldBroadcast, _heldBroadcast, effect);

    public void Add(in EndSession effect) => Add(Kind.EndSession, _endSession, effect);

    /// <summary>Hands the oldest effect over; false when there is none.</summary>
    public bool TryHandOver(IEffectSink sink)
    {
        if (!_order.TryDequeue(out var kind)) return false;
        switch (kind)
        {
            case Kind.SendBroadcast: sink.SendBroadcast(_sendBroadcast.Dequeue()); break;
            case Kind.PassBroadcast: sink.PassBroadcast(_passBroadcast.Dequeue()); break;
            case Kind.SendRelay: sink.SendRelay(_sendRelay.Dequeue()); break;
            case Kind.Deliver: HandOverDelivery(_deliver.Dequeue(), sink); break;
            case Kind.SendAcknowledgement: sink.SendAcknowledgement(_sendAcknowledgement.Dequeue()); break;
            case Kind.SendReport: sink.SendReport(_sendReport.Dequeue()); break;
            case Kind.SendFinishSynchronization: sink.SendFinishSynchronization(_sendFinishSynchronization.Dequeue()); break;
            case Kind.SendLeft: sink.SendLeft(_sendLeft.Dequeue()); break;
            case Kind.CloseLink: sink.CloseLink(_closeLink.Dequeue()); break;
            case Kind.Discard: sink.Discard(_discard.Dequeue()); break;
            case Kind.EnteredSynchronization: sink.EnteredSynchronization(_enteredSynchronization.Dequeue()); break;
            case Kind.FinishedSynchronization: sink.FinishedSynchronization(_finishedSynchronization.Dequeue()); break;
            case Kind.BecameRelayer: sink.BecameRelayer(_becameRelayer.Dequeue()); break;
            case Kind.HeldBroadcast: sink.HeldBroadcast(_heldBroadcast.Dequeue()); break;
            case Kind.EndSession: sink.EndSession(_endSession.Dequeue()); break;
        }

        return true;
    }

    private void HandOverDelivery(in Deliver effect, IEffectSink sink)
    {
        if (!_deliveriesStopped) sink.Deliver(effect);
    }

    private void Add<TEffect>(Kind kind, Queue<TEffect> queue, in TEffect effect)
    {
        queue.Enqueue(effect);
        _order.Enqueue(kind);
    }
}
