using Course.Hosting;
using Course.Peers;
using Course.Rpc.Sessions;

namespace Course.Examples;

/// <summary>
/// Layer 4, fault-tolerant: layer 3 with another option. All members that live print the same lines in the same order, whoever dies.
/// Not given: lines of a member that dies before any other has got them, and members that come back or come late.
/// </summary>
internal sealed class FaultTolerantLayer : ILayer
{
    private readonly TcpPeer _peer;
    private readonly IChat _everybody;

    private FaultTolerantLayer(TcpPeer peer, IChat room)
    {
        _peer = peer;
        peer.Left += (member, reason, _) => Console.WriteLine($"* {member.Name} is gone ({reason})");
        peer.Replicate(room);
        _everybody = peer.Ordered<IChat>();
    }

    public Task Started => _peer.Started;

    public Task<SessionEnd> Ended => _peer.Ended;

    public static async Task<ILayer> JoinAsync(PeerOptions options, IChat room) =>
        new FaultTolerantLayer(await TcpPeer.JoinAsync(options with { Ordering = Ordering.Replicated }), room);

    public void Say(string user, string text) => _everybody.Say(user, text);

    public ValueTask DisposeAsync() => _peer.DisposeAsync();
}
