using Course.Tests.FaultTolerance;

namespace Course.Tests.Mutants;

/// <summary>
/// A driver: seeded random schedules over the managers of 3 to 5 peers, as in the exploration tests of the managers. It stops at the
/// first violation.
/// </summary>
public static class ManagerSchedules
{
    /// <param name="argument">
    /// How many schedules under each buffering, from seed 1; then the words of <see cref="MutantNeeds"/>. Of these buffering, links, left,
    /// window and acknowledge-every are the schedules' options; the rest is drawn.
    /// </param>
    /// <returns>Empty, or the violation, then the schedule: <c>hang: peer 3 …, schedule 17 under Distributed</c>.</returns>
    public static string Run(string argument)
    {
        var words = argument.Split(' ', 2);
        var needs = MutantNeeds.Parse(words[1]);
        Buffering[] bufferings = needs.Buffering is { } one ? [one] : [Buffering.Distributed, Buffering.Replicated];
        for (var seed = 1; seed <= int.Parse(words[0]); seed++)
        {
            foreach (var buffering in bufferings)
            {
                var options = new FaultToleranceOptions
                {
                    Buffering = buffering, Links = needs.Links, Window = needs.Window, AcknowledgeEvery = needs.AcknowledgeEvery,
                };
                var wrong = new Explorer(seed, options, needs.LeavesAreTold).Run();
                if (wrong.Length > 0) return $"{wrong}{Environment.NewLine}(schedule {seed} under {buffering} buffering)";
            }
        }

        return "";
    }
}
