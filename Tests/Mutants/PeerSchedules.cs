using Course.Peers;
using Course.Simulation.Checking;
using Course.Tests.Peers;

namespace Course.Tests.Mutants;

/// <summary>
/// A driver: seeded random schedules over whole peers in memory, dynamic proxies, codec and filters included, within the bounds of a
/// mutant's needs; judged from their traces by the checkers. It stops at the first violation. Links are FIFO, nobody is suspected.
/// </summary>
public static class PeerSchedules
{
    /// <param name="argument">
    /// How many schedules under each buffering, from seed 1; then the words of <see cref="MutantNeeds"/>: <c>200 peers=3 crashes=1</c>.
    /// </param>
    /// <returns>Empty, or the violation, then its story.</returns>
    public static string Run(string argument)
    {
        var words = argument.Split(' ', 2);
        var needs = MutantNeeds.Parse(words[1]);
        for (var seed = 1; seed <= int.Parse(words[0]); seed++)
        {
            foreach (var buffering in needs.Bufferings)
            {
                var wrong = Run(needs, buffering, seed);
                if (wrong.Length > 0) return $"{wrong}{Environment.NewLine}(schedule {seed} under {buffering} buffering)";
            }
        }

        return "";
    }

    private static string Run(MutantNeeds needs, Buffering buffering, int seed)
    {
        var random = new Random(seed);
        var ordering = new Ordering { FaultTolerance = needs.OptionsUnder(buffering) };
        var session = new SteppedSession(needs.Peers, ordering).Start().ReplicateLogs();
        var (broadcasts, crashes) = (needs.Broadcasts, needs.Crashes);
        while (broadcasts > 0 || crashes > 0 || session.Network.Busy.Count > 0)
        {
            if (broadcasts > 0 && random.Next(3) == 0) Broadcast(session, random, broadcasts--);
            else if (crashes == 0 || random.Next(6) > 0) DeliverOne(session, random);
            else CrashOne(session, random, ref crashes);
        }

        var faults = session.Members.SelectMany(member => member.Faults).ToList();
        if (faults.Find(fault => fault is ProtocolViolationException) is { } violation)
        {
            return $"{Mutant.ProtocolViolation}: {violation.Message}";
        }

        // What a replica was called with, whatever the traces say of it: every text is broadcast once.
        foreach (var member in session.Members)
        {
            var twice = member.Log.Texts.GroupBy(text => text).FirstOrDefault(text => text.Count() > 1);
            if (twice is not null) return $"integrity: the replica of {member.Name} carried out {twice.Key} {twice.Count()} times";
        }

        return Told(session.Check());
    }

    private static void Broadcast(SteppedSession session, Random random, int number)
    {
        var live = session.Survivors.ToList();
        live[random.Next(live.Count)].Ordered.Note($"{number}");
        session.Pump();
    }

    /// <summary>Mostly the relayer; each link is cut at a prefix of its own. The last peer never dies.</summary>
    private static void CrashOne(SteppedSession session, Random random, ref int crashesLeft)
    {
        crashesLeft--;
        var live = session.Survivors.ToList();
        if (live.Count == 1) return;
        var victim = live[random.Next(3) == 0 ? random.Next(live.Count) : 0];
        session.Crash(
            session.Members.IndexOf(victim) + 1,
            to => random.Next(session.Network.CountOn(victim.Name, session[to].Name) + 1));
    }

    private static void DeliverOne(SteppedSession session, Random random)
    {
        var busy = session.Network.Busy;
        if (busy.Count == 0) return;
        var (from, to) = busy[random.Next(busy.Count)];
        session.Network.Deliver(from, to);
        session.Pump();
    }

    private static string Told(CheckReport report)
    {
        if (report.Outcome is RunOutcome.Holds or RunOutcome.Vacuous) return "";
        var broken = report.Verdicts.FirstOrDefault(verdict => verdict.Outcome == Outcome.Violated && verdict.Guarantee != Guarantee.Quiet);
        return broken is null
            ? $"{Mutant.Hang}: {report.Reason}"
            : $"{broken.Name}: {string.Join(Environment.NewLine, broken.Story)}";
    }
}
