namespace Course.Simulation.Simulating;

/// <summary>
/// One fault of a scenario, as data; its text is the line of a <see cref="FaultScript"/>. A peer is given by its name, or as
/// <c>relayer</c>: whoever relays at that time. Times are virtual, from the start of the run.
/// </summary>
public abstract record Fault
{
    /// <summary>The word that stands for whoever relays when the fault happens.</summary>
    public const string Relayer = "relayer";

    private Fault()
    {
    }

    /// <summary>The line of a script.</summary>
    public sealed override string ToString() => FaultLines.Write(this);

    /// <summary>
    /// A peer crashes. Each of its outgoing links keeps a prefix of what is in flight (a bag: any part), which the seed chooses. After
    /// <paramref name="RestartAfter"/>, if it is given, its process is started again.
    /// </summary>
    public sealed record CrashAt(TimeSpan Time, string Peer, TimeSpan? RestartAfter = null) : Fault;

    /// <summary>
    /// A peer crashes inside a multicast: of the <paramref name="Relay"/>-th broadcast that it relays, fills counted, exactly
    /// <paramref name="Sends"/> sends to other peers are in flight, and nothing later; nothing in flight is lost. After
    /// <paramref name="RestartAfter"/>, if it is given, its process is started again.
    /// </summary>
    public sealed record CrashInRelay(string Peer, int Sends, int Relay, TimeSpan? RestartAfter = null) : Fault;

    /// <summary>
    /// The process of a peer that crashed is started again: it has what its application wrote, and is outside of the session.
    /// </summary>
    public sealed record RestartAt(TimeSpan Time, string Peer) : Fault;

    /// <summary>
    /// So many crashes at times between the first and the last call, all drawn from the seed; each the relayer's with even odds, else
    /// any survivor's. One peer is left alive.
    /// </summary>
    public sealed record RandomCrashes(int Count) : Fault;

    /// <summary>
    /// A peer stands still, as after SIGSTOP, and goes on after the time. Past the silence bound it finds itself excluded.
    /// </summary>
    public sealed record HangAt(TimeSpan Time, string Peer, TimeSpan Duration) : Fault;

    /// <summary>
    /// Peers of different groups do not hear one another until the heal. Peers that no group names are one more group. A second
    /// partition replaces the first.
    /// </summary>
    public sealed record PartitionAt(TimeSpan Time, IReadOnlyList<IReadOnlyList<string>> Groups) : Fault;

    /// <summary>Every partition is over.</summary>
    public sealed record HealAt(TimeSpan Time) : Fault;

    /// <summary>A peer says goodbye.</summary>
    public sealed record LeaveAt(TimeSpan Time, string Peer) : Fault;
}
