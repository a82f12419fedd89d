namespace Course.Tests.Lab6;

public sealed class BoundTests
{
    [Test, AssignmentTest("A6.4", Points = 2, Slide = "When the relayer leaves")]
    public void Slave_BroadcastBeyondMaximumPending_IsRefusedBeforeAnythingChanges()
    {
        var bob = OnePeer.Started(2, members: 3, Replicated() with { MaximumPending = 2 });
        bob.Broadcasts("a");
        bob.Broadcasts("b");

        Assert.That(
            () => bob.Broadcasts("c"), Throws.TypeOf<ProtocolViolationException>().With.Message.Contains("2"),
            "at the bound: refuse in words. Dropping it silently would break validity");
        Assert.That((bob.Managers.PendingCount, bob.Managers.LastLocalNumber), Is.EqualTo((2, 2L)), "no number was spent");
    }

    [Test, AssignmentTest("A6.4", Points = 1, Slide = "When the relayer leaves")]
    public void Options_PeersAcknowledgeLessOftenThanEveryHalfWindow_AreRefused() =>
        Assert.That(
            () => Replicated(window: 8, every: 5).Validate(), Throws.ArgumentException.With.Message.Contains("AcknowledgeEvery"),
            "half of the window would wait for an acknowledgement that does not come: the relayer stands still");
}
