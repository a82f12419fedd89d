namespace Course.Simulation.Simulating;

/// <summary>
/// Who hears nothing of whom, because that peer hangs or a partition lies between. Heartbeats are not frames here: a peer is silent
/// exactly then, and whoever finds it silent for longer than the bound takes it for dead, within a tick as a heartbeat would.
/// </summary>
internal sealed class SilenceWatch(SimulationOptions options, EventQueue queue, SeededRandom random)
{
    private readonly (TimeSpan Since, long Stamp)?[,] _silences = new (TimeSpan, long)?[options.Peers, options.Peers];
    private long _stamps;

    /// <summary>Looks again at who is silent, after a peer hung or woke, or the network split or healed.</summary>
    /// <param name="now">Virtual time.</param>
    /// <param name="isSilent">Whether an observer hears nothing of a peer.</param>
    public void Update(TimeSpan now, Func<int, int, bool> isSilent)
    {
        for (var observer = 0; observer < options.Peers; observer++)
        {
            for (var peer = 0; peer < options.Peers; peer++)
            {
                if (peer == observer) continue;
                var isSilentNow = isSilent(observer, peer);
                if (isSilentNow == _silences[observer, peer] is not null) continue;
                _silences[observer, peer] = isSilentNow ? (now, ++_stamps) : null;
                if (isSilentNow) Schedule(observer, peer, now);
            }
        }
    }

    /// <summary>An observer was hung itself and looks again.</summary>
    public void LookAgain(TimeSpan now, int observer)
    {
        for (var peer = 0; peer < options.Peers; peer++)
        {
            if (_silences[observer, peer] is not null) Schedule(observer, peer, now);
        }
    }

    /// <summary>Whether the silence that an event is about has gone on until now.</summary>
    public bool GoesOn(in WorldEvent e) => _silences[e.Peer, e.Other]?.Stamp == e.Stamp;

    private void Schedule(int observer, int peer, TimeSpan now)
    {
        var (since, stamp) = _silences[observer, peer]!.Value;
        var due = since + options.SilenceBound + random.UpTo(options.TickPeriod);
        queue.Add(due > now ? due : now, new WorldEvent(WorldEventKind.Silence, observer, peer, stamp));
    }
}
