using Course.Peers;
using Course.Rpc.Loops;
using Course.Rpc.Transport;
using Course.Tests.Shared;

namespace Course.Tests.Lab2;

/// <summary>
/// Whole peers without fault tolerance on a network in memory. A seed chooses which message comes next and which replica is slow
/// meanwhile; each link keeps its order, as real ones do. Equal seeds give equal runs.
/// </summary>
internal sealed class RelaySession
{
    private readonly InMemoryNetwork _network = new(stepped: true);
    private readonly List<PeerLoop> _loops = [];
    private readonly List<IDiary> _proxies = [];
    private readonly Random _random;

    public RelaySession(int peers, int seed)
    {
        _random = new Random(seed);
        for (var number = 1; number <= peers; number++)
        {
            var setup = new PeerSetup
            {
                Transport = _network.Join(PeerName.Parse($"p{number}")),
                Loop = PeerLoop.Stepped(),
                Clock = new ManualClock(),
                Ordering = Ordering.RelayOnly,
            };
            var peer = new Peer(setup);
            peer.Faulted += Faults.Add;
            Diaries.Add(new Diary());
            peer.Replicate<IDiary>(Diaries[^1]);
            _loops.Add(setup.Loop);
            _proxies.Add(peer.Ordered<IDiary>());
        }
    }

    public List<Diary> Diaries { get; } = [];

    public List<Exception> Faults { get; } = [];

    /// <summary>Each call by its line: what its caller got.</summary>
    public Dictionary<string, Task<int>> Calls { get; } = [];

    /// <summary>Calls before and after the start, while messages are under way; then everything arrives.</summary>
    public RelaySession Run(int callsEach)
    {
        var open = Enumerable.Range(0, _proxies.Count * callsEach).Select(call => (call % _proxies.Count) + 1).ToList();
        for (var early = 0; early < _proxies.Count; early++) CallOne(open);
        _network.Start();
        Pump();
        while (open.Count > 0 || _network.Busy.Count > 0)
        {
            if (open.Count > 0 && _random.Next(4) == 0) CallOne(open);
            var some = Diaries[_random.Next(Diaries.Count)];
            some.IsSlow = !some.IsSlow;
            Pump();
            DeliverOne();
        }

        foreach (var diary in Diaries) diary.IsSlow = false;
        Pump();
        return this;
    }

    private void DeliverOne()
    {
        var busy = _network.Busy;
        if (busy.Count == 0) return;
        var (from, to) = busy[_random.Next(busy.Count)];
        _network.Deliver(from, to);
        Pump();
    }

    private void CallOne(List<int> open)
    {
        var caller = open[_random.Next(open.Count)];
        open.Remove(caller);
        var line = $"p{caller}:{Calls.Keys.Count(key => key.StartsWith($"p{caller}:", StringComparison.Ordinal)) + 1}";
        Calls.Add(line, _proxies[caller - 1].Write(line));
        Pump();
    }

    private void Pump()
    {
        while (_loops.Sum(loop => loop.Pump()) > 0)
        {
        }
    }
}
