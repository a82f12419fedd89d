using Course.Rpc.Tracing;
using Course.Simulation.Checking;

namespace Course.Tests.Simulation.Checking;

/// <summary>A right run with one line bent: the right property, peers and message are named.</summary>
[TestFixture]
public sealed class OneLineBentTests
{
    [Test]
    public void Run_Untouched_HoldsEverything()
    {
        var report = Right().Check();

        report.MustPass();
        Assert.That(report.Verdicts.Select(v => v.Outcome), Has.All.EqualTo(Outcome.Holds), () => ReportAssertions.Shown(report));
        // Nobody looked into the buffers, and no budget was given.
        var judged = Enum.GetValues<Guarantee>().Except([Guarantee.BufferBounds, Guarantee.CostBudget]);
        Assert.That(report.Verdicts.Select(v => v.Guarantee), Is.EqualTo(judged));
    }

    [Test]
    public void Run_TwoDeliveriesSwapped_NamesTotalOrderPeerAndBothMessages()
    {
        var script = Right();
        Swap(script["cyd"], script.LineOf("cyd", "bob:1"), script.LineOf("cyd", "ann:2"));

        var report = script.Check();

        report.MustSay(Guarantee.TotalOrder, Outcome.Violated, "at position 2 cyd delivered ann:2", "delivered bob:1");
        report.MustSay(Guarantee.Agreement, Outcome.Violated, "cyd", "different orders", "bob:1");
        report.MustBreakOnly(Guarantee.TotalOrder, Guarantee.Agreement, Guarantee.Causal);
        Assert.That(report.Outcome, Is.EqualTo(RunOutcome.Violated));
        Assert.That(report.Reason, Does.StartWith("total order: "));
    }

    [Test]
    public void Run_TwoOfOneSenderSwapped_NamesFifoBothNumbersAndThePeer()
    {
        var script = Right();
        Swap(script["cyd"], script.LineOf("cyd", "ann:2"), script.LineOf("cyd", "ann:3"));

        script.Check().MustSay(Guarantee.Fifo, Outcome.Violated, "cyd delivered ann:3 at position 3 after ann:1, before ann:2");
    }

    [Test]
    public void Run_DeliveryDoubled_NamesIntegrityFirst()
    {
        var script = Right();
        script["bob"].Insert(script.LineOf("bob", "ann:2"), script["bob"][script.LineOf("bob", "ann:2")]);

        var report = script.Check();

        report.MustSay(Guarantee.Integrity, Outcome.Violated, "bob delivered ann:2 twice, at positions 3 and 4");
        Assert.That(report.Reason, Does.StartWith("integrity: bob"));
    }

    [Test]
    public void Run_LastDeliveryDoubled_NamesIntegrityAndAgreement()
    {
        var script = Right();
        script["bob"].Add(script["bob"][script.LineOf("bob", "ann:3")]);

        var report = script.Check();

        report.MustSay(Guarantee.Integrity, Outcome.Violated, "bob delivered ann:3 twice, at positions 4 and 5");
        report.MustSay(Guarantee.Agreement, Outcome.Violated, "bob has 5 deliveries", "ann:3 was delivered more than once");
    }

    [Test]
    public void Run_DeliveryDropped_NamesAgreementPeerAndMessage()
    {
        var script = Right();
        script["cyd"].RemoveAt(script.LineOf("cyd", "bob:1"));

        var report = script.Check();

        report.MustSay(Guarantee.Agreement, Outcome.Violated, "cyd never delivered bob:1, which ", "at position 2 as (1, 2)");
        report.MustSay(Guarantee.TotalOrder, Outcome.Violated, "cyd never delivered bob:1");
        report.MustBreakOnly(Guarantee.TotalOrder, Guarantee.Agreement);
    }

    [Test]
    public void Run_LastDeliveryDropped_IsAgreementAloneAndNoHang()
    {
        var script = Right();
        script["cyd"].RemoveAt(script.LineOf("cyd", "ann:3"));

        var report = script.Check();

        report.MustSay(Guarantee.Agreement, Outcome.Violated, "cyd never delivered ann:3");
        report.MustBreakOnly(Guarantee.Agreement);
    }

    [Test]
    public void Run_OwnDeliveryDropped_NamesValidity()
    {
        var script = Right();
        script["bob"].RemoveAt(script.LineOf("bob", "bob:1"));

        var report = script.Check();

        report.MustSay(Guarantee.Validity, Outcome.Violated, "bob broadcast bob:1 and never delivered it; ann, cyd did");
        report.MustSay(Guarantee.Agreement, Outcome.Violated, "bob never delivered bob:1");
    }

