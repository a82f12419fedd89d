using Course.Simulation.Exploring;

namespace Course.Testing;

/// <summary>One line of a scenario, as data. Peers count from 1. <see cref="ScenarioText"/> writes and reads it.</summary>
public abstract record ScenarioAction
{
    private ScenarioAction()
    {
    }

    /// <summary>The line of the scenario's text.</summary>
    public sealed override string ToString() => ScenarioText.Line(this);

    /// <summary>A peer broadcasts a text.</summary>
    public sealed record Broadcast(int Peer, string Text) : ScenarioAction;

    /// <summary>A peer says goodbye.</summary>
    public sealed record Leave(int Peer) : ScenarioAction;

    /// <summary>A peer crashes.</summary>
    public sealed record Crash(int Peer) : ScenarioAction;

    /// <summary>Whoever relays crashes inside its <paramref name="Relay"/>-th multicast when so many sends have left.</summary>
    public sealed record CrashRelayer(int AfterSends, int Relay) : ScenarioAction;

    /// <summary>A peer stands still for a time, in whole milliseconds.</summary>
    public sealed record Hang(int Peer, TimeSpan Duration) : ScenarioAction;

    /// <summary>Peers of different groups do not hear one another; peers that no group names are one more group.</summary>
    public sealed record Partition(IReadOnlyList<IReadOnlyList<int>> Groups) : ScenarioAction;

    /// <summary>Every partition is over.</summary>
    public sealed record Heal : ScenarioAction;

    /// <summary>Something must have been seen, or the scenario shows nothing.</summary>
    public sealed record Expect(ExplorationWitness Witness) : ScenarioAction;
}
