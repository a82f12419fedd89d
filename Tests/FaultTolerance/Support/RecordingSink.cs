namespace Course.Tests.FaultTolerance;

/// <summary>Keeps every effect as a value; what a test wants to do at an effect it does in <see cref="Recorded"/>.</summary>
internal sealed class RecordingSink : IEffectSink
{
    private readonly List<object> _effects = [];

    public Action<object>? Recorded { get; set; }

    public IReadOnlyList<object> Effects => _effects;

    /// <summary>What was recorded since the last call.</summary>
    public List<object> Take()
    {
        List<object> taken = [.. _effects];
        _effects.Clear();
        return taken;
    }

    public void SendBroadcast(in SendBroadcast effect) => Record(effect);

    public void PassBroadcast(in PassBroadcast effect) => Record(effect);

    public void SendRelay(in SendRelay effect) => Record(effect);

    public void Deliver(in Deliver effect) => Record(effect);

    public void SendAcknowledgement(in SendAcknowledgement effect) => Record(effect);

    public void SendReport(in SendReport effect) => Record(effect);

    public void SendFinishSynchronization(in SendFinishSynchronization effect) => Record(effect);

    public void SendLeft(in SendLeft effect) => Record(effect);

    public void CloseLink(in CloseLink effect) => Record(effect);

    public void Discard(in Discard effect) => Record(effect);

    public void EnteredSynchronization(in EnteredSynchronization effect) => Record(effect);

    public void FinishedSynchronization(in FinishedSynchronization effect) => Record(effect);

    public void BecameRelayer(in BecameRelayer effect) => Record(effect);

    public void HeldBroadcast(in HeldBroadcast effect) => Record(effect);

    public void EndSession(in EndSession effect) => Record(effect);

    private void Record(object effect)
    {
        _effects.Add(effect);
        Recorded?.Invoke(effect);
    }
}
