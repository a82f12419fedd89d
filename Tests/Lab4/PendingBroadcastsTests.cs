namespace Course.Tests.Lab4;

public sealed class PendingBroadcastsTests
{
    [Test, AssignmentTest("A4.3", Points = 1, Slide = "When the relayer leaves")]
    public void Pending_Add_GivesLocalNumbersFromOneAndKeepsTheBodies()
    {
        var pending = new PendingBroadcasts();
        Assert.That(pending.LastLocalNumber, Is.Zero, "nothing was broadcast yet");

        Assert.That(new[] { pending.Add(Text("a")), pending.Add(Text("b")) }, Is.EqualTo(new[] { 1L, 2L }));
        Assert.That((pending.Count, pending.FirstLocalNumber, pending.LastLocalNumber), Is.EqualTo((2, 1L, 2L)));
        Assert.That((pending[1], pending[2]), Is.EqualTo((Text("a"), Text("b"))));
    }

    [Test, AssignmentTest("A4.3", Points = 2, Slide = "When the relayer leaves")]
    public void Pending_EchoOfTheOldest_RemovesItAlone()
    {
        var pending = TwoBroadcasts();

        pending.RemoveEcho(Id(2, 1));

        Assert.That((pending.Count, pending.FirstLocalNumber, pending.LastLocalNumber), Is.EqualTo((1, 2L, 2L)));
        Assert.That(pending[2], Is.EqualTo(Text("b")));
        Assert.That(pending.Add(Text("c")), Is.EqualTo(3), "a local number is never given twice");
    }

    [Test, AssignmentTest("A4.3", Points = 2, Slide = "When the relayer leaves")]
    public void Pending_EchoThatCameBefore_ChangesNothing()
    {
        var pending = TwoBroadcasts();
        pending.RemoveEcho(Id(2, 1));

        pending.RemoveEcho(Id(2, 1));

        Assert.That(
            (pending.Count, pending.FirstLocalNumber), Is.EqualTo((1, 2L)),
            "2:1 is the echo of broadcast 1, which is gone; broadcast 2 has not come back yet. An echo is known by its id.");
    }

    [Test, AssignmentTest("A4.3", Points = 1, Slide = "When the relayer leaves")]
    public void Pending_EchoThatLeavesAnOlderBroadcastOut_IsAProtocolViolation() =>
        Assert.That(
            () => TwoBroadcasts().RemoveEcho(Id(2, 2)), Throws.TypeOf<ProtocolViolationException>(),
            "broadcast 2 has a number and broadcast 1 has none: the relayer broke FIFO order, and going on would hide it");

    private static PendingBroadcasts TwoBroadcasts()
    {
        var pending = new PendingBroadcasts();
        pending.Add(Text("a"));
        pending.Add(Text("b"));
        return pending;
    }
}
