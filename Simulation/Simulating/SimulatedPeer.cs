using Course.Rpc.Tracing;
using Course.Rpc.Transport;
using Course.Simulation.Stepping;

namespace Course.Simulation.Simulating;

/// <summary>A stepped peer with what the world knows of it: its trace, whether it lives or hangs, what its application has to do.</summary>
internal sealed class SimulatedPeer(SteppedPeer stepped, PeerName name, CallSource calls, int maximumUndelivered)
{
    private readonly List<TraceEvent> _events = [];
    private long _made;
    private long _ownDelivered;

    public SteppedPeer Stepped => stepped;

    public PeerName Name => name;

    public int Index => stepped.Index;

    public CallSource Calls => calls;

    /// <summary>The trace so far.</summary>
    public IReadOnlyList<TraceEvent> Events => _events;

    public bool HasCrashed { get; set; }

    /// <summary>The script made it say goodbye.</summary>
    public bool HasLeft { get; set; }

    /// <summary>It hung for longer than the silence bound.</summary>
    public bool WasStopped { get; set; }

    /// <summary>Since when it hangs; null if it does not.</summary>
    public TimeSpan? HungSince { get; set; }

    public bool IsHung => HungSince is not null;

    /// <summary>It takes part in the session.</summary>
    public bool IsLive => !HasCrashed && !stepped.HasLeft && !stepped.Peer.Ended.IsCompleted;

    /// <summary>A call is due and waits for room, or for the peer to wake.</summary>
    public bool IsCallWaiting { get; set; }

    /// <summary>A further call would find the bound on undelivered calls: a real application would wait in it.</summary>
    public bool HasRoom => _made - _ownDelivered < maximumUndelivered;

    /// <summary>How many broadcasts it has delivered.</summary>
    public long Delivered { get; private set; }

    /// <summary>Its own broadcasts that it has not delivered.</summary>
    public long Undelivered => _made - _ownDelivered;

    /// <summary>Takes in what a step recorded.</summary>
    /// <param name="events">The events.</param>
    /// <param name="link">
    /// The number that the sender gave the received frame: on a link that loses or reorders the receiver's own count means nothing.
    /// </param>
    public void Record(IReadOnlyList<TraceEvent> events, int? link = null)
    {
        foreach (var e in events)
        {
            _events.Add(link is null || e.Link is null || e.From is null ? e : e with { Link = link });
            if (e.Event == TraceEventKind.Delivered) Delivered++;
            if (e.Id is not { } id || id.Host != name.Value) continue;
            if (e.Event is TraceEventKind.SentBroadcast or TraceEventKind.HeldBroadcast) _made = Math.Max(_made, id.Local);
            if (e.Event == TraceEventKind.Delivered) _ownDelivered++;
        }
    }

    /// <summary>Takes back what stands in the trace after an event, because the peer had died by then.</summary>
    public void ForgetAfter(in TraceEvent last)
    {
        for (var i = _events.Count - 1; i >= 0; i--)
        {
            if (_events[i] != last) continue;
            _events.RemoveRange(i + 1, _events.Count - i - 1);
            return;
        }
    }
}
