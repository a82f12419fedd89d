using System.Globalization;
using Course.Rpc.Tracing;
using Course.Simulation.Checking;
using Course.Simulation.Exploring;
using Course.Simulation.Simulating;
using NUnit.Framework;

namespace Course.Testing;

/// <summary>Judges the runs of a scenario, one seed after the other, and says what they show together.</summary>
internal sealed class SeedJudge(World world, IReadOnlyList<Guarantee> guarantees, int seeds)
{
    private readonly HashSet<ExplorationWitness> _seen = [];
    private int _runs;
    private int _runsWithAllFaults;
    private int _crashes;
    private long _steps;
    private string _missed = "";

    /// <summary>The command that runs a seed again.</summary>
    public string Again(ulong seed) =>
        $"run again: {world.Test.CommandWith(ScenarioMode.Variable, seed.ToString(CultureInfo.InvariantCulture))}";

    /// <summary>Two runs of one seed are equal, or nothing can be said.</summary>
    public void RequireEqual(ulong seed, SimulationResult first, SimulationResult second)
    {
        if (SeedCheck.Between(first, second).Text is { } words)
            throw new AssertionException($"nondeterministic: two runs with seed {seed} differ: {words}\n{Again(seed)}");
    }

    /// <summary>Fails the test if the run breaks something.</summary>
    public void Take(ulong seed, SimulationResult result)
    {
        if (Broken(result) is { } broken)
        {
            throw new AssertionException(
                $"{broken}\nseed {seed} of {seeds}, virtual time {Seconds(result.Duration)} s, "
                + $"{result.Steps:N0} steps of {result.Peers.Count} peers\n"
                + string.Concat(result.InjectedFaults.Select(fault => $"  fault at {fault}\n")) + Again(seed));
        }

        _runs++;
        _steps += result.Steps;
        _crashes += result.Facts.Killed?.Count ?? 0;
        if (result.Facts.Vacuous is null) _runsWithAllFaults++;
        else _missed = result.Facts.Vacuous;
        See(result);
    }

    /// <summary>After the last run: fails the test if all of them together show nothing.</summary>
    public void End()
    {
        var missing = world.Actions.OfType<ScenarioAction.Expect>().Select(expect => expect.Witness)
            .Where(witness => !_seen.Contains(witness)).ToList();
        if (missing.Count > 0) throw new AssertionException($"vacuous: with no seed was seen: {string.Join(", ", missing)} ({_runs} runs)");
        if (_runsWithAllFaults == 0) throw new AssertionException($"vacuous: with no seed all faults happened: {_missed}");
        world.Test.Output.WriteLine(
            $"holds ({_runs} seeds, {_steps:N0} steps, {_crashes} crashes; "
            + $"every fault happened with {_runsWithAllFaults} of {_runs} seeds); "
            + "seeds are samples, no certificate");
    }

    /// <summary>What is broken, the property first; null if all is well.</summary>
    private string? Broken(SimulationResult result)
    {
        var chosen = result.Report.Verdicts.Where(verdict => guarantees.Contains(verdict.Guarantee)).ToList();
        if (result.PeerFaults.FirstOrDefault(fault => fault.Contains("foreign thread", StringComparison.Ordinal)) is { } foreign)
            return $"nondeterministic: {foreign}";
        var violated = chosen.FindAll(verdict => verdict.Outcome == Outcome.Violated);
        // A run that hangs breaks more than it says: what is wrong without the hang comes first.
        var broken = violated.Find(verdict => verdict.Guarantee is not (Guarantee.Quiet or Guarantee.SynchronizationEnds))
            ?? violated.LastOrDefault();
        if (broken is not null) return string.Join('\n', broken.Story);
        if (result.PeerFaults.Count > 0) return $"no fault: {result.PeerFaults[0]}";
        return chosen.Find(verdict => verdict.Outcome == Outcome.Inconclusive) is { } open ? string.Join('\n', open.Story) : null;
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    private void See(SimulationResult result)
    {
        var witness = result.Report.Witness;
        _seen.Add(ExplorationWitness.Quiet);
        if (witness.KilledRelayers.Count > 0) _seen.Add(ExplorationWitness.RelayerCrashed);
        if (witness.PartialMulticasts.Count > 0) _seen.Add(ExplorationWitness.MulticastCut);
        if (witness.PartialMulticasts.GroupBy(cut => cut.Relayer).Any(cuts => cuts.Count() > 1))
            _seen.Add(ExplorationWitness.TwoMulticastsCut);
        if (result.Peers.Any(peer => result.Facts.Killed!.Contains(peer.Name) && DiedSynchronizing(peer)))
            _seen.Add(ExplorationWitness.CrashInSynchronization);
    }

    private static bool DiedSynchronizing(PeerRecord peer) =>
        peer.Events.LastOrDefault(e => e.Event is TraceEventKind.EnteredSynchronization or TraceEventKind.ReceivedFinishSynchronization)
            .Event == TraceEventKind.EnteredSynchronization;
}
