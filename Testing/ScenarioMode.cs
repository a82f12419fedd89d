using System.Globalization;
using Course.FaultTolerance;
using Course.Simulation.Checking;
using Course.Simulation.Exploring;
using Course.Simulation.Simulating;
using Course.Simulation.Stepping;
using NUnit.Framework;

namespace Course.Testing;

/// <summary>Runs a world once for each seed, or for one seed only if the environment names it.</summary>
internal sealed class ScenarioMode(ScenarioAttribute options) : IWorldMode
{
    public const string Variable = "COURSE_SEED";
    private const int MostSeeds = 1_000_000;

    public int Peers => options.Peers;

    public void Check(World world, IReadOnlyList<Guarantee> guarantees)
    {
        if (options.Seeds is < 1 or > MostSeeds)
            throw new ArgumentException($"Seeds is {options.Seeds}: choose a value from 1 to {MostSeeds}.");
        if (options.Peers < 2) throw new ArgumentException($"Peers is {options.Peers}: choose at least 2.");
        var blueprint = world.Blueprint ?? options.Common.Blueprint();
        if (world.Application is { } application) blueprint = blueprint with { NewApplication = application };
        StudentScan.Require(world, blueprint);
        var judge = new SeedJudge(world, guarantees, options.Seeds);
        var seeds = OneSeed is { } one ? [one] : Enumerable.Range(1, options.Seeds).Select(seed => (ulong)seed);
        foreach (var seed in seeds)
        {
            var first = Run(world, blueprint, judge, seed);
            // One seed is run twice: where equal runs differ, no verdict of any seed means anything.
            if (seed == 1 || OneSeed is not null) judge.RequireEqual(seed, first, Run(world, blueprint, judge, seed));
            judge.Take(seed, first);
        }

        judge.End();
    }

    private static ulong? OneSeed
    {
        get
        {
            if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } text) return null;
            return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
                ? seed
                : throw new AssertionException($"{Variable} is '{text}', which is no seed: give a whole number from 0.");
        }
    }

    private SimulationResult Run(World world, PeerBlueprint blueprint, SeedJudge judge, ulong seed)
    {
        var plan = ScenarioPlan.Of(world.Actions, options.Peers, options.Broadcasts, seed);
        var run = new SimulationOptions
        {
            Peers = options.Peers,
            Calls = plan.Calls,
            Blueprint = blueprint,
            Links = new LinkOptions { Order = options.Links == LinkKind.Fifo ? LinkOrder.Fifo : LinkOrder.Unordered },
            Faults = new FaultScript(options.Crashes > 0 ? [.. plan.Faults, new Fault.RandomCrashes(options.Crashes)] : plan.Faults),
            Seed = seed,
            Costs = options.Costs,
        };
        return Guarded.TryRun(() => Simulator.Run(run), options.Guard, out var result)
            ? result!
            : throw new AssertionException(
                $"hung: the run with seed {seed} did not come back within {options.Guard.TotalSeconds:0.#} s: some method never returns\n"
                + judge.Again(seed));
    }
}
