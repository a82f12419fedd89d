using Course.Hosting;
using Course.Peers;
using Course.Rpc.Sessions;

namespace Course.Examples;

/// <summary>
/// Layer 2, plain RPC: one call reaches the rooms of all members, with typed arguments; calls of one caller arrive in its order.
/// Not given: one order of the calls of several callers, and a call whose caller dies half-way reaches some rooms only.
/// </summary>
internal sealed class RpcLayer : ILayer
{
    private readonly TcpPeer _peer;
    private readonly IChat _everybody;

    private RpcLayer(TcpPeer peer, IChat room)
    {
        _peer = peer;
        peer.Left += (member, reason, _) => Console.WriteLine($"* {member.Name} is gone ({reason})");
        peer.Rpc.Register(room);
        _everybody = peer.Rpc.All<IChat>().OneWay;
    }

    public Task Started => _peer.Started;

    public Task<SessionEnd> Ended => _peer.Ended;

    public static async Task<ILayer> JoinAsync(PeerOptions options, IChat room) =>
        new RpcLayer(await TcpPeer.JoinAsync(options with { Ordering = Ordering.RelayOnly }), room);

    public void Say(string user, string text) => _everybody.Say(user, text);

    public ValueTask DisposeAsync() => _peer.DisposeAsync();
}
