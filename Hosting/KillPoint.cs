namespace Course.Hosting;

/// <summary>Where a relayer kills its own process, to show a multicast that is cut at an exact place.</summary>
/// <param name="Broadcast">K: the broadcasts that this peer relays are counted from 1.</param>
/// <param name="Sends">
/// J: so many sends of the K-th broadcast to other peers have been taken by the operating system, and no later byte.
/// </param>
public sealed record KillPoint(int Broadcast, int Sends)
{
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public void Validate()
    {
        if (Broadcast < 1) throw new ArgumentException($"The kill point names broadcast {Broadcast}: broadcasts are counted from 1.");
        if (Sends < 0) throw new ArgumentException($"The kill point names {Sends} sends: choose 0 or more.");
    }
}
