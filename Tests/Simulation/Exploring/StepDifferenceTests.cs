using Course.Rpc.Tracing;
using Course.Rpc.Transport;
using Course.Simulation.Exploring;
using Course.Simulation.Stepping;

namespace Course.Tests.Simulation.Exploring;

/// <summary>Two runs of one step: whatever differs in what they sent is told.</summary>
[TestFixture]
internal sealed class StepDifferenceTests
{
    private static readonly LinkItem Item = new(new byte[] { 1, 2 }, null, "");

    private static IEnumerable<TestCaseData> Others()
    {
        yield return new TestCaseData(1, Item with { Frame = new byte[] { 1, 3 } }).SetArgDisplayNames("frame");
        yield return new TestCaseData(1, Item with { End = LeaveReason.Goodbye }).SetArgDisplayNames("end");
        yield return new TestCaseData(1, Item with { Detail = "other" }).SetArgDisplayNames("detail");
        yield return new TestCaseData(2, Item).SetArgDisplayNames("receiver");
        yield return new TestCaseData(1, Item with { Sent = new TraceEvent { Event = TraceEventKind.SentRelay, Epoch = 1, Sequence = 2 } })
            .SetArgDisplayNames("event");
    }

    [TestCaseSource(nameof(Others))]
    public void Sends_ThatDiffer_AreToldByThePeer(int to, LinkItem item) =>
        Assert.That(StepDifference.Between("p1", Sending(1, Item), Sending(to, item)), Does.StartWith("p1: value 1"));

    [Test]
    public void Sends_OneMore_IsTold() =>
        Assert.That(StepDifference.Between("p1", Sending(1, Item), new StepOutput([], [], [])), Does.StartWith("p1: the second time ends"));

    [Test]
    public void Sends_OfEqualBytesInOtherMemory_AreTheSame() =>
        Assert.That(StepDifference.Between("p1", Sending(1, Item), Sending(1, Item with { Frame = new byte[] { 1, 2 } })), Is.Null);

    private static StepOutput Sending(int to, LinkItem item) => new([(to, item)], [], []);
}
