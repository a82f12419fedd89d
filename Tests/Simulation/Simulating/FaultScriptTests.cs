using Course.Simulation.Simulating;
using FsCheck;
using FsCheck.Fluent;

namespace Course.Tests.Simulation.Simulating;

/// <summary>A fault script is read as it was written, and what it cannot read it refuses in words.</summary>
public sealed class FaultScriptTests
{
    [Test]
    public void Script_WrittenAndRead_IsTheSame() => Prop.ForAll(Scripts.ToArbitrary(), faults =>
    {
        var text = new FaultScript(faults).ToString();
        var read = FaultScript.Parse(text);
        Assert.That(read.ToString(), Is.EqualTo(text));
        Assert.That(read.Faults, Has.Count.EqualTo(faults.Length));
        Assert.That(read.Faults.Zip(faults).Where(pair => !AreEqual(pair.First, pair.Second)), Is.Empty);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20_240_229, 1));

    [Test]
    public void Parse_CommentsBlanksAndReturns_ReadsTheFaultsBetween()
    {
        var script = FaultScript.Parse("# nothing\r\n\r\n  at\t1.5s   crash p3 # why\r\nat 2s partition p1|p2 p3|p4\n\n");
        Assert.That(script.ToString(), Is.EqualTo("at 1500ms crash p3\nat 2s partition p1 | p2 p3 | p4\n"));
        Assert.That(FaultScript.Parse("").Faults, Is.Empty);
    }

    [TestCase("\nat 1s crash", "s.txt:2: 'at 1s crash' is no fault: a fault is 'at TIME crash PEER'")]
    [TestCase("at 1 crash p1", "s.txt:1: '1' is no time: write a number and one of us, ms, s, min")]
    [TestCase("at -1s crash p1", "'-1s' is no time")]
    [TestCase("at 1.2.3s crash p1", "'1.2.3s' is no time")]
    [TestCase("at 0.1us crash p1", "'0.1us' is no time")]
    [TestCase("at 1441min crash p1", "'1441min' is no time")]
    [TestCase("at 99999999999999999999999999999s crash p1", "is no time")]
    [TestCase("at 1s crash ann/ben", "'ann/ben' is no peer: write a name of 1 to 64 letters")]
    [TestCase("at 1s hang p1 for 0s", "'p1' would hang for no time")]
    [TestCase("at 1s partition", "a group of the partition is empty")]
    [TestCase("at 1s partition p1 | | p2", "a group of the partition is empty")]
    [TestCase("at 1s partition p1 | p1", "'p1' stands in the partition twice")]
    [TestCase("crash 0 random", "'0' is no number of crashes: write one from 1 to 255")]
    [TestCase("crash 256 random", "'256' is no number of crashes")]
    [TestCase("crash p1 after-sends 256 of relay 1", "'256' is no number of sends: write one from 0 to 255")]
    [TestCase("crash p1 after-sends 1 of relay 0", "'0' is no number of the relay: write one from 1")]
    [TestCase("at 1s restart", "'at 1s restart' is no fault")]
    [TestCase("at 1s restart relayer", "'relayer' cannot be restarted, since whoever relays has not crashed: name the peer")]
    [TestCase("at 1s crash p1 restart", "is no fault: a fault is 'at TIME crash PEER'")]
    [TestCase("at 1s crash p1 restart after 2", "'2' is no time")]
    [TestCase("crash p1 after-sends 1 of relay 1 restart after x", "'x' is no time")]
    [TestCase("AT 1s heal", "is no fault")]
    public void Parse_ABadLine_NamesScriptLineRuleAndWhatToWrite(string text, string message)
    {
        var exception = Assert.Throws<FaultScriptException>(() => FaultScript.Parse(text, "s.txt"));
        Assert.That(exception!.Message, Does.StartWith("s.txt:").And.Contain(message));
    }

    [Test]
    public void Parse_AtItsBounds_ReadsAndBeyondRefuses()
    {
        var lines = string.Concat(Enumerable.Repeat("at 1s heal\n", FaultScript.MaximumLines));
        Assert.That(FaultScript.Parse(lines).Faults, Has.Count.EqualTo(FaultScript.MaximumLines));
        Assert.That(
            () => FaultScript.Parse(lines + "at 1s heal\n"),
            Throws.TypeOf<FaultScriptException>().With.Message.Contains("at most 1000 lines"));
        Assert.That(FaultScript.Parse("#" + new string('x', FaultScript.MaximumLineLength - 1)).Faults, Is.Empty);
        Assert.That(
            () => FaultScript.Parse("#" + new string('x', FaultScript.MaximumLineLength)),
            Throws.TypeOf<FaultScriptException>().With.Message.Contains("10000 are allowed"));
    }

    [Test]
    public void Run_AFaultOfAStranger_IsRefusedInWords()
    {
        var options = new SimulationOptions { Peers = 3, Faults = FaultScript.Parse("at 1s partition p1 | p7") };
        Assert.That(
            () => Simulator.Run(options),
            Throws.ArgumentException.With.Message.EqualTo(
                "Faults: 'at 1s partition p1 | p7' names p7, which is no peer: the 3 peers are p1 to p3."));
    }

    private static bool AreEqual(Fault first, Fault second) =>
        first is Fault.PartitionAt a && second is Fault.PartitionAt b
            ? a.Time == b.Time && a.Groups.Count == b.Groups.Count
                && a.Groups.Zip(b.Groups).All(pair => pair.First.SequenceEqual(pair.Second))
            : first == second;

    private static Gen<TimeSpan> Times =>
        Gen.Choose(0, 86_400_000).SelectMany(_ => Gen.Elements(1L, 1_000, 1_000_000), (number, unit) =>
            TimeSpan.FromMicroseconds(number * unit % 86_400_000_000));

    private static Gen<string> Names => Gen.Elements("p1", "p2", "p17", "ann", "a-b_c.d", "5", "relayer", "random", "heal");

    private static Gen<IReadOnlyList<IReadOnlyList<string>>> Groups =>
        Gen.Shuffle(new[] { "p1", "p2", "p3", "p4", "5" }).SelectMany(
            _ => Gen.Choose(1, 4),
            (names, first) => (IReadOnlyList<IReadOnlyList<string>>)[names[..first], names[first..]]);

    private static Gen<Fault> Faults => Gen.OneOf(
        Times.SelectMany(_ => Names, (time, peer) => (Fault)new Fault.CrashAt(time, peer)),
        Names.SelectMany(_ => Gen.Choose(0, 255), (peer, sends) => (Fault)new Fault.CrashInRelay(peer, sends, sends + 1)),
        Times.SelectMany(_ => Names, (time, peer) => (Fault)new Fault.CrashAt(time, peer, time)),
        Times.SelectMany(_ => Names, (time, peer) => (Fault)new Fault.CrashInRelay(peer, 1, 2, time)),
        Times.SelectMany(_ => Names, (time, peer) => (Fault)new Fault.RestartAt(time, peer == Fault.Relayer ? "p1" : peer)),
        Gen.Choose(1, 255).Select(count => (Fault)new Fault.RandomCrashes(count)),
        Times.SelectMany(_ => Names, (time, peer) => (Fault)new Fault.HangAt(time, peer, time + TimeSpan.FromMicroseconds(1))),
        Times.SelectMany(_ => Groups, (time, groups) => (Fault)new Fault.PartitionAt(time, groups)),
        Times.Select(time => (Fault)new Fault.HealAt(time)),
        Times.SelectMany(_ => Names, (time, peer) => (Fault)new Fault.LeaveAt(time, peer)));

    private static Gen<Fault[]> Scripts => Faults.ArrayOf();
}
