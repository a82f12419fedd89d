using Course.Rpc.Tracing;
using Course.Simulation.Checking;

namespace Course.Tests.Simulation.Checking;

/// <summary>Who belongs to C, and what a trace that stops leaves undecided.</summary>
[TestFixture]
public sealed class FateTests
{
    [TestCase("excluded at epoch 2", PeerFate.Excluded)]
    [TestCase("goodbye", PeerFate.Left)]
    public void Peer_WhoseSessionEndedSo_IsNotOfC(string detail, PeerFate fate)
    {
        var script = new TraceScript("ann", "bob", "cyd").Orders("ann:1", 1).Sends("cyd:1", "ann")
            .Add("cyd", TraceEventKind.SessionEnded, detail: detail)
            .Add("ann", TraceEventKind.ProcessLeft, from: "cyd")
            .Sends("ann:2", "ann").Relays("ann", 1, 2, "ann:2", "ann", "bob");

        var report = script.Check();

        report.MustPass();
        Assert.That(report.Peers.Single(row => row.Peer == "cyd").Fate, Is.EqualTo(fate));
        Assert.That(report.Witness.Excluded, Is.EqualTo(fate == PeerFate.Excluded ? ["cyd"] : Array.Empty<string>()));
    }

    [Test]
    public void Peer_EndedBecauseTheRunIsOver_StaysInC()
    {
        var report = new TraceScript("ann", "bob").Orders("ann:1", 1)
            .Add("bob", TraceEventKind.SessionEnded, detail: "run over").Check();

        report.MustPass();
        Assert.That(report.Peers.Select(row => row.Fate), Has.All.EqualTo(PeerFate.Correct));
    }

    [Test]
    public void Peer_SaidGoodbyeAndTheSummaryKnowsThatNobodyLeftInTheRun_StaysInC()
    {
        var script = new TraceScript("ann", "bob").Orders("ann:1", 1)
            .Add("bob", TraceEventKind.SessionEnded, detail: "goodbye").Add("ann", TraceEventKind.ProcessLeft, from: "bob");

        var report = script.Check(new RunFacts { Left = new HashSet<string>() });

        report.MustPass();
        Assert.That(report.Peers[1].Fate, Is.EqualTo(PeerFate.Correct));
        Assert.That(report.Notes, Is.Empty);
    }

    [Test]
    public void Peer_StoppedAndAwakened_IsNotOfCAndItsLateDeliveriesAreNoted()
    {
        var script = new TraceScript("ann", "bob", "cyd").Orders("bob:1", 1).Enters(2, "ann", "bob", "cyd")
            .Reports(2, "cyd", "bob", 1).Finishes(2, "bob", "cyd")
            .Add("ann", TraceEventKind.SessionEnded, detail: "excluded at epoch 2")
            .Sends("ann:1", "ann").Takes("ann", "ann", 1, 2, "ann:1");

        var report = script.Check(new RunFacts { Stopped = new HashSet<string> { "ann" } });

        report.MustPass();
        Assert.That(report.Peers[0], Has.Property("Fate").EqualTo(PeerFate.Stopped).And.Property("DeliveredAfterEnd").EqualTo(1));
        Assert.That(report.Notes, Has.Some.Contains("ann (stopped) delivered 1 messages after its session had ended"));
    }

    [Test]
    public void Peer_SeenLeavingWithoutCause_IsNoted()
    {
        var report = new TraceScript("ann", "bob", "cyd").Orders("bob:1", 1).Add("bob", TraceEventKind.ProcessLeft, from: "cyd").Check();

        Assert.That(report.Notes, Has.Some.Contains("bob saw cyd leave"));
    }

    [Test]
    public void Trace_WithoutItsEndOfALivePeer_IsInconclusive()
    {
        var script = new TraceScript("ann", "bob", "cyd").Orders("ann:1", 1).Endless("cyd");
        script["cyd"].RemoveAll(e => e.Event == TraceEventKind.Delivered);

        var report = script.Check();

        Assert.That(report.Outcome, Is.EqualTo(RunOutcome.Inconclusive));
        report.MustSay(Guarantee.Agreement, Outcome.Inconclusive, "the trace of cyd stops without trace-ended");
        report.MustSay(Guarantee.Agreement, Outcome.Inconclusive, "cyd never delivered ann:1");
        report.MustSay(Guarantee.Fifo, Outcome.Inconclusive, "cyd");
    }

    [Test]
    public void Trace_WithoutItsEndAndADoubledDelivery_IsViolatedAllTheSame()
    {
        var script = new TraceScript("ann", "bob").Orders("ann:1", 1).Endless("bob");
        script["bob"].Add(script["bob"][^1]);

        var report = script.Check();

        Assert.That(report.Outcome, Is.EqualTo(RunOutcome.Violated));
        report.MustSay(Guarantee.Integrity, Outcome.Violated, "bob delivered ann:1 twice");
    }

    [Test]
    public void Trace_OfTheSenderIsCut_DoesNotCallItsMessageInvented()
    {
        var script = new TraceScript("ann", "bob").Orders("bob:1", 1).Endless("bob");
        script["bob"].Clear();

        script.Check().MustSay(Guarantee.Integrity, Outcome.Inconclusive, "bob stops without trace-ended");
    }

    [Test]
    public void Run_TwoTracesOfOnePeer_AreRefused()
    {
        var record = new PeerRecord("ann", []);

        Assert.That(() => new RunHistory([record, record], new RunFacts()), Throws.ArgumentException.With.Message.Contains("ann"));
    }
}