    [Test]
    public void Run_FifoGap_NamesTheMissingNumber()
    {
        var script = Right();
        script["cyd"].RemoveAt(script.LineOf("cyd", "ann:2"));

        script.Check().MustSay(
            Guarantee.Fifo, Outcome.Violated, "cyd delivered ann:3 at position 3 after ann:1, and ann:2 is missing");
    }

    [Test]
    public void Run_DeliveryInvented_NamesIntegrityPeerAndMessage()
    {
        var script = Right();
        script.Add("bob", TraceEventKind.Delivered, 1, 5, "cyd:1", "ann", "bob");

        var report = script.Check();

        report.MustSay(Guarantee.Integrity, Outcome.Violated, "bob delivered cyd:1 at position 5, which cyd never broadcast");
        report.MustSay(Guarantee.Agreement, Outcome.Violated, "cyd:1");
    }

    [Test]
    public void Run_DeliveryOfAStranger_SaysThatTheSessionHasNoSuchPeer()
    {
        var script = Right();
        script.Add("bob", TraceEventKind.Delivered, 1, 5, "zoe:1", "ann", "bob");

        script.Check().MustSay(Guarantee.Integrity, Outcome.Violated, "bob delivered zoe:1", "no peer zoe");
    }

    [Test]
    public void Run_DigestChanged_NamesIntegrityAndBothDigests()
    {
        var script = Right();
        var line = script.LineOf("cyd", "bob:1");
        script["cyd"][line] = script["cyd"][line] with { Digest = "changed" };

        var report = script.Check();

        report.MustSay(Guarantee.Integrity, Outcome.Violated, "cyd delivered bob:1", "digest changed", "bob broadcast it", "d-bob:1");
        report.MustBreakOnly(Guarantee.Integrity);
    }

    [Test]
    public void Run_HeldBroadcastSentLater_IsComparedWithTheDigestOfItsSending()
    {
        var script = Right();
        script["bob"].Insert(0, new TraceEvent { Peer = "bob", Event = TraceEventKind.HeldBroadcast, Id = new TraceId("bob", 1) });
        script.Check().MustPass();
        var line = script.LineOf("cyd", "bob:1");
        script["cyd"][line] = script["cyd"][line] with { Digest = "changed" };

        script.Check().MustSay(Guarantee.Integrity, Outcome.Violated, "cyd delivered bob:1", "digest changed");
    }

    [Test]
    public void Run_DeliveredBeforeItsBroadcast_NamesIntegrity()
    {
        var script = Right();
        var (sent, delivered) = (script.LineOf("bob", "bob:1", TraceEventKind.SentBroadcast), script.LineOf("bob", "bob:1"));
        Swap(script["bob"], sent, delivered);

        script.Check().MustSay(Guarantee.Integrity, Outcome.Violated, "bob delivered its own bob:1 at position 2 before it broadcast it");
    }

    [Test]
    public void Run_NumberUsedTwice_NamesLogMatchAndBothMessages()
    {
        var script = Right();
        var line = script.LineOf("cyd", "bob:1", TraceEventKind.ReceivedRelay);
        script["cyd"][line] = script["cyd"][line] with { Sequence = 1 };

        script.Check().MustSay(Guarantee.LogMatch, Outcome.Violated, "(1, 1)", "ann:1 at ann", "bob:1 at cyd");
    }

    [Test]
    public void Run_TwoRelayersInOneEpoch_NamesBoth()
    {
        var report = Right().Add("cyd", TraceEventKind.BecameRelayer, 1).Check();

        report.MustSay(Guarantee.LogMatch, Outcome.Violated, "ann and cyd both became relayer of epoch 1");
        report.MustBreakOnly(Guarantee.LogMatch);
    }

    [Test]
    public void Run_ManyViolations_TellsAFewAndCountsTheRest()
    {
        var script = new TraceScript("ann", "bob");
        for (var i = 1; i <= 20; i++) script.Orders($"ann:{i}", i);
        script["bob"].RemoveAll(e => e.Event == TraceEventKind.Delivered);

        var report = script.Check();

        report.MustSay(Guarantee.Agreement, Outcome.Violated, "and 15 more");
        Assert.That(report[Guarantee.Agreement].Story, Has.Count.EqualTo(6));
    }

    private static TraceScript Right() => new TraceScript("ann", "bob", "cyd")
        .Orders("ann:1", 1)
        .Orders("bob:1", 2)
        .Orders("ann:2", 3)
        .Orders("ann:3", 4);

    private static void Swap(List<TraceEvent> events, int a, int b) => (events[a], events[b]) = (events[b], events[a]);
}
