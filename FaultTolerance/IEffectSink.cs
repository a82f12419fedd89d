namespace Course.FaultTolerance;

/// <summary>
/// Carries out what the managers decided: one method per effect, called in order, on the thread that called
/// <see cref="FaultToleranceManagers.Handle"/>. A method may call <see cref="FaultToleranceManagers.Handle"/>: the event is handled
/// at once and its effects follow all that were decided before. An exception leaves the rest of the effects waiting: the next
/// <see cref="FaultToleranceManagers.Handle"/> hands them over first.
/// </summary>
public interface IEffectSink
{
    void SendBroadcast(in SendBroadcast effect);

    void PassBroadcast(in PassBroadcast effect);

    void SendRelay(in SendRelay effect);

    void Deliver(in Deliver effect);

    void SendAcknowledgement(in SendAcknowledgement effect);

    void SendReport(in SendReport effect);

    void SendFinishSynchronization(in SendFinishSynchronization effect);

    void SendLeft(in SendLeft effect);

    void CloseLink(in CloseLink effect);

    void Discard(in Discard effect);

    void EnteredSynchronization(in EnteredSynchronization effect);

    void FinishedSynchronization(in FinishedSynchronization effect);

    void BecameRelayer(in BecameRelayer effect);

    void HeldBroadcast(in HeldBroadcast effect);

    void EndSession(in EndSession effect);
}
