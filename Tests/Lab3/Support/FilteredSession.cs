using Course.FaultTolerance;
using Course.Rpc;
using Course.Rpc.Loops;
using Course.Rpc.Serialization;
using Course.Rpc.Sessions;
using Course.Rpc.Tracing;
using Course.Rpc.Transport;
using Course.Tests.Shared;

namespace Course.Tests.Lab3;

/// <summary>
/// Peers with RPC and filters on a network in memory, and the simplest managers that there can be: p1 numbers, and nothing is kept.
/// </summary>
internal sealed class FilteredSession
{
    private readonly InMemoryNetwork _network = new(stepped: true);
    private readonly List<PeerLoop> _loops = [];
    private readonly List<RpcPort> _ports = [];
    private long _lastSequence;

    public FilteredSession(int peers)
    {
        for (var number = 1; number <= peers; number++) Add(number, peers);
        _network.Start();
        Pump();
    }

    /// <summary>The texts that were relayed to each peer, in order.</summary>
    public List<List<string>> Relayed { get; } = [];

    public List<MemoryTrace> Traces { get; } = [];

    public List<Exception> Faults { get; } = [];

    public void Broadcast(int peer, string text)
    {
        _ports[peer - 1].To<ISequencer>(() => PeerName.None).Broadcast(text);
        Pump();
    }

    /// <summary>Everything arrives, the link that the seed chooses first.</summary>
    public void Settle(int seed)
    {
        var random = new Random(seed);
        while (_network.Busy is { Count: > 0 } busy)
        {
            var (from, to) = busy[random.Next(busy.Count)];
            _network.Deliver(from, to);
            Pump();
        }
    }

    private void Add(int number, int peers)
    {
        var loop = PeerLoop.Stepped();
        loop.Failed = Faults.Add;
        var transport = _network.Join(FilterHarness.Name(number));
        var connections = new ConnectionManager(transport, loop);
        var trace = new MemoryTrace();
        var clock = new ManualClock();
        var filter = new FilterUnderTest(loop, connections, new PeerTrace(trace, transport.Self.Value, clock));
        var port = new RpcPort(loop, transport, connections, new MessagePackMessageSerializer(), clock, [filter]);
        port.Faulted += Faults.Add;
        filter.Fill(peers);
        filter.Trace.Attach(port);
        filter.Managers.Answer = NewManagers(new PeerNumber(number));
        var relayed = new List<string>();
        port.Register<ISequencer>(new Sequencer(port.All<IClient>().OneWay));
        port.Register<IClient>(new Client(relayed));
        connections.Add(port);
        connections.Open(port.OnFrame);
        Traces.Add(trace);
        Relayed.Add(relayed);
        _loops.Add(loop);
        _ports.Add(port);
    }

    private Action<object, IEffectSink> NewManagers(PeerNumber self)
    {
        var relayer = new PeerNumber(1);
        var epoch = new Epoch(1);
        var sequences = new Dictionary<BroadcastId, SequenceNumber>();
        var sent = 0L;
        return (e, effects) =>
        {
            if (e is SentBroadcast own)
            {
                effects.SendBroadcast(new SendBroadcast(relayer, epoch, new BroadcastId(self, ++sent), default, own.Body, false));
            }
            else if (e is ReceivedBroadcast broadcast)
            {
                var sequence = sequences[broadcast.Id] = new SequenceNumber(++_lastSequence);
                effects.PassBroadcast(new PassBroadcast(epoch, sequence, broadcast.Id, broadcast.Body));
            }
            else if (e is SentRelay relay)
            {
                effects.SendRelay(new SendRelay(relay.To, epoch, sequences[relay.Id], relay.Id, default, relay.Body, false));
            }
            else if (e is ReceivedRelay received)
            {
                effects.Deliver(new Deliver(epoch, received.Sequence, received.Id, received.Body));
            }
        };
    }

    private void Pump()
    {
        while (_loops.Sum(loop => loop.Pump()) > 0)
        {
        }
    }

    private sealed class Sequencer(IClient clients) : ISequencer
    {
        public void Broadcast(string text) => clients.Relay(text);
    }

    private sealed class Client(List<string> relayed) : IClient
    {
        public void Relay(string text) => relayed.Add(text);
    }
}
