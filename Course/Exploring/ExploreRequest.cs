using Course.Simulation.Exploring;
using Course.Simulation.Stepping;

namespace Course.Commands.Exploring;

/// <summary>What <c>course explore</c> is to search.</summary>
/// <param name="Scenario">Bounds and options.</param>
/// <param name="Out">The folder of the counterexample; null for a new temporary one.</param>
internal sealed record ExploreRequest(ExplorationScenario Scenario, string? Out)
{
    /// <summary>Checks that the options go together, and says how peers are built.</summary>
    /// <exception cref="CommandException">Names the option and what it may be.</exception>
    public PeerBlueprint Check()
    {
        var bounds = Scenario.Bounds;
        var peers = bounds.Peers;
        if (bounds.Crashes >= peers) throw TooMany("--crashes", bounds.Crashes, peers);
        if (bounds.Leaves >= peers) throw TooMany("--leaves", bounds.Leaves, peers);
        if (bounds.Calls.FirstOrDefault(call => call.Peer > peers) is { } call)
        {
            throw new CommandException(
                $"--calls names peer {call.Peer} and there are {peers} peers: choose one from 1 to {peers}, or more --peers.");
        }

        try
        {
            bounds.Validate();
            return Scenario.Blueprint();
        }
        catch (ArgumentException e)
        {
            throw new CommandException(e.Message);
        }
    }

    private static CommandException TooMany(string option, int value, int peers) =>
        new($"{option} {value} leaves nobody of {peers} peers: choose at most {peers - 1}, or more --peers.");
}
