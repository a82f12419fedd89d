using Course.Rpc.Tracing;
using Course.Simulation.Checking;

namespace Course.Tests.Simulation.Checking;

/// <summary>Runs in which peers die: what the survivors owe and what the dead do not.</summary>
[TestFixture]
public sealed class CrashTests
{
    [Test]
    public void D7_TailOfTheDeadDiffersFromTheSurvivors_PassesWithUniformAgreementReported()
    {
        var report = D7().Check();

        report.MustPass();
        report.MustSay(Guarantee.UniformAgreement, Outcome.Reported, "bob (killed) delivered dan:1 at position 1", "at position 2");
        report.MustSay(Guarantee.UniformTotalOrder, Outcome.Reported, "bob (killed) delivered dan:1", "delivered cyd:1");
        Assert.That(report[Guarantee.TailOfCrashedPeer].Outcome, Is.EqualTo(Outcome.Holds));
    }

    [Test]
    public void D7_InUniformMode_ViolatesUniformTotalOrder()
    {
        var report = D7().Check(new RunFacts { IsUniform = true });

        report.MustBreakOnly(Guarantee.UniformTotalOrder);
        Assert.That(report.Outcome, Is.EqualTo(RunOutcome.Violated));
    }

    [Test]
    public void D7_OwnerDiesAsWell_ReportsThatTheSurvivorsNeverDeliveredIt()
    {
        var script = new TraceScript("ann", "bob", "cyd", "dan")
            .Sends("bob:1", "ann").Relays("ann", 1, 1, "bob:1", "bob").Kill("ann", "bob");
        Synchronize(script);

        var report = script.Orders("cyd:1", 1, "cyd", 3).Check();

        report.MustPass();
        report.MustSay(Guarantee.UniformAgreement, Outcome.Reported, "bob (killed) delivered bob:1", "cyd, dan never delivered");
    }

    [Test]
    public void Tail_ASurvivorReceivedThatRelay_IsViolatedAndNamesTheSurvivor()
    {
        var script = D7();
        script["dan"].Insert(0, script["bob"].First(e => e.Event == TraceEventKind.ReceivedRelay) with { Peer = "dan", To = "dan" });

        var report = script.Check();

        report.MustSay(Guarantee.TailOfCrashedPeer, Outcome.Violated, "bob (killed) delivered dan:1 as (1, 1)", "dan received that relay");
        report.MustBreakOnly(Guarantee.TailOfCrashedPeer);
    }

    [TestCase(1, false, Outcome.Violated)]
    [TestCase(1, true, Outcome.Violated)]
    [TestCase(2, false, Outcome.Violated)]
    [TestCase(2, true, Outcome.Holds)]
    public void Tail_ASurvivorReceivedThatRelayBehindAGap_PassesOnlyWhereLinksLeaveGaps(int number, bool leaveGaps, Outcome outcome)
    {
        var script = D7();
        for (var line = 0; line < script["bob"].Count; line++)
        {
            if (script["bob"][line].Sequence is not null) script["bob"][line] = script["bob"][line] with { Sequence = number };
        }

        script["dan"].Insert(0, script["bob"].First(e => e.Event == TraceEventKind.ReceivedRelay) with { Peer = "dan", To = "dan" });

        var report = script.Check(new RunFacts { Killed = new HashSet<string> { "ann", "bob" }, LinksLeaveGaps = leaveGaps });

        Assert.That(report[Guarantee.TailOfCrashedPeer].Outcome, Is.EqualTo(outcome));
    }

    [Test]
    public void Tail_TheSurvivorDiscardedThatRelayAsFenced_Passes()
    {
        var script = D7();
        var relay = script["bob"].First(e => e.Event == TraceEventKind.ReceivedRelay) with { Peer = "dan", To = "dan" };
        var left = script["dan"].FindIndex(e => e.Event == TraceEventKind.ProcessLeft);
        script["dan"].InsertRange(left + 1, [relay, relay with { Event = TraceEventKind.Discarded }]);

        script.Check().MustPass();
    }

