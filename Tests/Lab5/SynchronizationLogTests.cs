namespace Course.Tests.Lab5;

public sealed class SynchronizationLogTests
{
    [Test, AssignmentTest("A5.7", Points = 1, Slide = "When the relayer leaves")]
    public void Log_ReportsThatOverlap_HoldsTheirUnion()
    {
        var log = new SynchronizationLog();
        log.Add(Peer(2), [Entry(1, host: 4, local: 1, "a")]);
        log.Add(Peer(3), []);
        log.Add(Peer(4), [Entry(1, host: 4, local: 1, "a"), Entry(2, host: 1, local: 1, "b")]);

        Assert.That(log.TryGet(Number(1), out var first) && first == Entry(1, host: 4, local: 1, "a"));
        Assert.That(log.TryGet(Number(2), out var second) && second == Entry(2, host: 1, local: 1, "b"));
        Assert.That(log.TryGet(Number(3), out _), Is.False, "nobody holds number 3");
    }

    [Test, AssignmentTest("A5.7", Points = 0.5, Slide = "When the relayer leaves")]
    public void Log_TwoMessagesUnderOneNumber_IsAProtocolViolation()
    {
        var log = new SynchronizationLog();
        log.Add(Peer(2), [Entry(1, host: 4, local: 1)]);

        Assert.That(
            () => log.Add(Peer(3), [Entry(1, host: 1, local: 1)]), Throws.TypeOf<ProtocolViolationException>(),
            "going on would split the order");
    }

    [Test, AssignmentTest("A5.7", Points = 0.5, Slide = "When the relayer leaves")]
    public void Log_EntryThatNobodyKept_IsAProtocolViolation()
    {
        var log = new SynchronizationLog();
        log.Add(Peer(2), [Entry(2, host: 4, local: 1)]);

        Assert.That(log[Number(2), Peer(3)], Is.EqualTo(Entry(2, host: 4, local: 1)));
        Assert.That(
            () => log[Number(1), Peer(3)], Throws.TypeOf<ProtocolViolationException>(),
            "peer 3 lacks number 1, and it was dropped everywhere: say so, and do not leave it out");
    }
}
