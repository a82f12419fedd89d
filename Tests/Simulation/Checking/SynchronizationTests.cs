using Course.Rpc.Tracing;
using Course.Simulation.Checking;

namespace Course.Tests.Simulation.Checking;

/// <summary>The synchronization phase, causal order, and runs that never become quiet.</summary>
[TestFixture]
public sealed class SynchronizationTests
{
    [Test]
    public void Synchronization_WithoutFinish_NamesPeerEpochAndIsAHang()
    {
        var script = AnnDead().Reports(2, "cyd", "bob", 1);
        script.Add("bob", TraceEventKind.ReceivedFinishSynchronization, 2, from: "bob", to: "bob");

        var report = script.Check();

        report.MustSay(
            Guarantee.SynchronizationEnds, Outcome.Violated, "cyd entered synchronization of epoch 2", "cyd waits for the finish of bob");
        report.MustSay(Guarantee.Quiet, Outcome.Violated, "cyd waits for the finish of bob");
        report.MustSay(Guarantee.Agreement, Outcome.Inconclusive, "not judged");
        Assert.That(report.Outcome, Is.EqualTo(RunOutcome.Hang));
        Assert.That(report.Reason, Does.StartWith("quiet: cyd waits"));
    }

    [Test]
    public void Synchronization_FinishOfAnotherEpoch_DoesNotCount()
    {
        var script = AnnDead().Reports(2, "cyd", "bob", 1).Finishes(2, "bob", "cyd");
        var line = script["cyd"].FindIndex(e => e.Event == TraceEventKind.ReceivedFinishSynchronization);
        script["cyd"][line] = script["cyd"][line] with { Epoch = 1 };

        script.Check().MustSay(Guarantee.SynchronizationEnds, Outcome.Violated, "cyd", "epoch 2");
    }

    [Test]
    public void Synchronization_ReportMissing_NamesWhoWaitsForWhoseReport()
    {
        var script = AnnDead();
        script.Add("cyd", TraceEventKind.SentReport, 2, 1, from: "cyd", to: "bob");

        script.Check().MustSay(Guarantee.Quiet, Outcome.Violated, "bob waits for the report of cyd");
    }

    [Test]
    public void Synchronization_LastSurvivorFinishesByItself_Holds()
    {
        var script = new TraceScript("ann", "bob").Orders("bob:1", 1).Kill("ann").Enters(2, "ann", "bob").Finishes(2, "bob");

        script.Orders("bob:2", 2, "bob", 2).Check().MustPass();
    }

    [Test]
    public void Synchronization_CutShortByAFurtherFailure_NeedsNoFinish()
    {
        var script = new TraceScript("ann", "bob", "cyd").Orders("bob:1", 1).Kill("ann", "bob")
            .Enters(2, "ann", "cyd").Enters(3, "bob", "cyd").Finishes(3, "cyd");

        script.Check().MustPass();
    }

    [Test]
    public void Broadcast_SentBeforeFinish_NamesPeerMessageAndEpoch()
    {
        // D14: the replica broadcasts inside the delivery of a fill.
        var script = AnnDead().Reports(2, "cyd", "bob", 1).Sends("cyd:1", "bob", 2).Finishes(2, "bob", "cyd")
            .Relays("bob", 2, 2, "cyd:1", "bob", "cyd");

        var report = script.Check();

        report.MustSay(Guarantee.NoBroadcastDuringSynchronization, Outcome.Violated, "cyd sent broadcast cyd:1", "epoch 2");
        report.MustBreakOnly(Guarantee.NoBroadcastDuringSynchronization);
    }

    [Test]
    public void Held_NeverSentNorDelivered_BreaksValidity()
    {
        var script = AnnDead().Reports(2, "cyd", "bob", 1);
        script.Add("cyd", TraceEventKind.HeldBroadcast, id: "cyd:1").Finishes(2, "bob", "cyd");

        var report = script.Check();

        report.MustSay(Guarantee.Validity, Outcome.Violated, "cyd broadcast cyd:1 and never delivered it; nobody did");
        report.MustBreakOnly(Guarantee.Validity);
    }

