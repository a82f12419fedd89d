using Course.Simulation.Checking;
using Course.Simulation.Exploring;
using Course.Simulation.Stepping;
using NUnit.Framework;

namespace Course.Testing;

/// <summary>Runs a world in every order, or one schedule of it if a token says so.</summary>
internal sealed class ExploreMode(ExploreAttribute options) : IWorldMode
{
    public int Peers => options.Peers;

    public void Check(World world, IReadOnlyList<Guarantee> guarantees)
    {
        var scenario = ScenarioOf(world.Actions, guarantees);
        scenario.Bounds.Validate();
        var blueprint = world.Blueprint ?? scenario.Blueprint();
        if (world.Application is { } application) blueprint = blueprint with { NewApplication = application };
        StudentScan.Require(world, blueprint);
        if (Replay.Token is { } token) Replay.Play(world, scenario, blueprint, token, options.Guard);
        else Search(world, scenario, blueprint);
    }

    private void Search(World world, ExplorationScenario scenario, PeerBlueprint blueprint)
    {
        var result = Exploration.Run(scenario.Bounds, blueprint, stepGuard: options.Guard);
        world.Test.Output.WriteLine(result.Line);
        if (result.Outcome != ExplorationOutcome.Holds)
            throw new AssertionException(ExplorationFailure.Text(world, scenario, blueprint, result));
        world.Test.Output.WriteLine($"digest {result.Digest}");
    }

    private ExplorationScenario ScenarioOf(IReadOnlyList<ScenarioAction> actions, IReadOnlyList<Guarantee> guarantees)
    {
        var refused = actions.FirstOrDefault(action => action is ScenarioAction.Hang or ScenarioAction.Partition or ScenarioAction.Heal);
        if (refused is not null)
            throw new AssertionException(
                $"An exploration has no {refused.GetType().Name} ('{refused}'): time stands still in it. Use [Scenario] for this test.");
        ScriptedCall[] declared = [.. actions.OfType<ScenarioAction.Broadcast>().Select(call => new ScriptedCall(call.Peer, call.Text))];
        var (crashes, crashing) = Meant(
            nameof(options.Crashes), options.Crashes, nameof(World.Crash),
            actions.OfType<ScenarioAction.Crash>().Select(crash => crash.Peer));
        var (leaves, leaving) = Meant(
            nameof(options.Leaves), options.Leaves, nameof(WorldPeer.Leave),
            actions.OfType<ScenarioAction.Leave>().Select(leave => leave.Peer));
        var common = options.Common;
        return common with
        {
            Bounds = common.Bounds with
            {
                Calls = declared.Length > 0 ? declared : ExplorationBounds.SpreadCalls(options.Peers, options.Broadcasts),
                Crashes = crashes,
                CrashingPeers = crashing,
                ScriptedCrashes =
                    [.. actions.OfType<ScenarioAction.CrashRelayer>().Select(crash => new ScriptedCrash(crash.AfterSends, crash.Relay))],
                Leaves = leaves,
                LeavingPeers = leaving,
                Suspicions = options.Suspicions,
                Ticks = options.Ticks,
                Losses = options.Losses,
                Duplicates = options.Duplicates,
                Granularity = options.Granularity,
                Budget = options.Budget,
                Workers = options.Workers,
                Guarantees = guarantees,
                Witnesses = [.. actions.OfType<ScenarioAction.Expect>().Select(expect => expect.Witness).Distinct()],
            },
        };
    }

    /// <summary>Either the attribute allows it to every peer, or the body to the peers that it names.</summary>
    private static (int Most, int[]? Peers) Meant(string option, int most, string method, IEnumerable<int> declared)
    {
        int[] peers = [.. declared.Distinct().Order()];
        if (peers.Length == 0) return (most, null);
        return most == 0
            ? (peers.Length, peers)
            : throw new AssertionException(
                $"{option} = {most} lets any peer do it, and {method} names peers: leave one of the two out.");
    }
}
