using Course.Rpc.Sessions;
using Course.Rpc.Tracing;
using Course.Rpc.Transport;
using Course.Simulation.Checking;
using Course.Simulation.Simulating;
using Course.Simulation.Stepping;

namespace Course.Tests.Simulation.Simulating;

/// <summary>A crashed process is started again: it has its disk, and the session goes on without it.</summary>
public sealed class RestartTests
{
    private static readonly PeerBlueprint Counting = new() { NewApplication = () => new CountingApplication() };

    private static SimulationResult Run(string script, PeerBlueprint? blueprint = null, IReadOnlyList<TimedCall>? calls = null) =>
        Simulator.Run(new SimulationOptions
        {
            Peers = 3,
            Messages = 60,
            Calls = calls,
            Blueprint = blueprint ?? Counting,
            Faults = FaultScript.Parse(script),
        });

    [Test]
    public void Restart_ApplicationThatCounts_KnowsItsCount([Values("p1", "p2")] string peer)
    {
        var result = Run($"at 20ms crash {peer}\nat 3s restart {peer}");
        Worlds.Holds(result);
        var restarted = result.Restarted.Single();
        var dead = result.Peers.Single(record => record.Name == peer);
        var delivered = dead.Events.Count(e => e.Event == TraceEventKind.Delivered);
        Assert.That(((CountingApplication)restarted.Application!).CountedBefore, Is.EqualTo(delivered).And.InRange(1, 59));
        Assert.That(result.Facts.Killed, Is.EqualTo(new[] { peer }), "it stays killed");
        Assert.That((restarted.Peer, restarted.Life), Is.EqualTo((peer, 2)));
        Assert.That(result.InjectedFaults[^1], Is.EqualTo($"3s: {peer}#2 started: process 2 of {peer}, outside of the session"));
    }

    [Test]
    public void Restart_IsRefusedInTheWordsOfALateJoin_AndKeepsATraceOfItsOwn()
    {
        var result = Run("at 20ms crash p2 restart after 2s");
        var restarted = result.Restarted.Single();
        const string words = "the rendezvous refused: session 'lobby' has started with 3 members (p1, p2, p3); late joiners are not "
            + "admitted. Wait for its end, or choose another session name.";
        Assert.That(restarted.End, Is.EqualTo(new SessionEnd(LeaveReason.Refused, words)));
        Assert.That(restarted.Trace.Name, Is.EqualTo("p2#2"));
        Assert.That(restarted.Trace.Events.Select(e => (e.Peer, e.Time)), Is.All.EqualTo(("p2#2", 2_020_000L)));
        Assert.That(
            restarted.Trace.Events.Select(e => e.Event), Is.EqualTo(new[] { TraceEventKind.SessionEnded, TraceEventKind.TraceEnded }));
        Assert.That(restarted.Trace.Events[0].Detail, Is.EqualTo($"Refused: {words}"));
        Assert.That(result.Peers.Select(peer => peer.Name), Is.EqualTo(new[] { "p1", "p2", "p3" }));
    }

    [Test]
    public void Restart_Dictionary_RecoversItsEntriesAsTheyWereAtTheCrash()
    {
        string[] texts = ["a=1", "b=1", "a=2", "c=1", "b"];
        List<TimedCall> calls = [.. texts.Select((text, index) => new TimedCall(TimeSpan.FromMilliseconds(10 * index), "p3", text))];
        calls.Add(new TimedCall(TimeSpan.FromSeconds(2), "p3", "a=3"));
        var result = Run("at 1s crash p2 restart after 2s", new() { NewApplication = () => new PersistentDictionary() }, calls);
        Worlds.Holds(result);
        Assert.That(((PersistentDictionary)result.Restarted.Single().Application!).Recovered, Is.EqualTo(new[] { "a=2", "c=1" }));
        Assert.That(((PersistentDictionary)result.Applications[0]).Entries, Is.EqualTo(new[] { "a=3", "c=1" }), "the others went on");
        Assert.That(result.Applications.Cast<PersistentDictionary>().Select(each => each.Recovered), Is.All.Empty);
    }

    [Test]
    public void Restart_CallsOfTheNewProcess_FailInWords()
    {
        TimedCall[] calls =
        [
            new(TimeSpan.FromMilliseconds(1), "p2", "a"),
            new(TimeSpan.FromSeconds(2), "p2", "lost"),
            new(TimeSpan.FromSeconds(4), "p2", "b"),
        ];
        var result = Run("at 1s crash p2 restart after 2s", calls: calls);
        Worlds.Holds(result);
        var application = (CountingApplication)result.Restarted.Single().Application!;
        Assert.That(application.Failures, Has.Count.EqualTo(1), "what was due while it was dead is not called");
        Assert.That(
            application.Failures.Single(),
            Is.TypeOf<SessionEndedException>().With.Message.StartsWith("The session has ended for this peer: the rendezvous refused: "));
        Assert.That(application.Counted, Is.EqualTo(1), "a");
    }

    [Test]
    public void Restart_InsideAMulticast_HasWhatWasWrittenBeforeTheSend([Values(0, 1, 2)] int sends)
    {
        // The relayer delivers its own relay in the step that sends it to the others, after the sends.
        var result = Run($"crash p1 after-sends {sends} of relay 10 restart after 1s");
        Worlds.Holds(result);
        Assert.That(((CountingApplication)result.Applications[0]).Counted, Is.EqualTo(10), "the step went further than the process");
        Assert.That(((CountingApplication)result.Restarted.Single().Application!).CountedBefore, Is.EqualTo(9));
    }

