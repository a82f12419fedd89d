namespace Course.Tests.Lab4;

public sealed class RedirectTests
{
    [Test, AssignmentTest("A4.4", Points = 1, Slide = "Layers and events")]
    public void Client_Broadcasts_SendsItUnderItsIdToTheRelayer()
    {
        var cat = new Client();
        cat.Start();

        Assert.That(
            cat.Broadcasts("a"),
            Is.EqualTo(new[] { new SendBroadcast(Peer(1), Epoch(1), Id(3, 1), Nothing, Text("a"), Resend: false) }),
            "to the relayer of this epoch, under the next local number, with what this peer has received");
    }

    [Test, AssignmentTest("A4.4", Points = 2, Slide = "When the relayer leaves")]
    public void Client_BroadcastsBeforeTheStart_AreHeldAndSentInLocalOrder()
    {
        var cat = new Client();
        Assert.That(cat.Broadcasts("a").Concat(cat.Broadcasts("b")), Is.Empty, "nobody knows yet who relays: they are held");

        var sent = cat.Start();

        Assert.That(
            sent.Select(broadcast => (broadcast.Id, broadcast.Body, broadcast.Resend)),
            Is.EqualTo(new[] { (Id(3, 1), Text("a"), false), (Id(3, 2), Text("b"), false) }));
    }

    [Test, AssignmentTest("A4.4", Points = 3, Slide = "When the relayer leaves")]
    public void Client_RelayerLeft_SendsTheNextRelayerWhatWasNeverEchoed()
    {
        var cat = new Client();
        cat.Start();
        cat.Broadcasts("a");
        cat.Broadcasts("b");

        var sent = cat.GetsAnotherRelayer();

        Assert.That(
            sent, Is.EqualTo(new[]
            {
                new SendBroadcast(Peer(2), Epoch(2), Id(3, 1), Nothing, Text("a"), Resend: true),
                new SendBroadcast(Peer(2), Epoch(2), Id(3, 2), Nothing, Text("b"), Resend: true),
            }),
            "peer 1 got both and died; whether it relayed them nobody knows. The same ids, so that a second one can be told");
    }

    [Test, AssignmentTest("A4.4", Points = 2, Slide = "When the relayer leaves")]
    public void Client_SecondRelayerLeaves_SendsTheWholeQueueAgain()
    {
        var cat = new Client();
        cat.Start();
        cat.Broadcasts("a");
        cat.GetsAnotherRelayer();

        var sent = cat.GetsAnotherRelayer();

        Assert.That(
            sent.Select(broadcast => (broadcast.Epoch, broadcast.Id, broadcast.Resend)), Is.EqualTo(new[] { (Epoch(3), Id(3, 1), true) }),
            "sent twice and never echoed: only its echo takes a broadcast out of the queue");
    }
}
