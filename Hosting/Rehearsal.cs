using Course.FaultTolerance;
using Course.Peers;
using Course.Relaying;
using Course.Rpc.Loops;
using Course.Rpc.Serialization;
using Course.Rpc.Transport;

namespace Course.Hosting;

/// <summary>
/// Plays through the death of a relayer, among peers in memory that nobody else hears of. What follows a failure happens once in the life
/// of a session, and for the first time; played before, it is compiled and loaded by then, and the session is silent for a shorter time.
/// </summary>
internal sealed class Rehearsal
{
    /// <summary>Far more than the play needs; managers that never come to an end must not keep a processor busy.</summary>
    private const int MostDeliveries = 1000;

    private static readonly PeerName Relayer = new("relayer");
    private static readonly PeerName Heir = new("heir");
    private static readonly PeerName Holder = new("holder");
    private static readonly PeerName Other = new("other");

    private readonly InMemoryNetwork _network = new(stepped: true, "rehearsal");
    private readonly List<(Peer Peer, PeerLoop Loop)> _cast = [];
    private long _calls;

    private Rehearsal(FaultToleranceOptions options, IMessageSerializer serializer)
    {
        // Relayer, heir, and two more: one who holds what the relayer sent last, and one who lacks it as the heir does.
        foreach (var name in (PeerName[])[Relayer, Heir, Holder, Other])
        {
            var loop = PeerLoop.Stepped();
            var setup = new PeerSetup
            {
                Transport = _network.Join(name),
                Loop = loop,
                Clock = TimeProvider.System,
                Serializer = serializer,
                Ordering = new Ordering { FaultTolerance = options },
            };
            _cast.Add((new Peer(setup), loop));
        }
    }

    /// <summary>How many relayed calls each survivor has been given in the end.</summary>
    public IReadOnlyList<long> Delivered { get; private set; } = [];

    /// <summary>Plays once. Any thread, and none of a session that is under way: it takes as long as compiling does.</summary>
    /// <param name="buffering">As in the session that follows.</param>
    /// <param name="serializer">That of the session: it keeps what it compiles for the messages between managers.</param>
    public static Rehearsal Play(Buffering buffering, IMessageSerializer serializer)
    {
        var rehearsal = new Rehearsal(new FaultToleranceOptions { Buffering = buffering }, serializer);
        rehearsal.Play();
        return rehearsal;
    }

    /// <summary>Plays, unless the managers fail at it: when they fail in a session, its application hears of it.</summary>
    public static void TryPlay(Buffering buffering, IMessageSerializer serializer)
    {
        try
        {
            Play(buffering, serializer);
        }
#pragma warning disable CA1031 // Nothing depends on a rehearsal, and an exception would end the process.
        catch (Exception)
#pragma warning restore CA1031
        {
            // The real failure will take a little longer.
        }
    }

    private void Play()
    {
        _network.Start();
        Settle();
        CallAll();
        Settle();
        CallAll();
        // The relayer numbers one more call and dies while it relays it.
        while (_network.Deliver(Holder, Relayer)) Pump();
        _network.Crash(Relayer, to => to == Holder ? int.MaxValue : 0);
        Settle();
        CallAll();
        Settle();
        Delivered = [.. _cast.Skip(1).Select(member => member.Peer.Managers!.Last.Count)];
    }

    /// <summary>The survivors call; calls are not carried out, as nobody here has a replica.</summary>
    private void CallAll()
    {
        foreach (var (peer, loop) in _cast.Skip(1))
        {
            var call = new ApplicationCall("rehearsal", "Call()", peer.Name, ++_calls, default);
            loop.Post(ThreadRole.Application, () => peer.Rpc.To<IRelayer>(static () => PeerName.None).Broadcast(call));
        }

        Pump();
    }

    private void Settle()
    {
        Pump();
        for (var deliveries = 0; deliveries < MostDeliveries && _network.Busy is [var (from, to), ..]; deliveries++)
        {
            _network.Deliver(from, to);
            Pump();
        }
    }

    private void Pump()
    {
        foreach (var (_, loop) in _cast) loop.Pump(MostDeliveries);
    }
}
