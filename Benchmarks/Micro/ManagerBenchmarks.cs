using BenchmarkDotNet.Attributes;
using Course.FaultTolerance;

namespace Course.Benchmarks.Micro;

/// <summary>All steps of the managers for one broadcast of another peer at the relayer, and for one of its own at a client.</summary>
[MemoryDiagnoser]
public class ManagerBenchmarks
{
    private readonly Body _body = new(new byte[104]);
    private FaultToleranceManagers? _relayer;
    private FaultToleranceManagers? _client;
    private RelayerSink? _relayerSink;
    private RelayerSink? _clientSink;
    private long _relayed;
    private long _echoed;

    /// <summary>The buffering.</summary>
    [Params(Buffering.Replicated, Buffering.Distributed)]
    public Buffering Buffering { get; set; }

    /// <summary>A session of three peers, at peer 1, which relays, and at peer 2.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        var options = new FaultToleranceOptions { Buffering = Buffering };
        Member[] members = [new(new PeerNumber(1), "ann"), new(new PeerNumber(2), "ben"), new(new PeerNumber(3), "cleo")];
        (_relayer, _client, _relayed, _echoed) = (new FaultToleranceManagers(options), new FaultToleranceManagers(options), 0, 0);
        (_relayerSink, _clientSink) = (new RelayerSink(_relayer), new RelayerSink(_client));
        _relayer.Handle(new SessionStarted(new PeerNumber(1), members), _relayerSink);
        _client.Handle(new SessionStarted(new PeerNumber(2), members), _clientSink);
    }

    /// <summary>Received, numbered, sent to three, delivered, acknowledged by two.</summary>
    [Benchmark]
    public void Relayer()
    {
        var local = ++_relayed;
        var (relayer, sink, id) = (_relayer!, _relayerSink!, new BroadcastId(new PeerNumber(2), local));
        var epoch = relayer.Epoch;
        relayer.Handle(new ReceivedBroadcast(new PeerNumber(2), epoch, id, LastReceived.FromCount(local - 1), _body), sink);
        relayer.Handle(
            new ReceivedRelay(new PeerNumber(1), epoch, new SequenceNumber(local), id, LastReceived.Nothing, _body), sink);
        relayer.Handle(new ReceivedAcknowledgement(new PeerNumber(2), epoch, LastReceived.FromCount(local)), sink);
        relayer.Handle(new ReceivedAcknowledgement(new PeerNumber(3), epoch, LastReceived.FromCount(local)), sink);
    }

    /// <summary>Sent, and its echo delivered.</summary>
    [Benchmark]
    public void Client()
    {
        var local = ++_echoed;
        var (client, sink, id) = (_client!, _clientSink!, new BroadcastId(new PeerNumber(2), local));
        client.Handle(new SentBroadcast(_body), sink);
        client.Handle(
            new ReceivedRelay(
                new PeerNumber(1), client.Epoch, new SequenceNumber(local), id, LastReceived.FromCount(local - 1), _body),
            sink);
    }
}
