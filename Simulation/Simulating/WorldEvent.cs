namespace Course.Simulation.Simulating;

/// <summary>One thing that happens at a time of the virtual world.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Peer">The peer that is concerned, from 0; the observer of a silence; the number of a fault or of a restart.</param>
/// <param name="Other">The sender of an arrival; who is silent; the number of a call.</param>
/// <param name="Stamp">Which silence it is about: an older one has ended meanwhile.</param>
internal readonly record struct WorldEvent(WorldEventKind Kind, int Peer = 0, int Other = 0, long Stamp = 0);

/// <summary>Kinds of events.</summary>
internal enum WorldEventKind
{
    /// <summary>A frame may come out of a link.</summary>
    Arrival,

    /// <summary>The end of a link may come out of it.</summary>
    ArrivalOfEnd,

    /// <summary>The application of a peer makes its next call.</summary>
    Call,

    /// <summary>The heartbeat of a peer.</summary>
    Tick,

    /// <summary>A peer may have been silent for longer than the bound.</summary>
    Silence,

    /// <summary>A hung peer goes on.</summary>
    Wake,

    /// <summary>A fault of the script is due.</summary>
    Fault,

    /// <summary>The application of a restarted process makes a call.</summary>
    CallAfterRestart,
}
