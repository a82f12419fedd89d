using Course.FaultTolerance;

namespace Course.Benchmarks.Micro;

/// <summary>A relayer object that sends at once to three peers; all other effects go nowhere.</summary>
internal sealed class RelayerSink(FaultToleranceManagers managers) : IEffectSink
{
    public void PassBroadcast(in PassBroadcast effect)
    {
        managers.Handle(new SentRelay(new PeerNumber(2), effect.Id, effect.Body), this);
        managers.Handle(new SentRelay(new PeerNumber(3), effect.Id, effect.Body), this);
        managers.Handle(new SentRelay(new PeerNumber(1), effect.Id, effect.Body), this);
    }

    public void SendBroadcast(in SendBroadcast effect)
    {
    }

    public void SendRelay(in SendRelay effect)
    {
    }

    public void Deliver(in Deliver effect)
    {
    }

    public void SendAcknowledgement(in SendAcknowledgement effect)
    {
    }

    public void SendReport(in SendReport effect)
    {
    }

    public void SendFinishSynchronization(in SendFinishSynchronization effect)
    {
    }

    public void SendLeft(in SendLeft effect)
    {
    }

    public void CloseLink(in CloseLink effect)
    {
    }

    public void Discard(in Discard effect)
    {
    }

    public void EnteredSynchronization(in EnteredSynchronization effect)
    {
    }

    public void FinishedSynchronization(in FinishedSynchronization effect)
    {
    }

    public void BecameRelayer(in BecameRelayer effect)
    {
    }

    public void HeldBroadcast(in HeldBroadcast effect)
    {
    }

    public void EndSession(in EndSession effect)
    {
    }
}
