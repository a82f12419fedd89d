namespace Course.Simulation.Simulating;

/// <summary>What the network of a run did; whether a link option was seen working.</summary>
public sealed record NetworkCounts
{
    /// <summary>Frames that peers sent to others.</summary>
    public long Sent { get; internal set; }

    /// <summary>Bytes of these frames, without what a transport adds.</summary>
    public long SentBytes { get; internal set; }

    /// <summary>Frames that came out of a link, the second of a duplicated one included.</summary>
    public long Arrived { get; internal set; }

    /// <summary>Frames that a lossy link lost.</summary>
    public long Lost { get; internal set; }

    /// <summary>Frames that were on their way twice.</summary>
    public long Duplicated { get; internal set; }

    /// <summary>Frames that died with their sender, when a crash cut its links.</summary>
    public long CutOff { get; internal set; }

    /// <summary>Frames that waited for a hung receiver or for a partition to heal.</summary>
    public long Stalled { get; internal set; }
}
