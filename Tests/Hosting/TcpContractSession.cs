using Course.Hosting;
using Course.Peers;
using Course.Rpc;
using Course.Rpc.Loops;
using Course.Rpc.Serialization;
using Course.Rpc.Sessions;
using Course.Rpc.Tcp;
using Course.Rpc.Transport;
using Course.Tests.Peers.Contract;
using Course.Tests.Shared;

namespace Course.Tests.Hosting;

/// <summary>Peers over TCP on the loopback address, in one process; the first hosts the rendezvous.</summary>
internal sealed class TcpContractSession : IContractSession
{
    private readonly List<TcpPeer> _peers = [];

    public IReadOnlyList<IContractPeer> Peers => [.. _peers.Select(peer => new TcpContractPeer(peer))];

    public IReadOnlyList<TcpPeer> TcpPeers => _peers;

    /// <summary>Opens a session; all peers have the same options but for name, address and rendezvous.</summary>
    public static async Task<TcpContractSession> OpenAsync(int peers, PeerOptions options)
    {
        var session = new TcpContractSession();
        var common = options with { LeaveOnCtrlC = false, Members = peers };
        session._peers.Add(
            await TcpPeer.JoinAsync(common with { Name = "p1", Session = "tcp://127.0.0.1:0/lobby", Rendezvous = RendezvousMode.Host }));
        var address = session._peers[0].Session.ToString();
        foreach (var number in Enumerable.Range(2, peers - 1))
        {
            session._peers.Add(await TcpPeer.JoinAsync(common with { Name = $"p{number}", Session = address }));
        }

        return session;
    }

    public static async Task<IContractSession> OpenAsync(int peers, Ordering ordering, IMessageSerializer serializer) =>
        await OpenAsync(peers, new PeerOptions { Name = "", Session = "", Ordering = ordering, Serializer = serializer });

    public async Task WaitAsync(Task task, string what)
    {
        await Guard.WaitAsync(task, what);
        await task;
    }

    /// <summary>
    /// One survivor finds the relayer's bytes bad and closes the link; it is told to all. Processes that are killed are tested elsewhere.
    /// </summary>
    public void LoseRelayer()
    {
        var (lost, finder) = (_peers[0], _peers[1]);
        finder.Rpc.Loop.Post(ThreadRole.Rpc, () => finder.Rpc.OnFrame(lost.Name, new byte[] { 0xc1 }));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var peer in _peers) await Guard.WaitAsync(peer.DisposeAsync().AsTask(), $"the goodbye of {peer.Name}");
    }
}

/// <summary>A peer over TCP.</summary>
internal sealed class TcpContractPeer(TcpPeer peer) : IContractPeer
{
    public event Action<SessionMember, LeaveReason, string> Left
    {
        add => peer.Left += value;
        remove => peer.Left -= value;
    }

    public PeerName Name => peer.Name;

    public RpcPort Rpc => peer.Rpc;

    public Task<SessionStart> Started => peer.Started;

    public Task<SessionEnd> Ended => peer.Ended;

    public void Replicate<T>(T replica) where T : class => peer.Replicate(replica);

    public T Ordered<T>() where T : class => peer.Ordered<T>();

    public Task LeaveAsync() => peer.LeaveAsync();
}
