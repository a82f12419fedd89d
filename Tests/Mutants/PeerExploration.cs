using System.Text;
using Course.Simulation.Exploring;

namespace Course.Tests.Mutants;

/// <summary>
/// A driver: exhaustive search over whole peers within the bounds of a mutant's needs. Answers with the number of steps and the story of
/// the first violation, or with the verdict lines if there is none.
/// </summary>
public static class PeerExploration
{
    /// <summary>States at which a search gives up: within the needs of the mutants far more than enough.</summary>
    private const long Budget = 3_000_000;

    /// <param name="argument">
    /// The words of <see cref="MutantNeeds"/>; then, after a <c>|</c>, <c>uniform</c> and a granularity if they matter.
    /// </param>
    /// <returns>
    /// First line: <c>violated</c>, the number of steps and the replay token, or <c>not violated</c>; then the story, or the verdicts.
    /// </returns>
    public static string Run(string argument)
    {
        var words = argument.Split('|');
        var needs = MutantNeeds.Parse(words[0]);
        var verdicts = new StringBuilder("not violated");
        // With stated senders there is less to search; whoever else may send is tried where that is not enough.
        foreach (var (buffering, calls) in needs.Bufferings.SelectMany(_ => Calls(needs), (buffering, calls) => (buffering, calls)))
        {
            var scenario = ScenarioOf(needs, buffering, words.Length > 1 ? words[1] : "", calls);
            var result = Exploration.Run(scenario.Bounds, scenario.Blueprint());
            if (Counterexample.Of(result, scenario.Blueprint()) is { } found)
            {
                var token = scenario.TokenOf(found.Played.Schedule);
                return $"violated {found.Played.Steps.Count} {token}\n{string.Join('\n', found.Story)}";
            }

            verdicts.Append('\n').Append(buffering).Append(": ").Append(result.Line);
        }

        return verdicts.ToString();
    }

    private static IEnumerable<IReadOnlyList<ScriptedCall>> Calls(MutantNeeds needs) =>
        [ExplorationBounds.SpreadCalls(needs.Peers, needs.Broadcasts), ExplorationBounds.AnyCalls(needs.Broadcasts)];

    private static ExplorationScenario ScenarioOf(
        MutantNeeds needs, Buffering buffering, string more, IReadOnlyList<ScriptedCall> calls) => new()
        {
            Bounds = new ExplorationBounds
            {
                Peers = needs.Peers,
                Calls = calls,
                Crashes = needs.Crashes,
                Suspicions = needs.Suspicions,
                Links = needs.Links == LinkOrder.Fifo ? LinkKind.Fifo : LinkKind.Bag,
                Duplicates = needs.Links == LinkOrder.Fifo ? 0 : 1,
                Granularity = more.Contains("handler", StringComparison.Ordinal) ? CrashGranularity.Handler : CrashGranularity.Send,
                Guarantees = more.Contains("uniform", StringComparison.Ordinal) ? AtomicBroadcast.Uniform : AtomicBroadcast.All,
                Budget = Budget,
            },
            Buffering = buffering,
            Window = needs.Window,
            AcknowledgeEvery = needs.AcknowledgeEvery,
        };
}
