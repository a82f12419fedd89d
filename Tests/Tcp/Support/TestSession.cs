using Course.Rpc.Tcp;
using Course.Rpc.Transport;

namespace Course.Tests.Tcp.Support;

/// <summary>A rendezvous and peers that joined it, in one process, over loopback.</summary>
internal sealed class TestSession : IAsyncDisposable
{
    private readonly List<TestPeer> _peers = [];

    private TestSession(Rendezvous rendezvous) => Rendezvous = rendezvous;

    public Rendezvous Rendezvous { get; }

    public SessionAddress Address => new("127.0.0.1", Rendezvous.EndPoint.Port, "lobby");

    public TestPeer this[int index] => _peers[index];

    public static async Task<TestSession> HostAsync(RendezvousOptions? options = null) =>
        new(await Rendezvous.HostAsync((options ?? new RendezvousOptions()) with { Port = 0 }));

    /// <summary>A started session of peers with the given names, which join in that order.</summary>
    public static async Task<TestSession> StartAsync(params string[] names)
    {
        var session = await HostAsync();
        foreach (var name in names) await session.JoinAsync(name, names.Length);
        foreach (var peer in session._peers) await peer.SeesAsync("started");
        return session;
    }

    public TcpOptions Options(string name, int? members) => new()
    {
        Name = new PeerName(name),
        Session = Address,
        Members = members,
        JoinPatience = TimeSpan.Zero,
        SilenceBound = TimeSpan.FromSeconds(30),
    };

    public Task<TestPeer> JoinAsync(string name, int? members, TimeProvider? clock = null) =>
        JoinAsync(Options(name, members) with { Clock = clock ?? TimeProvider.System });

    public async Task<TestPeer> JoinAsync(TcpOptions options, Action<TestPeer>? prepare = null)
    {
        var peer = await TestPeer.JoinAsync(options, prepare);
        _peers.Add(peer);
        return peer;
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_peers.Select(peer => peer.DisposeAsync().AsTask()));
        await Rendezvous.DisposeAsync();
    }
}