    [Test]
    public void Restart_InsideTheMulticastOfItsOwnCall_HasWhatWasWrittenBeforeTheCall()
    {
        var blueprint = new PeerBlueprint { NewApplication = () => new WriteAheadLog() };
        var result = Run("crash p1 after-sends 0 of relay 1 restart after 1s", blueprint, [new(TimeSpan.FromMilliseconds(1), "p1", "a")]);
        Worlds.Holds(result);
        Assert.That(result.Peers[1].Events.Select(e => e.Event), Has.None.EqualTo(TraceEventKind.Delivered), "nothing had left");
        Assert.That(((WriteAheadLog)result.Restarted.Single().Application!).Found, Is.EqualTo(new[] { "a called" }));
    }

    [Test]
    public void Restart_Twice_EachLifeHasWhatThoseBeforeWrote()
    {
        var result = Run(
            "at 20ms crash p2 restart after 1s\nat 2s crash p2\nat 3s restart p2", new() { NewApplication = () => new LifeCounter() });
        Worlds.Holds(result);
        Assert.That(result.Restarted.Select(process => process.Trace.Name), Is.EqualTo(new[] { "p2#2", "p2#3" }));
        Assert.That(result.Restarted.Select(process => ((LifeCounter)process.Application!).Life), Is.EqualTo(new[] { 2, 3 }));
        Assert.That(result.InjectedFaults, Has.Some.EqualTo("2s: p2#2 crashed"));
    }

    [TestCase("at 1s restart p2", "'at 1s restart p2'")]
    [TestCase("at 1s leave p2\nat 2s restart p2", "'at 2s restart p2'")]
    [TestCase("at 1s crash p2 restart after 1s\nat 3s restart p2", "'at 3s restart p2'")]
    public void Restart_OfAPeerThatIsNotDead_MakesTheRunVacuous(string script, string named)
    {
        var result = Run(script);
        Assert.That(result.Report.Outcome, Is.EqualTo(RunOutcome.Vacuous));
        Assert.That(result.Report.Reason, Does.Contain(named));
    }

    [Test]
    public void Restart_RecoveryThatFails_IsToldAndTheSessionGoesOn()
    {
        var result = Run("at 20ms crash p2 restart after 1s", new() { NewApplication = () => new FailingRecovery() });
        Assert.That(result.PeerFaults, Is.EqualTo(new[] { "1020ms: p2#2: could not be started: FormatException: half a record" }));
        Assert.That(result.Restarted.Single(), Has.Property("Application").Null.And.Property("End").Null);
        Assert.That(result.Report.Peers[0].Delivered, Is.GreaterThan(30));
    }

    [Test]
    public void Restart_SameSeed_WritesTheSameBytes_AndTheDigestCoversTheNewProcess()
    {
        const string script = "at 20ms crash relayer restart after 1s\ncrash p2 after-sends 1 of relay 3 restart after 500ms";
        var digest = Run(script).Digest;
        for (var run = 1; run < 100; run++) Assert.That(Run(script).Digest, Is.EqualTo(digest), () => $"run {run}");
        var later = Run(script.Replace("500ms", "501ms", StringComparison.Ordinal));
        Assert.That(later.Peers.SelectMany(peer => peer.Events), Is.EqualTo(Run(script).Peers.SelectMany(peer => peer.Events)));
        Assert.That(later.Digest, Is.Not.EqualTo(digest));
    }

    [Test]
    public void Restart_OfNobody_ChangesNothingInTheSession()
    {
        var (with, without) = (Run("at 20ms crash p2 restart after 1ms"), Run("at 20ms crash p2"));
        Assert.That(with.Restarted, Has.Count.EqualTo(1));
        Assert.That(with.Peers.SelectMany(peer => peer.Events), Is.EqualTo(without.Peers.SelectMany(peer => peer.Events)));
    }

    /// <summary>Writes before the call, and again at its delivery.</summary>
    private sealed class WriteAheadLog : IPersistentApplication, IBroadcastLog
    {
        private IPersistentState? _state;
        private IBroadcastLog? _ordered;

        public IReadOnlyList<string> Found { get; private set; } = [];

        public void Open(IPersistentState state) => (_state, Found) = (state, state.Keys);

        public void Attach(Course.Peers.Peer peer)
        {
            peer.Replicate<IBroadcastLog>(this);
            _ordered = peer.Ordered<IBroadcastLog>();
        }

        public void Call(string text)
        {
            _state!.Write($"{text} called", []);
            _ordered!.Append(text);
        }

        public void Append(string text) => _state!.Write($"{text} delivered", []);
    }

    /// <summary>Counts its lives.</summary>
    private sealed class LifeCounter : IPersistentApplication
    {
        public int Life { get; private set; }

        public void Open(IPersistentState state)
        {
            Life = state.TryRead("life", out var life) ? life[0] + 1 : 1;
            state.Write("life", [(byte)Life]);
        }

        public void Attach(Course.Peers.Peer peer)
        {
        }

        public void Call(string text)
        {
        }
    }

    /// <summary>Cannot read what it wrote.</summary>
    private sealed class FailingRecovery : IPersistentApplication
    {
        private readonly BroadcastLog _log = new();

        public void Open(IPersistentState state)
        {
            if (state.Keys.Count > 0) throw new FormatException("half a record");
            state.Write("record", [1]);
        }

        public void Attach(Course.Peers.Peer peer) => _log.Attach(peer);

        public void Call(string text) => _log.Call(text);
    }
}
