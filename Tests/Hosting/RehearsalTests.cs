using System.Buffers;
using Course.FaultTolerance;
using Course.Filters;
using Course.Hosting;
using Course.Rpc.Serialization;
using Course.Tests.Shared;

namespace Course.Tests.Hosting;

public sealed class RehearsalTests
{
    [TestCase(Buffering.Replicated)]
    [TestCase(Buffering.Distributed)]
    public void Play_TheDeathOfARelayer_SurvivorsDeliverAllCalls(Buffering buffering)
    {
        var rehearsal = Rehearsal.Play(buffering, new MessagePackMessageSerializer());

        // Three peers call three times: before the death, into it, and after it.
        Assert.That(rehearsal.Delivered, Is.EqualTo(new[] { 9, 9, 9 }));
    }

    [Test]
    public void TryPlay_WhereThePeersFail_IsSilent() =>
        Assert.That(() => Rehearsal.TryPlay(Buffering.Replicated, new CountingSerializer { Fails = true }), Throws.Nothing);

    [TestCase(true, 5)]
    [TestCase(false, 1)]
    public async Task Rehearses_AfterTheStart_PlaysOnceWithTheSerializerOfTheSession(bool rehearses, int peers)
    {
        var serializer = new CountingSerializer();
        await using var session = await TcpContractSession.OpenAsync(
            1, new PeerOptions { Name = "", Session = "", Serializer = serializer, Rehearses = rehearses });

        await Guard.WaitAsync(session.TcpPeers[0].Rehearsed, "the rehearsal");

        Assert.That(serializer.Reporters, Is.EqualTo(peers), "each peer asks once for the codec of its reports");
    }

    [Test]
    public async Task Rehearses_WhenTheSessionEndsBeforeItsStart_PlaysNothing()
    {
        var serializer = new CountingSerializer();
        var peer = await TcpPeer.JoinAsync(new PeerOptions
        {
            Name = "p1",
            Session = "tcp://127.0.0.1:0/lobby",
            Members = 2,
            Rendezvous = Course.Rpc.Tcp.RendezvousMode.Host,
            LeaveOnCtrlC = false,
            Serializer = serializer,
            Rehearses = true,
        });

        await Guard.WaitAsync(peer.DisposeAsync().AsTask(), "the goodbye");

        await Guard.WaitAsync(peer.Rehearsed, "the rehearsal");
        Assert.That(serializer.Reporters, Is.EqualTo(1));
    }

    private sealed class CountingSerializer : IMessageSerializer
    {
        private readonly MessagePackMessageSerializer _inner = new(sharesInput: true);
        private int _reporters;

        public bool Fails { get; init; }

        public int Reporters => Volatile.Read(ref _reporters);

        public void Serialize<T>(IBufferWriter<byte> output, T value) => _inner.Serialize(output, value);

        public T Deserialize<T>(in ReadOnlySequence<byte> input, out long consumed) => _inner.Deserialize<T>(input, out consumed);

        public IValueCodec CodecFor(Type type)
        {
            if (Fails) throw new InvalidOperationException("no codec");
            if (type == typeof(ReportPart)) Interlocked.Increment(ref _reporters);
            return _inner.CodecFor(type);
        }
    }
}