    [Test]
    public void Causal_AnswerDeliveredBeforeItsCause_NamesSenderPeerAndBoth()
    {
        var script = new TraceScript("ann", "bob", "cyd").Orders("ann:1", 1).Orders("bob:1", 2);
        foreach (var peer in new[] { "ann", "cyd" })
        {
            var (cause, answer) = (script.LineOf(peer, "ann:1"), script.LineOf(peer, "bob:1"));
            (script[peer][cause], script[peer][answer]) = (script[peer][answer], script[peer][cause]);
        }

        script.Check().MustSay(
            Guarantee.Causal, Outcome.Violated, "bob broadcast bob:1 after it had delivered ann:1", "cyd", "before ann:1 at position 2");
    }

    [Test]
    public void Causal_CauseKnownToNobodyWhoLived_IsViolated()
    {
        var script = new TraceScript("ann", "bob", "cyd").Sends("ann:1", "ann").Relays("ann", 1, 1, "ann:1", "bob")
            .Sends("bob:1", "ann").Kill("ann", "bob").Enters(3, "bob", "cyd").Finishes(3, "cyd").Takes("cyd", "cyd", 3, 1, "bob:1");

        script.Check().MustSay(Guarantee.Causal, Outcome.Violated, "bob (killed) broadcast bob:1", "cyd delivered bob:1", "ann:1 never");
    }

    [Test]
    public void Hang_RelayerWaitsForAnAcknowledgement_NamesBoth()
    {
        var script = new TraceScript("ann", "bob", "cyd").Orders("ann:1", 1)
            .Add("ann", TraceEventKind.ReceivedAcknowledgement, 1, 1, from: "bob", to: "ann")
            .Sends("bob:1", "ann").Add("ann", TraceEventKind.ReceivedBroadcast, 1, id: "bob:1", from: "bob", to: "ann");

        var report = script.Check();

        report.MustSay(
            Guarantee.Quiet, Outcome.Violated,
            "bob waits for its own broadcast bob:1", "ann waits for the acknowledgement of (1, 1) from cyd");
        Assert.That(report.Outcome, Is.EqualTo(RunOutcome.Hang));
    }

    [Test]
    public void Hang_BroadcastNeverArrived_NamesTheLink()
    {
        var report = new TraceScript("ann", "bob").Orders("ann:1", 1).Sends("bob:1", "ann").Check();

        report.MustSay(Guarantee.Quiet, Outcome.Violated, "bob waits for its own broadcast bob:1: on its way from bob to ann");
    }

    [Test]
    public void Hang_RelayerGoneAndNotSeenToLeave_SaysSo()
    {
        var report = new TraceScript("ann", "bob", "cyd").Orders("bob:1", 1).Sends("bob:2", "ann").Kill("ann").Check();

        report.MustSay(Guarantee.Quiet, Outcome.Violated, "bob:2", "sent to ann (killed), which bob has not seen leave");
    }

    [Test]
    public void Hang_RelayOnItsWay_NamesBothEndsAndTheMessage()
    {
        var script = new TraceScript("ann", "bob", "cyd").Orders("ann:1", 1);
        script["cyd"].RemoveAll(e => e.Sequence == 1);

        script.Check().MustSay(Guarantee.Quiet, Outcome.Violated, "relay (1, 1) of ann:1 is on its way from ann to cyd");
    }

    [Test]
    public void Hang_TheGuardFired_IsSaid()
    {
        var report = new TraceScript("ann", "bob").Orders("ann:1", 1).Check(new RunFacts { Hang = "no event for 60 s" });

        report.MustSay(Guarantee.Quiet, Outcome.Violated, "the guard ended the run: no event for 60 s");
        Assert.That(report.Outcome, Is.EqualTo(RunOutcome.Hang));
    }

    [Test]
    public void Session_EndedByAnError_IsNotExcusedAsLeaving()
    {
        var report = new TraceScript("ann", "bob").Orders("ann:1", 1)
            .Add("bob", TraceEventKind.SessionEnded, detail: "protocol violation: gap after 1").Check();

        report.MustSay(Guarantee.Quiet, Outcome.Violated, "bob ended its session", "gap after 1");
    }

    private static TraceScript AnnDead() =>
        new TraceScript("ann", "bob", "cyd").Orders("bob:1", 1).Kill("ann").Enters(2, "ann", "bob", "cyd");
}
