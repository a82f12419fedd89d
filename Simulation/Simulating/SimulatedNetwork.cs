using Course.FaultTolerance;
using Course.Rpc.Transport;
using Course.Simulation.Stepping;

namespace Course.Simulation.Simulating;

/// <summary>Directed links between all peers: delays, loss, duplication, partitions, and the cuts of a crash.</summary>
internal sealed class SimulatedNetwork
{
    private const int MostLostNamed = 5;
    private readonly SimulatedLink[,] _links;
    private readonly EventQueue _queue;
    private readonly SeededRandom _schedule;
    private readonly SeededRandom _faults;
    private readonly int _peers;
    private readonly TimeSpan _detectionDelay;
    private readonly List<string> _lost = [];
    private int[] _groupOf;

    public SimulatedNetwork(SimulationOptions options, EventQueue queue, SeededRandom schedule, SeededRandom faults)
    {
        (_peers, _queue, _schedule, _faults) = (options.Peers, queue, schedule, faults);
        _detectionDelay = options.DetectionDelay;
        _groupOf = new int[_peers];
        _links = new SimulatedLink[_peers, _peers];
        for (var from = 0; from < _peers; from++)
        {
            for (var to = 0; to < _peers; to++) _links[from, to] = new SimulatedLink(options.LinkOf(from, to));
        }
    }

    /// <summary>What has happened so far.</summary>
    public NetworkCounts Counts { get; } = new();

    /// <summary>The first frames that links lost, in words.</summary>
    public IReadOnlyList<string> Lost => _lost;

    public SimulatedLink this[int from, int to] => _links[from, to];

    /// <summary>Whether a partition lies between two peers.</summary>
    public bool IsCut(int from, int to) => _groupOf[from] != _groupOf[to];

    /// <summary>Takes what a peer sends.</summary>
    public void Send(TimeSpan now, int from, int to, LinkItem item)
    {
        var link = _links[from, to];
        if (link.HasEnd) return;
        if (item.End is not null)
        {
            link.Add(item);
            _queue.Add(ArrivalOn(link, now), new WorldEvent(WorldEventKind.ArrivalOfEnd, to, from));
            return;
        }

        Counts.Sent++;
        Counts.SentBytes += item.Frame.Length;
        if (_faults.Chance(link.Options.Loss))
        {
            Lose(from, to, item);
            return;
        }

        Put(link, now, from, to, item);
        if (!_faults.Chance(link.Options.Duplication)) return;
        Counts.Duplicated++;
        Put(link, now, from, to, item);
    }

    /// <summary>What comes out of a link now, if its time has come; null if nothing does.</summary>
    /// <param name="from">The sender.</param>
    /// <param name="to">The receiver.</param>
    /// <param name="isEnd">The arrival is that of the link's end.</param>
    /// <param name="isReceiverHung">What arrives waits.</param>
    public LinkItem? Take(int from, int to, bool isEnd, bool isReceiverHung)
    {
        var link = _links[from, to];
        var isCut = IsCut(from, to);
        if (isCut && link.Options.IsLossy && !isEnd)
        {
            if (link.TakeFrame(_schedule) is { } frame) Lose(from, to, frame);
            return null;
        }

        if (isCut || isReceiverHung)
        {
            if (isEnd) link.IsEndStalled = true;
            else Stall(link);
            return null;
        }

        var item = isEnd ? link.TakeEnd(isDue: true) : link.TakeFrame(_schedule);
        if (item is { End: null }) Counts.Arrived++;
        return item;
    }

    /// <summary>The end of a bag, if it was due before the last of its frames; null if it is not.</summary>
    public LinkItem? TakeEndThatWaited(int from, int to) => _links[from, to].TakeEnd(isDue: false);

    /// <summary>A peer crashed: its links are cut, or keep everything, and end; nobody reads what is on the way to it.</summary>
    /// <returns>How many frames were in flight from it, and how many survive.</returns>
    public (int InFlight, int Kept) Crash(TimeSpan now, int peer, string name, bool keepAll)
    {
        var (inFlight, kept) = (0, 0);
        for (var to = 0; to < _peers; to++)
        {
            if (to == peer) continue;
            var link = _links[peer, to];
            inFlight += link.Count;
            kept += keepAll ? link.Count : link.Cut(_faults);
            if (!link.HasEnd)
            {
                link.Add(new LinkItem(default, LeaveReason.ConnectionLost, $"the connection to '{name}' was lost"));
                _queue.Add(ArrivalOn(link, now) + _detectionDelay, new WorldEvent(WorldEventKind.ArrivalOfEnd, to, peer));
            }

            _links[to, peer].Clear();
        }

        Counts.CutOff += inFlight - kept;
        return (inFlight, kept);
    }

    /// <summary>Splits the peers into groups that hear only one another; equal numbers everywhere heal all cuts.</summary>
    public void Split(TimeSpan now, int[] groupOf, Func<int, bool> isHung)
    {
        _groupOf = groupOf;
        for (var to = 0; to < _peers; to++)
        {
            if (!isHung(to)) Release(now, to);
        }
    }

    /// <summary>What waited for a receiver comes now, as far as no cut is in the way.</summary>
    public void Release(TimeSpan now, int to)
    {
        for (var from = 0; from < _peers; from++)
        {
            var link = _links[from, to];
            if (from == to || IsCut(from, to)) continue;
            for (; link.Stalled > 0; link.Stalled--) _queue.Add(now, new WorldEvent(WorldEventKind.Arrival, to, from));
            if (link.IsEndStalled) _queue.Add(now, new WorldEvent(WorldEventKind.ArrivalOfEnd, to, from));
            link.IsEndStalled = false;
        }
    }

    private void Put(SimulatedLink link, TimeSpan now, int from, int to, LinkItem item)
    {
        link.Add(item);
        _queue.Add(ArrivalOn(link, now), new WorldEvent(WorldEventKind.Arrival, to, from));
    }

    private void Lose(int from, int to, LinkItem frame)
    {
        Counts.Lost++;
        if (_lost.Count < MostLostNamed)
            _lost.Add($"{frame.Name} from {SimulationOptions.NameOf(from)} to {SimulationOptions.NameOf(to)}");
    }

    private void Stall(SimulatedLink link)
    {
        if (link.Count <= link.Stalled) return;
        link.Stalled++;
        Counts.Stalled++;
    }

    private TimeSpan ArrivalOn(SimulatedLink link, TimeSpan now)
    {
        var arrival = now + link.Options.Delay + _schedule.UpTo(link.Options.Variation);
        if (link.Options.Order == LinkOrder.Unordered) return arrival;
        if (arrival < link.LastArrival) arrival = link.LastArrival;
        link.LastArrival = arrival;
        return arrival;
    }
}
