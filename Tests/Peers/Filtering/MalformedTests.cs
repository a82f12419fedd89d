using Course.FaultTolerance;
using Course.Filters;
using Course.Rpc.Serialization;

namespace Course.Tests.Peers.Filtering;

/// <summary>Every number in a wrapping or a manager's message comes from another process: each is checked, with words.</summary>
public sealed class MalformedTests
{
    private readonly FilterHarness _filters = new(self: 1);

    [TestCase(new long[] { 0, 2, 1, 0 }, "The wrapping of a broadcast has an epoch of 0; the least is 1.")]
    [TestCase(new long[] { 1, 0, 1, 0 }, "The wrapping of a broadcast has a member's number of 0; the least is 1.")]
    [TestCase(new long[] { 1, 9, 1, 0 }, "The wrapping of a broadcast names member 9, the session has 3.")]
    [TestCase(new long[] { 1, 2, 0, 0 }, "The wrapping of a broadcast has a local number of 0; the least is 1.")]
    [TestCase(new long[] { 1, 2, 1, -1 }, "The wrapping of a broadcast has a last received number of -1; the least is 0.")]
    [TestCase(new long[] { 1, 2, 1 }, "The wrapping of a broadcast has 4 fields, this one has 3.")]
    [TestCase(new long[] { 1, 2, 1, 0, 0 }, "The wrapping of a broadcast has 4 fields, this one has 5.")]
    [TestCase(new long[] { 1, 3, 1, 0 }, "A broadcast with an id of member 3 came from member 2: only its owner sends it.")]
    public void Broadcast_WithAWrappingOutOfRange_IsAFormatError(long[] fields, string words)
    {
        Assert.That(() => _filters.ReceiveBroadcast(2, fields), Throws.TypeOf<MessageFormatException>().With.Message.EqualTo(words));
        Assert.That(_filters.Delivered, Is.Empty);
    }

    [TestCase(new long[] { 0, 1, 2, 1, 0 }, "The wrapping of a relay has an epoch of 0; the least is 1.")]
    [TestCase(new long[] { 1, 0, 2, 1, 0 }, "The wrapping of a relay has a sequence number of 0; the least is 1.")]
    [TestCase(new long[] { 1, 1, 0, 1, 0 }, "The wrapping of a relay has a member's number of 0; the least is 1.")]
    [TestCase(new long[] { 1, 1, 4, 1, 0 }, "The wrapping of a relay names member 4, the session has 3.")]
    [TestCase(new long[] { 1, 1, 2, -5, 0 }, "The wrapping of a relay has a local number of -5; the least is 1.")]
    [TestCase(new long[] { 1, 1, 2, 1, -1 }, "The wrapping of a relay has a last received number of -1; the least is 0.")]
    [TestCase(new long[] { 1, 1, 2, 1 }, "The wrapping of a relay has 5 fields, this one has 4.")]
    public void Relay_WithAWrappingOutOfRange_IsAFormatError(long[] fields, string words) =>
        Assert.That(() => _filters.ReceiveRelay(1, fields), Throws.TypeOf<MessageFormatException>().With.Message.EqualTo(words));

    [Test]
    public void Epoch_BeyondItsWidth_IsAFormatError() =>
        Assert.That(() => _filters.ReceiveRelay(1, 1L << 40, 1, 2, 1, 0), Throws.TypeOf<MessageFormatException>());

    [Test]
    public void Wrapping_Missing_IsAFormatError()
    {
        Assert.That(() => _filters.Receive(FilterHarness.Call(FilterHarness.BroadcastForm, from: 2)),
            Throws.TypeOf<MessageFormatException>().With.Message.EqualTo(
                "A broadcast came without its wrapping. Do both peers use the same filters?"));
        Assert.That(() => _filters.Receive(FilterHarness.Call(FilterHarness.RelayForm, from: 2)),
            Throws.TypeOf<MessageFormatException>().With.Message.StartsWith("A relay came without its wrapping."));
    }

    [Test]
    public void Wrapping_FollowedByBytes_IsAFormatError() =>
        Assert.That(
            () => _filters.Receive(
                FilterHarness.Call(
                FilterHarness.BroadcastForm, from: 2) with
                { Wrapping = (byte[])[.. FilterHarness.Wrapping(1, 2, 1, 0), 0] }),
            Throws.TypeOf<MessageFormatException>().With.Message.EqualTo("Bytes follow the wrapping of a broadcast."));

    [Test]
    public void WrappingOfARelay_FollowedByBytes_IsAFormatError() =>
        Assert.That(
            () => _filters.Receive(
                FilterHarness.Call(FilterHarness.RelayForm, from: 2) with
                { Wrapping = (byte[])[.. FilterHarness.Wrapping(1, 1, 2, 1, 0), 0] }),
            Throws.TypeOf<MessageFormatException>().With.Message.EqualTo("Bytes follow the wrapping of a relay."));

