using Course.FaultTolerance;
using Course.Filters;
using Course.Rpc.Transport;

namespace Course.Tests.Peers.Filtering;

/// <summary>Where a report is cut, and what a second one finds.</summary>
public sealed class ReportPartTests
{
    private const int FullBytes = 1 << 20;

    [Test]
    public void Report_OfExactlyAPart_IsNotSplit() => Assert.That(PartsOf(FullBytes / 2, FullBytes / 2), Is.EqualTo(new[] { 2 }));

    [Test]
    public void Report_OfOneByteMore_IsSplit() => Assert.That(PartsOf(FullBytes / 2, (FullBytes / 2) + 1), Is.EqualTo(new[] { 1, 1 }));

    [Test]
    public void Report_WithABodyLargerThanAPart_HasNoEmptyPart() => Assert.That(PartsOf(FullBytes + 1), Is.EqualTo(new[] { 1 }));

    [Test]
    public void Report_OfTheFirstEpoch_IsWellFormed() =>
        Assert.That(
            () => new FilterHarness(self: 1).ReceiveManagerMessage(
                2, nameof(IManagerMessages.Report), new ReportPart(1, 0, [], IsLast: true)),
            Throws.Nothing);

    [Test]
    public void Report_AfterAnother_BeginsAnew()
    {
        var master = new FilterHarness(self: 2, peers: 4);
        master.Leave(1);
        var report = new ReportPart(2, 1, [new ReportEntry(1, 1, 1, new byte[1])], IsLast: true);
        master.ReceiveManagerMessage(3, nameof(IManagerMessages.Report), report);
        Assert.That(
            () => master.ReceiveManagerMessage(3, nameof(IManagerMessages.Report), report), Throws.Nothing, "the bound is one entry each");
    }

    [Test]
    public void MemberTable_NumberThatNobodyBears_HasNoName()
    {
        var members = new MemberTable();
        members.Fill(new Course.Rpc.Sessions.SessionStart("lobby", [new(FilterHarness.Name(1), 1)]));
        Assert.That(
            new[] { 0, 1, 2 }.Select(number => members.NameOf(new PeerNumber(number))),
            Is.EqualTo(new[] { PeerName.None, FilterHarness.Name(1), PeerName.None }));
    }

    /// <summary>How many entries each part of a report of such bodies has.</summary>
    private static int[] PartsOf(params int[] bodies)
    {
        var slave = new FilterHarness(self: 3, options: new FaultToleranceOptions { Buffering = Buffering.Replicated });
        foreach (var (index, bytes) in bodies.Index())
        {
            var relay = FilterHarness.Call(FilterHarness.RelayForm, from: 1, payload: new string('x', bytes));
            slave.Receive(relay with { Wrapping = FilterHarness.Wrapping(1, index + 1, 1, index + 1, 0) });
        }

        slave.Leave(1);
        return [.. slave.Originated(nameof(IManagerMessages.Report)).Select(sent => ((ReportPart)sent.Arguments[0]!).Entries.Count)];
    }
}
