using Course.Rpc;
using Course.Rpc.Filtering;
using Course.Rpc.Loops;
using Course.Rpc.Serialization;
using Course.Rpc.Sessions;
using Course.Rpc.Transport;
using Course.Tests.Shared;

namespace Course.Tests.Rpc;

/// <summary>RPC ports on stepped loops and an in-memory network; no ordering above.</summary>
internal sealed class RpcNetwork
{
    private readonly InMemoryNetwork _network = new(stepped: true);

    public RpcNetwork(int peers, RpcOptions? options = null, Func<int, IEnumerable<ISendReceiveFilter>>? filters = null)
    {
        for (var number = 1; number <= peers; number++)
        {
            var transport = _network.Join(PeerName.Parse($"p{number}"));
            var loop = PeerLoop.Stepped();
            var connections = new ConnectionManager(transport, loop);
            var port = new RpcPort(
                loop, transport, connections, new MessagePackMessageSerializer(), Clock, filters?.Invoke(number) ?? [], options);
            connections.Add(port);
            connections.Open(port.OnFrame);
            Ports.Add(port);
        }

        _network.Start();
        Pump();
    }

    public ManualClock Clock { get; } = new();

    public List<RpcPort> Ports { get; } = [];

    public InMemoryNetwork Network => _network;

    public RpcPort this[int number] => Ports[number - 1];

    public PeerName Name(int number) => Ports[number - 1].Connections.Self;

    public void Pump()
    {
        while (Ports.Sum(port => port.Loop.Pump()) > 0)
        {
        }
    }

    public void Settle()
    {
        Pump();
        while (_network.Busy is [var (from, to), ..])
        {
            _network.Deliver(from, to);
            Pump();
        }
    }

    /// <summary>Runs an action as a step of a peer.</summary>
    public void On(int number, Action action)
    {
        this[number].Loop.Post(ThreadRole.Application, action);
        Settle();
    }
}
