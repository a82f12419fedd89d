namespace Course.Relaying;

/// <summary>Bounds of a peer's couplers.</summary>
public sealed record CouplerOptions
{
    /// <summary>
    /// The most ordered calls of this peer that have not been delivered here yet. Default 1024. At the bound an application thread
    /// waits in its call; a call on the peer's loop, which cannot wait, is refused. Calls that share broadcasts meet the bound earlier if
    /// their arguments take more than 1 MiB in all, and one call alone may take more.
    /// </summary>
    public int MaximumUndelivered { get; init; } = 1024;

    /// <summary>
    /// The most relayed calls that wait for a replica: because it was not given yet, or because it is slower than the session.
    /// Default 65,536. Beyond it the session ends for this peer, naming the contract: nothing can be dropped from an order.
    /// </summary>
    public int MaximumWaiting { get; init; } = 65_536;

    /// <summary>
    /// The most bytes of the encoded arguments of one ordered call. Default 8 MiB, which leaves room in a frame of 16 MiB for a report that
    /// holds the call. A larger call is refused where it is made.
    /// </summary>
    public int MaximumArgumentBytes { get; init; } = 8 << 20;

    /// <summary>
    /// The most ordered calls of this peer that may share a broadcast (<see cref="Bundling.Bundler"/>). Default 1: each call is a broadcast
    /// of its own, with a number of its own. With more, all members must have more than 1: a peer that does not bundle refuses bundles.
    /// </summary>
    public int MaximumBundledCalls { get; init; } = 1;

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public void Validate()
    {
        Require(nameof(MaximumArgumentBytes), MaximumArgumentBytes);
        Require(nameof(MaximumBundledCalls), MaximumBundledCalls);
        Require(nameof(MaximumUndelivered), MaximumUndelivered);
        Require(nameof(MaximumWaiting), MaximumWaiting);
    }

    private static void Require(string option, int value)
    {
        const int most = 1 << 24;
        if (value is < 1 or > most) throw new ArgumentException($"{option} is {value}: choose a value from 1 to {most}.");
    }
}
