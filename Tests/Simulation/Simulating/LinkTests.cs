using Course.FaultTolerance;
using Course.Peers;
using Course.Rpc.Tracing;
using Course.Simulation.Checking;
using Course.Simulation.Simulating;

namespace Course.Tests.Simulation.Simulating;

/// <summary>Each option of a link, seen working, and what the reference makes of it.</summary>
public sealed class LinkTests
{
    private static SimulationOptions On(LinkOptions links, string buffering, LinkOrder order, int seed) => new()
    {
        Messages = 60,
        Blueprint = new()
        {
            Ordering = new Ordering
            {
                FaultTolerance = new FaultToleranceOptions { Buffering = Enum.Parse<Buffering>(buffering), Links = order },
            },
        },
        Links = links,
        Seed = (ulong)seed,
    };

    [Test]
    public void Bag_ManagersForUnorderedLinks_Hold(
        [Values("Distributed", "Replicated")] string buffering, [Values(0, 0.3)] double duplication, [Range(1, 10)] int seed)
    {
        var links = new LinkOptions { Order = LinkOrder.Unordered, Duplication = duplication };
        var options = On(links, buffering, LinkOrder.Unordered, seed) with { Faults = FaultScript.Parse("crash 2 random") };
        var result = Simulator.Run(options);
        Worlds.Holds(result);
        Assert.That(OvertakenFrames(result), Is.GreaterThan(0), "vacuous: no frame overtook another");
        if (duplication > 0) Assert.That(result.Network.Duplicated, Is.GreaterThan(10));
    }

    [Test]
    public void Bag_ManagersForFifoLinks_EndWithTheGap()
    {
        var result = Simulator.Run(On(new LinkOptions { Order = LinkOrder.Unordered }, "Replicated", LinkOrder.Fifo, 1));
        Assert.That(result.PeerFaults, Has.Some.Contain("ProtocolViolationException").And.Some.Contain("rule 7"));
        Assert.That(result.Report.Outcome, Is.Not.EqualTo(RunOutcome.Holds));
    }

    [Test]
    public void Duplicating_LinksInOrder_Hold([Values("Distributed", "Replicated")] string buffering, [Range(1, 5)] int seed)
    {
        var options = On(new LinkOptions { Duplication = 0.3 }, buffering, LinkOrder.Fifo, seed);
        var result = Simulator.Run(options with { Faults = FaultScript.Parse("crash 2 random") });
        Worlds.Holds(result);
        Assert.That(result.Network.Duplicated, Is.GreaterThan(10));
        Assert.That(result.Peers.SelectMany(peer => peer.Events).Count(e => e.Event == TraceEventKind.Discarded), Is.GreaterThan(10));
    }

    [Test]
    public void Lossy_Links_HangAndSayWhoWaits(
        [Values("Distributed", "Replicated")] string buffering, [Values] LinkOrder order, [Range(1, 3)] int seed)
    {
        var result = Simulator.Run(On(new LinkOptions { Loss = 0.05 }, buffering, order, seed));
        Assert.That(result.Network.Lost, Is.GreaterThan(0));
        Assert.That(result.Report.Outcome, Is.EqualTo(RunOutcome.Hang), () => result.Report.Reason);
        Assert.That(result.Report[Guarantee.Quiet].Story, Has.Some.Match("p[1-5].*(waits for|ended its session before)"));
        Assert.That(
            result.Report[Guarantee.Quiet].Story,
            Has.Some.Match("lost on the way: .* from p[1-5] to p[1-5]").Or.Some.Contain("ended its session before"));
        Assert.That(result.Duration, Is.LessThan(TimeSpan.FromMinutes(1)), "found by silence, not by the bound");
    }

    [Test]
    public void Links_WithDelayAndVariation_TakeThatLong()
    {
        var slow = new LinkOptions { Delay = TimeSpan.FromMilliseconds(300), Variation = TimeSpan.FromMilliseconds(100) };
        var between = new Dictionary<(string, string), LinkOptions> { [("p1", "p3")] = slow };
        var result = Simulator.Run(new SimulationOptions { Peers = 3, Messages = 30, LinksBetween = between });
        Worlds.Holds(result);
        Assert.That(Travels(result, "p1", "p3"), Is.All.InRange(300_000, 410_000).And.Some.GreaterThan(350_000));
        Assert.That(Travels(result, "p1", "p2"), Is.All.InRange(1_000, 2_000).And.Some.GreaterThan(1_500).And.Some.LessThan(1_500));
    }

    /// <summary>Microseconds from each sent-relay to its received-relay.</summary>
    private static List<long> Travels(SimulationResult result, string from, string to)
    {
        var sent = Find(result, from).Where(e => e.Event == TraceEventKind.SentRelay && e.To == to).ToDictionary(e => e.Link!.Value);
        return [.. Find(result, to).Where(e => e.Event == TraceEventKind.ReceivedRelay && e.From == from)
            .Select(e => e.Time - sent[e.Link!.Value].Time)];
    }

    private static int OvertakenFrames(SimulationResult result)
    {
        var overtaken = 0;
        foreach (var link in result.Peers.SelectMany(peer => peer.Events).Where(e => e is { From: not null, Link: not null })
            .GroupBy(e => (e.From, e.Peer)))
        {
            var greatest = 0;
            foreach (var e in link)
            {
                if (e.Link < greatest) overtaken++;
                greatest = Math.Max(greatest, e.Link!.Value);
            }
        }

        return overtaken;
    }

    private static IReadOnlyList<TraceEvent> Find(SimulationResult result, string name) =>
        result.Peers.Single(peer => peer.Name == name).Events;
}
