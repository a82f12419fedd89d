using Course.FaultTolerance;
using Course.Peers;
using Course.Relaying;
using Course.Simulation.Checking;

namespace Course.Tests.Peers;

/// <summary>
/// Whole peers under random schedules: any order of deliveries, crashes that cut every link at a prefix of its own, goodbyes.
/// </summary>
public sealed class RandomCrashTests
{
    [Test]
    public void AnySchedule_WithUpToAllButOneCrash_KeepsEveryGuarantee(
        [Values("Distributed", "Replicated")] string buffering, [Values(3, 4, 5)] int peers, [Range(0, 3)] int block,
        [Values(1, 3)] int bundled)
    {
        const int schedules = 30;
        var fills = 0;
        for (var seed = block * schedules; seed < (block + 1) * schedules; seed++)
        {
            var report = Run(peers, NewOrdering(buffering, seed), seed, bundled);
            fills += report.Witness.Fills;
            Assert.That(
                report.Outcome, Is.EqualTo(RunOutcome.Holds), () =>
                $"seed {seed}: {string.Join("\n", report.Verdicts.SelectMany(verdict => verdict.Story))}");
        }

        Assert.That(fills, Is.GreaterThan(0), "vacuous: no schedule cut a multicast so that it had to be completed");
    }

    /// <summary>Every second schedule has a window so small that senders wait and buffers are trimmed.</summary>
    private static Ordering NewOrdering(string buffering, int seed) => new()
    {
        FaultTolerance = new FaultToleranceOptions
        {
            Buffering = Enum.Parse<Buffering>(buffering),
            Window = seed % 2 == 0 ? 4 : 1024,
            AcknowledgeEvery = 2,
        },
    };

    private static CheckReport Run(int peers, Ordering ordering, int seed, int bundled)
    {
        var random = new Random(seed);
        var session = new SteppedSession(peers, ordering, new CouplerOptions { MaximumBundledCalls = bundled }).Start().ReplicateLogs();
        var made = new List<(SteppedSession.Member By, string Text)>();
        var crashes = random.Next(peers);
        var (broadcasts, last) = (0, 0);
        while (session.Network.Busy.Count > 0 || broadcasts < 4 * peers)
        {
            var live = session.Survivors.ToList();
            switch (random.Next(10))
            {
                case 0 when crashes > 0 && live.Count > 1:
                    // Mostly the relayer, in the middle of a multicast.
                    var victim = live[random.Next(3) == 0 ? random.Next(live.Count) : 0];
                    if (!session.Network.Busy.Any(link => link.From == victim.Name)) break;
                    crashes--;
                    Crash(session, random, session.Members.IndexOf(victim) + 1);
                    break;
                case 1 or 2 when broadcasts < 4 * peers:
                    broadcasts++;
                    var by = live[random.Next(live.Count)];
                    // Calls that are made before the loop looks share a broadcast.
                    for (var more = bundled > 1 ? random.Next(1, bundled + 2) : 1; more > 0; more--)
                    {
                        made.Add((by, $"{++last}"));
                        by.Ordered.Note($"{last}");
                    }

                    session.Pump();
                    break;
                default:
                    DeliverOne(session, random);
                    break;
            }

            session.Clock.Advance(TimeSpan.FromMicroseconds(7));
        }

        // The trace knows broadcasts; what they carry is compared here.
        var order = session.Survivors.First().Log.Texts;
        Assert.That(session.Survivors.Select(member => member.Log.Texts), Is.All.EqualTo(order), $"seed {seed}: the replicas differ");
        Assert.That(order, Is.Unique, $"seed {seed}");
        foreach (var member in session.Survivors)
        {
            var own = made.Where(call => call.By == member).Select(call => call.Text).ToList();
            Assert.That(order.Where(own.Contains), Is.EqualTo(own), $"seed {seed}: what {member.Name} called is lost or out of its order");
        }

        return session.Check();
    }

    private static void Crash(SteppedSession session, Random random, int number)
    {
        var name = session[number].Name;
        session.Crash(number, to => random.Next(session.Network.CountOn(name, session[to].Name) + 1));
    }

    private static void DeliverOne(SteppedSession session, Random random)
    {
        var busy = session.Network.Busy;
        if (busy.Count == 0) return;
        var (from, to) = busy[random.Next(busy.Count)];
        session.Network.Deliver(from, to);
        session.Pump();
    }
}
