using Course.Rpc.Tracing;
using Course.Simulation.Exploring;
using Course.Simulation.Fingerprints;
using Course.Simulation.Stepping;

namespace Course.Tests.Simulation.Exploring;

/// <summary>Which nodes make no other verdict: a search judges a state only if it may find something new there.</summary>
[TestFixture]
internal sealed class HistoryJudgeTests
{
    private readonly LocalHistories _histories = new(new ItemTable(), countsMessages: false);

    [Test]
    public void LooksAlike_OfNodesOfWhichTheCheckersHaveSeenTheSame_IsTrue()
    {
        var start = _histories.Unstarted(0);
        var (one, other) = (After(start, 1), After(start, 2));
        Assert.That(one.Number, Is.Not.EqualTo(other.Number));
        Assert.That(LookAlike(one, other), Is.True);
        Assert.That(LookAlike(one, one), Is.True);
    }

    [Test]
    public void LooksAlike_OfNodesThatDifferInWhatWasSeenOrInFate_IsFalse()
    {
        var one = After(_histories.Unstarted(0), 1);
        var delivered = After(one, 2, new TraceEvent { Event = TraceEventKind.Delivered, Peer = "p1", Epoch = 1, Sequence = 1 });
        var (crashed, left) = (_histories.Gone(one, LocalFate.Crashed), _histories.Gone(one, LocalFate.Left));
        LocalNode[] nodes = [one, delivered, crashed, left, _histories.Gone(delivered, LocalFate.Crashed)];
        foreach (var node in nodes)
        {
            Assert.That(nodes.Where(other => other != node && LookAlike(node, other)), Is.Empty);
        }
    }

    private LocalNode After(LocalNode node, int state, params TraceEvent[] events) =>
        _histories.Enter(
            node,
            new LocalInput(LocalInputKind.Receive, 1, state),
            new RawStep(new StepOutput([], events, []), new Fingerprint((UInt128)state), 0, false, null)).To;

    private bool LookAlike(LocalNode node, LocalNode other) =>
        new HistoryJudge(_histories, new ExplorationBounds()).LooksAlike(node.Number, other.Number);
}
