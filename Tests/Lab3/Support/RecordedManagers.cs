using Course.FaultTolerance;

namespace Course.Tests.Lab3;

/// <summary>In the place of the managers: notes the events, and answers as the test says.</summary>
internal sealed class RecordedManagers : IFaultToleranceManagers
{
    public List<object> Events { get; } = [];

    public Action<object, IEffectSink>? Answer { get; set; }

    public Epoch Epoch { get; set; } = new(1);

    public LastReceived Last { get; set; }

    public PeerNumber Relayer { get; set; } = new(1);

    public bool IsRelayer { get; set; }

    public void Handle<TEvent>(in TEvent e, IEffectSink sink) where TEvent : struct, IEvent
    {
        Events.Add(e);
        Answer?.Invoke(e, sink);
    }
}