    [Test]
    public void Tail_DeliveredWithoutNumbers_IsInconclusive()
    {
        var script = D7();
        var line = script.LineOf("bob", "dan:1");
        script["bob"][line] = script["bob"][line] with { Sequence = null };

        script.Check().MustSay(Guarantee.TailOfCrashedPeer, Outcome.Inconclusive, "bob", "dan:1", "without epoch and sequence");
    }

    [Test]
    public void D18_RelayerNumbersItsOwnAndDies_OwesNothing()
    {
        var script = new TraceScript("ann", "bob", "cyd").Orders("bob:1", 1).Sends("ann:1", "ann").Kill("ann");
        Synchronize(script, "ann", 2, "bob", "cyd");

        var report = script.Check();

        report.MustPass();
        Assert.That(report[Guarantee.UniformAgreement].Outcome, Is.EqualTo(Outcome.Holds));
    }

    [Test]
    public void D18_RelayerDeliversToItselfFirst_IsOnlyReported()
    {
        var script = new TraceScript("ann", "bob", "cyd")
            .Orders("bob:1", 1).Sends("ann:1", "ann").Relays("ann", 1, 2, "ann:1", "ann").Kill("ann");
        Synchronize(script, "ann", 2, "bob", "cyd");

        var report = script.Check();

        report.MustPass();
        report.MustSay(Guarantee.UniformAgreement, Outcome.Reported, "ann (killed) delivered ann:1 at position 2", "bob, cyd");
    }

    [Test]
    public void Run_ClientKilledBeforeItsBroadcastIsNumbered_Passes()
    {
        var script = new TraceScript("ann", "bob", "cyd").Orders("bob:1", 1).Sends("cyd:1", "ann").Kill("cyd");

        script.Add("ann", TraceEventKind.ProcessLeft, from: "cyd").Check().MustPass();
    }

    [Test]
    public void Run_KilledSenderNeverWroteTheLine_IsAnIntegrityViolation()
    {
        var script = new TraceScript("ann", "bob", "cyd").Orders("cyd:1", 1).Kill("cyd");
        script["cyd"].Clear();

        script.Check().MustSay(Guarantee.Integrity, Outcome.Violated, "ann delivered cyd:1", "cyd (killed) never broadcast");
    }

    [Test]
    public void Run_EverybodyKilled_IsVacuous()
    {
        var report = new TraceScript("ann", "bob").Orders("ann:1", 1).Kill("ann", "bob").Check();

        Assert.That(report.Outcome, Is.EqualTo(RunOutcome.Vacuous));
        Assert.That(report.Reason, Does.Contain("no peer stayed"));
    }

    [Test]
    public void Run_FaultNotWitnessed_IsVacuousAndSaysWhy()
    {
        var report = new TraceScript("ann", "bob").Orders("ann:1", 1).Check(new RunFacts { Vacuous = "ann was to be killed and was not" });

        Assert.That(report.Outcome, Is.EqualTo(RunOutcome.Vacuous));
        Assert.That(report.Reason, Is.EqualTo("ann was to be killed and was not"));
    }

    internal static TraceScript D7()
    {
        // 1 = ann, 2 = bob, 3 = cyd, 4 = dan: dan's message reaches bob only, ann and bob die together.
        var script = new TraceScript("ann", "bob", "cyd", "dan")
            .Sends("dan:1", "ann").Relays("ann", 1, 1, "dan:1", "bob").Kill("ann", "bob");
        script.Add("cyd", TraceEventKind.HeldBroadcast, id: "cyd:1", digest: "d-cyd:1");
        Synchronize(script);
        return script
            .Sends("cyd:1", "cyd", 3).Sends("dan:1", "cyd", 3, "resend")
            .Relays("cyd", 3, 1, "cyd:1", "dan", "cyd").Relays("cyd", 3, 2, "dan:1", "dan", "cyd");
    }

    private static void Synchronize(TraceScript script) => script
        .Enters(2, "ann", "cyd", "dan").Enters(3, "bob", "cyd", "dan").Reports(3, "dan", "cyd", 0).Finishes(3, "cyd", "dan");

    private static void Synchronize(TraceScript script, string dead, int epoch, string relayer, string slave) => script
        .Enters(epoch, dead, relayer, slave).Reports(epoch, slave, relayer, 1).Finishes(epoch, relayer, slave);
}
