using Course.Hosting;
using Course.Peers;
using Course.Rpc.Sessions;

namespace Course.Examples;

/// <summary>
/// Layer 3, relay: every call goes to one relayer, which sends it on to all; its links bring all calls to all rooms in one order.
/// Not given: fault tolerance. If the relayer dies, lines on their way are lost, reach some rooms only, or come in another order.
/// </summary>
internal sealed class RelayLayer : ILayer
{
    private readonly TcpPeer _peer;
    private readonly IChat _everybody;

    private RelayLayer(TcpPeer peer, IChat room)
    {
        _peer = peer;
        peer.Left += (member, reason, _) => Console.WriteLine($"* {member.Name} is gone ({reason})");
        peer.Replicate(room);
        _everybody = peer.Ordered<IChat>();
    }

    public Task Started => _peer.Started;

    public Task<SessionEnd> Ended => _peer.Ended;

    public static async Task<ILayer> JoinAsync(PeerOptions options, IChat room) =>
        new RelayLayer(await TcpPeer.JoinAsync(options with { Ordering = Ordering.RelayOnly }), room);

    public void Say(string user, string text) => _everybody.Say(user, text);

    public ValueTask DisposeAsync() => _peer.DisposeAsync();
}