    [Test]
    public void Wrapping_CutAnywhere_IsAFormatError()
    {
        var whole = FilterHarness.Wrapping(1, 2, 70_000, 300);
        for (var length = 1; length < whole.Length; length++)
        {
            var cut = FilterHarness.Call(FilterHarness.BroadcastForm, from: 2) with { Wrapping = whole.AsMemory(0, length) };
            Assert.That(() => _filters.Receive(cut), Throws.TypeOf<MessageFormatException>(), $"{length} bytes");
        }
    }

    [Test]
    public void ManagerMessage_Unknown_IsAFormatError() =>
        Assert.That(
            () => _filters.Receive(FilterHarness.Call(new CallForm(FilterHarness.ManagersTarget, "Vote(Int32)"), from: 2)),
            Throws.TypeOf<MessageFormatException>().With.Message.StartsWith("Vote(Int32) is no message between managers."));

    [TestCase(nameof(IManagerMessages.Acknowledge), 0, 1L)]
    [TestCase(nameof(IManagerMessages.Acknowledge), 1, -1L)]
    [TestCase(nameof(IManagerMessages.FinishSynchronization), -3, 0L)]
    [TestCase(nameof(IManagerMessages.FinishSynchronization), 2, -1L)]
    public void ManagerMessage_WithNumbersOutOfRange_IsAFormatError(string method, int epoch, long last) =>
        Assert.That(() => _filters.ReceiveManagerMessage(2, method, epoch, last),
            Throws.TypeOf<MessageFormatException>().With.Message.StartsWith($"Epoch {epoch} and last {last} are out of range"));

    [TestCase(0)]
    [TestCase(4)]
    public void Left_OfNoMember_IsAFormatError(int member) =>
        Assert.That(() => _filters.ReceiveManagerMessage(2, nameof(IManagerMessages.Left), member, "why"),
            Throws.TypeOf<MessageFormatException>().With.Message.EqualTo($"Left(Int32,String) names member {member}, the session has 3."));

    [TestCase(0, 0, "A report of epoch 0 with last 0 is out of range.")]
    [TestCase(2, -1, "A report of epoch 2 with last -1 is out of range.")]
    public void Report_WithNumbersOutOfRange_IsAFormatError(int epoch, long last, string words) =>
        RefusesReport(new ReportPart(epoch, last, [], true), words);

    [TestCase(0, 1, 1)]
    [TestCase(1, 0, 1)]
    [TestCase(1, 4, 1)]
    [TestCase(1, 1, 0)]
    public void Report_WithAnEntryOutOfRange_IsAFormatError(long sequence, int host, long local) =>
        RefusesReport(
            new ReportPart(2, 1, [new ReportEntry(sequence, host, local, default)], true),
            $"A report holds entry {sequence} of broadcast {host}:{local}, which is out of range.");

    [Test]
    public void Report_BeyondTheBound_IsAFormatErrorNamingIt() =>
        RefusesReport(
            new ReportPart(2, 2, [new ReportEntry(1, 1, 1, default), new ReportEntry(2, 1, 2, default)], true),
            "A report has more than 1 entries. Do all peers use the same buffering and window?");

    [Test]
    public void Report_BeyondTheBoundInParts_IsAFormatError()
    {
        var filters = new FilterHarness(
            self: 2, options: new FaultToleranceOptions { Buffering = Buffering.Replicated, Window = 2, AcknowledgeEvery = 1 });
        var part = new ReportPart(2, 4, [new ReportEntry(1, 1, 1, default), new ReportEntry(2, 1, 2, default)], false);
        filters.ReceiveManagerMessage(3, nameof(IManagerMessages.Report), part);
        filters.ReceiveManagerMessage(3, nameof(IManagerMessages.Report), part);
        Assert.That(() => filters.ReceiveManagerMessage(3, nameof(IManagerMessages.Report), part),
            Throws.TypeOf<MessageFormatException>().With.Message.StartsWith("A report has more than 4 entries."));
    }

    [Test]
    public void Report_ThatIsMissing_IsAFormatError()
    {
        const string words = "A report, or the list of its entries, is missing from its message.";
        Assert.That(
            () => _filters.ReceiveManagerMessage(2, nameof(IManagerMessages.Report), [null]),
            Throws.TypeOf<MessageFormatException>().With.Message.EqualTo(words));
        RefusesReport(new ReportPart(2, 0, null!, true), words);
    }

    private void RefusesReport(ReportPart part, string words) =>
        Assert.That(
            () => _filters.ReceiveManagerMessage(2, nameof(IManagerMessages.Report), part),
            Throws.TypeOf<MessageFormatException>().With.Message.EqualTo(words));
}
