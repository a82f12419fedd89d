using Course.Commands.Demo;
using Course.Hosting;
using Course.Rpc.Loops;
using Course.Rpc.Tracing;
using Course.Simulation.Checking;

namespace Course.Tests.Processes;

/// <summary>A demo without the fault that was asked for is vacuous, and says what is missing.</summary>
public class FaultWitnessTests
{
    private static readonly FaultPlan CutAfterOneSend = new(FaultKind.KillAt, 1, new KillPoint(2, 1));

    [Test]
    public void Missing_CutMulticastWasCompleted_IsNull() =>
        Assert.That(Missing(CutAfterOneSend, ["ann"], BenGets(1, 2), CleoGets(1)), Is.Null);

    [Test]
    public void Missing_RelayerLivedOn_SaysSo() =>
        Assert.That(
            Missing(CutAfterOneSend, [], BenGets(1, 2, 3), CleoGets(1, 2, 3)),
            Is.EqualTo("the relayer delivered its broadcast 2 and did not kill itself inside it"));

    [Test]
    public void Missing_TheSendThatLeftWasDroppedUnread_IsNull() =>
        Assert.That(
            Missing(CutAfterOneSend, ["ann"], BenGets(1), CleoGets(1)), Is.Null, "ben heard of the death before it read its socket");

    [Test]
    public void Missing_OtherSendsThanAsked_CountsThem() =>
        Assert.That(
            Missing(CutAfterOneSend, ["ann"], BenGets(1), CleoGets(1), cutAfter: 2),
            Is.EqualTo("ann was to die after 1 sends of its broadcast 2, and its trace shows 2"));

    [Test]
    public void Missing_TooManyGotTheCutBroadcast_SaysHowManyShould() =>
        Assert.That(
            Missing(CutAfterOneSend, ["ann"], BenGets(1, 2), CleoGets(1, 2)),
            Is.EqualTo("broadcast 2 of ann was to reach 1 of the others, and 2 received it"));

    [Test]
    public void Missing_LaterByteLeft_NamesIt() =>
        Assert.That(
            Missing(CutAfterOneSend, ["ann"], BenGets(1, 2, 3), CleoGets(1)),
            Is.EqualTo("ann was to die inside its broadcast 2, and relay 3 of it was received"));

    [Test]
    public void Missing_FewerKillsThanAsked_CountsThem() =>
        Assert.That(
            Missing(new FaultPlan(FaultKind.KillRelayer, 2), ["ann"], BenGets(1), CleoGets(1)),
            Is.EqualTo("only 1 of 2 kills happened"));

    [Test]
    public void Missing_KilledClientHadBeenTheRelayer_SaysSo() =>
        Assert.That(
            Missing(new FaultPlan(FaultKind.KillClient, 1), ["ann"], BenGets(1), CleoGets(1)),
            Is.EqualTo("the trace of ann does not show a client when it was killed"));

    [Test]
    public void Missing_StoppedPeerNeverHeardOfItsExclusion_SaysSo() =>
        Assert.That(
            Missing(new FaultPlan(FaultKind.Stop, 1), [], BenGets(1), CleoGets(1), stopped: ["ann"]),
            Is.EqualTo("the trace of ann does not say that it was excluded"));

    [Test]
    public void Missing_NoFaultAskedFor_IsNull() =>
        Assert.That(Missing(new FaultPlan(FaultKind.None, 0), [], BenGets(1), CleoGets(1)), Is.Null);

    private static string? Missing(
        FaultPlan plan,
        IReadOnlyList<string> killed,
        PeerRecord ben,
        PeerRecord cleo,
        IReadOnlyList<string>? stopped = null,
        int cutAfter = 1)
    {
        var options = new DemoOptions { Peers = 3, Lines = ["a"], Fault = plan, Folder = "" };
        var record = new RunRecord(RunEnd.Finished, "", ["ann", "ben", "cleo"], killed, stopped ?? []);
        var facts = new RunFacts { Killed = killed.ToHashSet(), Stopped = (stopped ?? []).ToHashSet() };
        var history = new RunHistory([Ann(cutAfter), ben, cleo], facts);
        return FaultWitness.Missing(options, record, history, Witness.Of(history));
    }

    private static PeerRecord Ann(int cutAfter) => new(
        "ann",
        [
            Relay("ann", 1, to: "ben"),
            Relay("ann", 1, to: "cleo"),
            .. new[] { "ben", "cleo" }.Take(cutAfter).Select(to => Relay("ann", 2, to)),
        ]);

    /// <summary>The new relayer: it fills what cleo lacks.</summary>
    private static PeerRecord BenGets(params long[] sequences) => new(
        "ben",
        [
            .. sequences.Select(n => Received("ben", n)),
            Event("ben", TraceEventKind.ProcessLeft) with { From = "ann" },
            Event("ben", TraceEventKind.EnteredSynchronization) with { Epoch = 2 },
            Relay("ben", 2, to: "cleo") with { Epoch = 2, Detail = "fill" },
            Event("ben", TraceEventKind.ReceivedFinishSynchronization) with { Epoch = 2 },
            Event("ben", TraceEventKind.TraceEnded),
        ]);

    private static PeerRecord CleoGets(params long[] sequences) => new(
        "cleo",
        [
            .. sequences.Select(n => Received("cleo", n)),
            Event("cleo", TraceEventKind.ProcessLeft) with { From = "ann" },
            Event("cleo", TraceEventKind.TraceEnded),
        ]);

    private static TraceEvent Relay(string peer, long sequence, string to) =>
        Event(peer, TraceEventKind.SentRelay) with { Epoch = 1, Sequence = sequence, To = to, Id = new TraceId("ben", sequence) };

    private static TraceEvent Received(string peer, long sequence) =>
        Event(peer, TraceEventKind.ReceivedRelay) with { Epoch = 1, Sequence = sequence, From = "ann", Id = new TraceId("ben", sequence) };

    private static TraceEvent Event(string peer, TraceEventKind kind) => new() { Peer = peer, Event = kind, Thread = ThreadRole.Rpc };
}
