using System.Globalization;
using Course.Simulation.Simulating;
using Course.Simulation.Stepping;

namespace Course.Tests.Simulation.Simulating;

/// <summary>The same options give the same traces, byte by byte; another seed gives others.</summary>
public sealed class DeterminismTests
{
    private static SimulationOptions Small(string buffering, ulong seed = 1) => new()
    {
        Peers = 3,
        Messages = 20,
        Blueprint = Worlds.Blueprint(buffering),
        Faults = FaultScript.Parse("crash 1 random"),
        Seed = seed,
    };

    [Test]
    public void Run_300TimesWithOneSeed_WritesTheSameBytes([Values("Distributed", "Replicated")] string buffering)
    {
        var options = Small(buffering);
        var digest = Simulator.Run(options).Digest;
        for (var run = 1; run < 300; run++) Assert.That(Simulator.Run(options).Digest, Is.EqualTo(digest), () => $"run {run}");
        Assert.That(Simulator.Run(Small(buffering)).Digest, Is.EqualTo(digest), "with a blueprint of its own");
    }

    [Test]
    public void Run_ThreeTimesWithTwentyFivePeers_WritesTheSameBytes([Values("Distributed", "Replicated")] string buffering)
    {
        var digests = Enumerable.Range(0, 3).Select(_ => Simulator.Run(Worlds.Crashes(buffering, 11)).Digest);
        Assert.That(digests.Distinct().ToList(), Has.Count.EqualTo(1));
    }

    [Test]
    public void Run_UnderAnotherCulture_WritesTheSameBytesAndWords()
    {
        var script = FaultScript.Parse("at 2.5ms hang p2 for 7s\nat 1ms crash p3");
        var options = Small("Replicated") with { Faults = script };
        var expected = Simulator.Run(options);
        var before = CultureInfo.CurrentCulture;
        try
        {
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = ",", NegativeSign = "~", NumberGroupSeparator = "." };
            CultureInfo.CurrentCulture = culture;
            var result = Simulator.Run(options with { Faults = FaultScript.Parse(script.ToString()) });
            Assert.That(result.Digest, Is.EqualTo(expected.Digest));
            Assert.That(result.InjectedFaults, Is.EqualTo(expected.InjectedFaults));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.That(expected.Report.Witness.Excluded, Is.EqualTo(new[] { "p2" }));
    }

    [Test]
    public void Run_With50Seeds_WritesOtherBytesForEach()
    {
        var digests = Enumerable.Range(1, 50).Select(seed => Simulator.Run(Small("Replicated", (ulong)seed)).Digest);
        Assert.That(digests.Distinct().ToList(), Has.Count.EqualTo(50));
    }

    [Test]
    public void Run_WithAnotherFaultAtTheEnd_KeepsScheduleAndInputsBefore()
    {
        var calm = Small("Replicated") with { Faults = FaultScript.None };
        var faulty = calm with { Faults = FaultScript.Parse("at 1s crash p3\nat 2s crash p2") };
        var (first, second) = (Simulator.Run(calm), Simulator.Run(faulty));
        const long lastCommon = 900_000;
        for (var peer = 0; peer < 3; peer++)
        {
            var before = first.Peers[peer].Events.Where(e => e.Time < lastCommon).ToList();
            Assert.That(before, Has.Count.GreaterThan(20));
            Assert.That(second.Peers[peer].Events.Where(e => e.Time < lastCommon), Is.EqualTo(before));
        }
    }

    [Test]
    public void Run_OnSlowerLinks_MakesTheSameCalls()
    {
        var options = Small("Replicated") with { Faults = FaultScript.None };
        var slow = options with { Links = new LinkOptions { Delay = TimeSpan.FromMilliseconds(50) } };
        Assert.That(TextsOf(Simulator.Run(slow)), Is.EquivalentTo(TextsOf(Simulator.Run(options))));
        Assert.That(TextsOf(Simulator.Run(options with { Seed = 2 })), Is.Not.EquivalentTo(TextsOf(Simulator.Run(options))));
    }

    private static IReadOnlyList<string> TextsOf(SimulationResult result) => ((BroadcastLog)result.Applications[0]).Texts;
}
