using Course.Peers;
using Course.Simulation.Stepping;

namespace Course.Examples;

/// <summary>One peer's room. The quick one speaks at once when somebody leaves, before anything was synchronized.</summary>
public sealed class Room(string quick) : ISessionApplication, IRoom
{
    private readonly List<string> _heard = [];
    private IRoom? _all;

    /// <summary>What this peer heard, in its order.</summary>
    public IReadOnlyList<string> Heard => _heard;

    /// <inheritdoc/>
    public void Attach(Peer peer)
    {
        peer.Replicate<IRoom>(this);
        _all = peer.Ordered<IRoom>();
        if (peer.Name.Value != quick) return;
        peer.Left += (member, _, _) => _all.Say($"at once, now that {member.Name} is gone");
    }

    /// <inheritdoc/>
    public void Call(string text) => _all!.Say(text);

    void IRoom.Say(string words) => _heard.Add(words);
}
