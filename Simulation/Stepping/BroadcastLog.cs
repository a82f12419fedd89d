using Course.Peers;

namespace Course.Simulation.Stepping;

/// <summary>The default application: each call of the scenario is an ordered broadcast of its text.</summary>
public sealed class BroadcastLog : ISessionApplication, IBroadcastLog
{
    private readonly List<string> _texts = [];
    private IBroadcastLog? _ordered;

    /// <summary>What was delivered at this peer, in order.</summary>
    public IReadOnlyList<string> Texts => _texts;

    /// <inheritdoc/>
    public void Attach(Peer peer)
    {
        ArgumentNullException.ThrowIfNull(peer);
        peer.Replicate<IBroadcastLog>(this);
        _ordered = peer.Ordered<IBroadcastLog>();
    }

    /// <inheritdoc/>
    public void Call(string text) => _ordered!.Append(text);

    void IBroadcastLog.Append(string text) => _texts.Add(text);
}
