using Course.Peers;
using Course.Simulation.Stepping;

namespace Course.Tests.Simulation.Simulating;

/// <summary>The example of docs/faults.md: counts what was delivered here, in all lives.</summary>
public sealed class CountingLog : IPersistentApplication, IBroadcastLog
{
    private IPersistentState? _state;
    private IBroadcastLog? _ordered;
    private int _count;

    public void Open(IPersistentState state)
    {
        _state = state;
        if (state.TryRead("count", out var bytes)) _count = BitConverter.ToInt32(bytes);
    }

    public void Attach(Peer peer)
    {
        peer.Replicate<IBroadcastLog>(this);
        _ordered = peer.Ordered<IBroadcastLog>();
    }

    public void Call(string text) => _ordered!.Append(text);

    public void Append(string text) => _state!.Write("count", BitConverter.GetBytes(++_count));
}
