using Course.Peers;
using Course.Relaying;
using Course.Simulation.Checking;
using Course.Simulation.Simulating;
using Course.Simulation.Stepping;

namespace Course.Tests.Simulation.Simulating;

/// <summary>Every run ends: at its bounds with a verdict that names who waits for whom.</summary>
public sealed class BoundTests
{
    [Test]
    public void Steps_AtTheirBound_AreAHangThatNamesTheFramesInFlight()
    {
        var result = Simulator.Run(new SimulationOptions { MaximumSteps = 200 });
        Assert.That(result.Steps, Is.EqualTo(200));
        Assert.That(result.Report.Outcome, Is.EqualTo(RunOutcome.Hang));
        Assert.That(
            result.Facts.Hang,
            Does.Match("200 steps .MaximumSteps. was met at .*p[1-5] waits for [0-9]+ frames in flight from p[1-5]"));
    }

    [Test]
    public void Time_AtItsBound_IsAHangThatNamesWhoHangs()
    {
        var result = Simulator.Run(new SimulationOptions
        {
            Faults = FaultScript.Parse("at 10ms hang p3 for 20min"),
            MaximumTime = TimeSpan.FromMinutes(10),
        });
        Assert.That(result.Duration, Is.LessThanOrEqualTo(TimeSpan.FromMinutes(10)));
        Assert.That(result.Report.Outcome, Is.EqualTo(RunOutcome.Hang));
        Assert.That(result.Facts.Hang, Does.Contain("600s of virtual time (MaximumTime)").And.Contain("p3 hangs"));
    }

    [Test]
    public void Step_ThatNeverEnds_IsAHangThatNamesThePeer()
    {
        var blueprint = new PeerBlueprint { NewApplication = () => new Chatter(), MaximumSteps = 1000 };
        var result = Simulator.Run(new SimulationOptions { Peers = 2, Messages = 1, Blueprint = blueprint });
        Assert.That(result.Report.Outcome, Is.EqualTo(RunOutcome.Hang));
        Assert.That(result.Facts.Hang, Does.Match("p[12]: its queue was not empty after 1000 steps of one input"));
    }

    [Test]
    public void Calls_AtTheBoundOfUndelivered_WaitAsAnApplicationThreadWould()
    {
        var blueprint = new PeerBlueprint { Couplers = new CouplerOptions { MaximumUndelivered = 3 } };
        var result = Simulator.Run(new SimulationOptions { Messages = 500, Pause = TimeSpan.Zero, Blueprint = blueprint });
        Worlds.Holds(result);
        Assert.That(result.Report.Peers.Select(peer => peer.Delivered), Is.All.EqualTo(500));
        Assert.That(result.Duration, Is.GreaterThan(TimeSpan.FromMilliseconds(100)), "100 calls of each, three at a time, 2 to 4 ms each");
    }

    [TestCase(1, 50)]
    [TestCase(2, 50)]
    [TestCase(3, 0)]
    public void Run_OfVeryFew_Holds(int peers, int messages) =>
        Worlds.Holds(Simulator.Run(new SimulationOptions { Peers = peers, Messages = messages }));

    [Test]
    public void Senders_OnlyThose_MakeAllCalls()
    {
        var result = Simulator.Run(new SimulationOptions { Messages = 51, Senders = ["p2", "p4"], TextLength = 100 });
        Worlds.Holds(result);
        Assert.That(result.Report.Peers.Select(peer => peer.Sent), Is.EqualTo(new[] { 0, 26, 0, 25, 0 }));
        Assert.That(((BroadcastLog)result.Applications[0]).Texts.Select(text => text.Length), Is.All.EqualTo(100));
    }

    [TestCase(0, 5, 1, "Peers is 0: choose a value from 1 to 256.")]
    [TestCase(257, 5, 1, "Peers is 257: choose a value from 1 to 256.")]
    [TestCase(5, -1, 1, "Messages is -1: choose a value from 0 to 10000000.")]
    [TestCase(5, 5, 2, "Links: Loss is 2: choose a value from 0 to 1.")]
    [TestCase(5, 5, double.NaN, "Links: Loss is NaN: choose a value from 0 to 1.")]
    public void Options_OutOfRange_AreRefusedInWords(int peers, int messages, double loss, string message) =>
        Assert.That(
            () => Simulator.Run(new SimulationOptions { Peers = peers, Messages = messages, Links = new LinkOptions { Loss = loss } }),
            Throws.ArgumentException.With.Message.EqualTo(message));

    [Test]
    public void Options_OfManyPeers_AreBoundedAt256()
    {
        var result = Simulator.Run(new SimulationOptions { Peers = 256, Messages = 20, Faults = FaultScript.Parse("crash 3 random") });
        Worlds.Holds(result);
        Assert.That(result.Report.Peers, Has.Count.EqualTo(256));
    }

    /// <summary>An application whose call posts to its own loop for ever.</summary>
    private sealed class Chatter : ISessionApplication
    {
        private Peer? _peer;

        public void Attach(Peer peer) => _peer = peer;

        public void Call(string text) => _peer!.Rpc.Loop.Post(Course.Rpc.Loops.ThreadRole.Application, () => Call(text));
    }
}
