using Course.Peers;
using Course.Simulation.Stepping;

namespace Course.Tests.Students;

/// <summary>Broadcasts its number with each text. Nothing in the class is wrong: whoever numbers the objects may count on.</summary>
public sealed class NumberedLog(int number) : ISessionApplication, IBroadcastLog
{
    private readonly List<string> _texts = [];
    private IBroadcastLog? _ordered;

    public void Attach(Peer peer)
    {
        peer.Replicate<IBroadcastLog>(this);
        _ordered = peer.Ordered<IBroadcastLog>();
    }

    public void Call(string text) => _ordered!.Append($"{number}: {text}");

    public void Append(string text) => _texts.Add(text);
}
