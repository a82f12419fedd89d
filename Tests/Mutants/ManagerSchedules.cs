using Course.Tests.FaultTolerance;

namespace Course.Tests.Mutants;

/// <summary>
/// A driver: seeded random schedules over the managers of a few peers, as in the exploration tests of the managers, within the bounds of
/// a mutant's needs. It stops at the first violation.
/// </summary>
public static class ManagerSchedules
{
    /// <param name="argument">
    /// How many schedules under each buffering, from seed 1; then the words of <see cref="MutantNeeds"/>: <c>2000 peers=3 crashes=1</c>.
    /// </param>
    /// <returns>Empty, or the violation, then the schedule: <c>hang: peer 3 …, schedule 17 under Distributed</c>.</returns>
    public static string Run(string argument)
    {
        var words = argument.Split(' ', 2);
        var needs = MutantNeeds.Parse(words[1]);
        var bounds = new ExplorerBounds(needs.Peers, needs.Broadcasts, needs.Crashes, needs.Suspicions, needs.LeavesAreTold);
        for (var seed = 1; seed <= int.Parse(words[0]); seed++)
        {
            foreach (var buffering in needs.Bufferings)
            {
                var wrong = new Explorer(seed, needs.OptionsUnder(buffering), bounds).Run();
                if (wrong.Length > 0) return $"{wrong}{Environment.NewLine}(schedule {seed} under {buffering} buffering)";
            }
        }

        return "";
    }
}
