using Course.Rpc.Tracing;

namespace Course.Tests.Rpc.Tracing;

public sealed class TraceBusTests
{
    [Test]
    public void Listeners_HearTheLayersThatTheyAskedFor()
    {
        var (messages, rest) = (new MemoryTrace(), new MemoryTrace());
        var bus = new TraceBus((messages, TraceLayers.Messages), (rest, TraceLayers.All & ~TraceLayers.Messages));
        TraceEventKind[] kinds = [TraceEventKind.SentRelay, TraceEventKind.Delivered, TraceEventKind.SentReport, TraceEventKind.TraceEnded];
        foreach (var kind in kinds) bus.Record(new TraceEvent { Peer = "p1", Event = kind });
        Assert.That(messages.Events.Select(e => e.Event), Is.EqualTo(new[] { TraceEventKind.SentRelay, TraceEventKind.TraceEnded }));
        Assert.That(rest.Events.Select(e => e.Event), Is.EqualTo(kinds[1..]));
    }

    [Test]
    public void Bus_WithoutListenerThatHears_IsDisabled()
    {
        Assert.That(new TraceBus((NoTrace.Instance, TraceLayers.All), (new MemoryTrace(), TraceLayers.None)).IsEnabled, Is.False);
    }
}
