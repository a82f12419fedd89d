using Course.Assignments;
using Course.FaultTolerance;
using Course.Filters;
using Course.Rpc.Serialization;

namespace Course.Tests.Lab3;

/// <summary>A3.3: ids and numbers around a call.</summary>
internal sealed class WrappingTests
{
    private const string Slide = "GIPC and RPC calls";
    private readonly MemberTable _members = new();

    [SetUp]
    public void SetUp() => _members.Fill(FilterUnderTest.StartOf(3));

    [Test, AssignmentTest("A3.3", Points = 2, Slide = Slide)]
    public void Wrap_OfBroadcastAndRelay_WritesTheNumbersInTheirOrder()
    {
        var id = new BroadcastId(new PeerNumber(3), 70_000);
        var broadcast = new BroadcastWrapping(new Epoch(2), id, LastReceived.FromCount(5));
        var relay = new RelayWrapping(new Epoch(2), new SequenceNumber(9), id, LastReceived.FromCount(4));

        Assert.That(
            broadcast.Wrap().ToArray(), Is.EqualTo(FilterHarness.Wrapping(2, 3, 70_000, 5)), "epoch, host, local number, last received");
        Assert.That(
            relay.Wrap().ToArray(), Is.EqualTo(FilterHarness.Wrapping(2, 9, 3, 70_000, 4)), "epoch, sequence, host, local number, stable");
    }

    [Test, AssignmentTest("A3.3", Points = 1, Slide = Slide)]
    public void Unwrap_OfAWrapping_GivesBackEveryNumber()
    {
        var broadcast = BroadcastWrapping.Unwrap(FilterHarness.Wrapping(2, 3, 70_000, 0), _members);
        var relay = RelayWrapping.Unwrap(FilterHarness.Wrapping(2, 9, 3, 70_000, 4), _members);

        Assert.That(
            broadcast,
            Is.EqualTo(new BroadcastWrapping(new Epoch(2), new BroadcastId(new PeerNumber(3), 70_000), LastReceived.FromCount(0))));
        Assert.That(
            relay,
            Is.EqualTo(new RelayWrapping(
                new Epoch(2), new SequenceNumber(9), new BroadcastId(new PeerNumber(3), 70_000), LastReceived.FromCount(4))));
    }

    [Test, AssignmentTest("A3.3", Points = 1, Slide = Slide)]
    public void Unwrap_OfWhatIsNoWrapping_IsAFormatError()
    {
        byte[] tooLong = [.. FilterHarness.Wrapping(2, 3, 1, 5), 0];

        Assert.That(() => BroadcastWrapping.Unwrap(tooLong, _members), Throws.TypeOf<MessageFormatException>(), "a byte too many");
        Assert.That(
            () => RelayWrapping.Unwrap(FilterHarness.Wrapping(2, 3, 1, 5), _members), Throws.TypeOf<MessageFormatException>(),
            "a broadcast's wrapping is no relay's");
        Assert.That(() => BroadcastWrapping.Unwrap(default, _members), Throws.TypeOf<MessageFormatException>(), "no wrapping at all");
    }
}
