using Course.FaultTolerance;

namespace Course.Testing.Managers;

/// <summary>Keeps every effect of the managers as a value, in order. One thread.</summary>
public sealed class EffectList : IEffectSink
{
    private readonly List<object> _effects = [];

    /// <summary>Called for each effect when it comes.</summary>
    public Action<object>? Added { get; set; }

    /// <summary>What came since the last call.</summary>
    public IReadOnlyList<object> Take()
    {
        object[] taken = [.. _effects];
        _effects.Clear();
        return taken;
    }

    /// <inheritdoc/>
    public void SendBroadcast(in SendBroadcast effect) => Add(effect);

    /// <inheritdoc/>
    public void PassBroadcast(in PassBroadcast effect) => Add(effect);

    /// <inheritdoc/>
    public void SendRelay(in SendRelay effect) => Add(effect);

    /// <inheritdoc/>
    public void Deliver(in Deliver effect) => Add(effect);

    /// <inheritdoc/>
    public void SendAcknowledgement(in SendAcknowledgement effect) => Add(effect);

    /// <inheritdoc/>
    public void SendReport(in SendReport effect) => Add(effect);

    /// <inheritdoc/>
    public void SendFinishSynchronization(in SendFinishSynchronization effect) => Add(effect);

    /// <inheritdoc/>
    public void SendLeft(in SendLeft effect) => Add(effect);

    /// <inheritdoc/>
    public void CloseLink(in CloseLink effect) => Add(effect);

    /// <inheritdoc/>
    public void Discard(in Discard effect) => Add(effect);

    /// <inheritdoc/>
    public void EnteredSynchronization(in EnteredSynchronization effect) => Add(effect);

    /// <inheritdoc/>
    public void FinishedSynchronization(in FinishedSynchronization effect) => Add(effect);

    /// <inheritdoc/>
    public void BecameRelayer(in BecameRelayer effect) => Add(effect);

    /// <inheritdoc/>
    public void HeldBroadcast(in HeldBroadcast effect) => Add(effect);

    /// <inheritdoc/>
    public void EndSession(in EndSession effect) => Add(effect);

    private void Add(object effect)
    {
        _effects.Add(effect);
        Added?.Invoke(effect);
    }
}
