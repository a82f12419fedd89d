using Course.Peers;
using Course.Relaying;
using Course.Rpc.Loops;
using Course.Rpc.Serialization;
using Course.Rpc.Transport;
using Course.Tests.Peers.Contract;
using Course.Tests.Shared;

namespace Course.Tests.Peers;

/// <summary>Free-running loops on real threads, frames go straight from loop to loop.</summary>
internal sealed class FreeContractSession : IContractSession
{
    private readonly InMemoryNetwork _network = new(stepped: false);
    private readonly List<Peer> _peers = [];

    public FreeContractSession(int peers, Ordering ordering, IMessageSerializer serializer)
    {
        for (var number = 1; number <= peers; number++)
        {
            _peers.Add(new Peer(new PeerSetup
            {
                Transport = _network.Join(PeerName.Parse($"p{number}")),
                Loop = PeerLoop.Free(drain => ThreadPool.UnsafeQueueUserWorkItem(static action => action(), drain, preferLocal: false)),
                Clock = TimeProvider.System,
                Ordering = ordering,
                Serializer = serializer,
                Couplers = new CouplerOptions { MaximumBundledCalls = 8 },
            }));
        }

        Peers = [.. _peers.Select(peer => new InMemoryContractPeer(peer))];
        _network.Start();
    }

    public IReadOnlyList<IContractPeer> Peers { get; }

    public Task WaitAsync(Task task, string what) => AwaitAsync(task, what);

    public void LoseRelayer()
    {
        _network.Crash(Peers[0].Name);
        // It does nothing more, so it does not leave either.
        _peers.RemoveAt(0);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var peer in _peers) await Guard.WaitAsync(peer.DisposeAsync().AsTask(), $"the goodbye of {peer.Name}");
    }

    private static async Task AwaitAsync(Task task, string what)
    {
        await Guard.WaitAsync(task, what);
        await task;
    }
}
