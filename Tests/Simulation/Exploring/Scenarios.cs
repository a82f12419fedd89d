using Course.FaultTolerance;
using Course.Simulation.Exploring;

namespace Course.Tests.Simulation.Exploring;

/// <summary>Small scenarios for tests.</summary>
internal static class Scenarios
{
    public static ExplorationScenario Of(int peers, int broadcasts, int crashes, Buffering buffering = Buffering.Replicated) => new()
    {
        Bounds = new ExplorationBounds
        {
            Peers = peers,
            Calls = ExplorationBounds.SpreadCalls(peers, broadcasts),
            Crashes = crashes,
            Budget = 1_000_000,
        },
        Buffering = buffering,
    };

    /// <summary>The reference breaks the uniform guarantees, which are not required of it: a violation to tell, replay and compare.</summary>
    public static ExplorationScenario NotUniform() => Of(3, 2, 1).With(bounds => bounds with { Guarantees = AtomicBroadcast.Uniform });

    public static ExplorationScenario With(this ExplorationScenario scenario, Func<ExplorationBounds, ExplorationBounds> change) =>
        scenario with { Bounds = change(scenario.Bounds) };

    public static ExplorationResult Explore(this ExplorationScenario scenario) => Exploration.Run(scenario.Bounds, scenario.Blueprint());
}
