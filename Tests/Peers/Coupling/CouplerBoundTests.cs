using Course.Relaying;
using Course.Rpc.Loops;
using Course.Rpc.Sessions;
using Course.Rpc.Transport;

namespace Course.Tests.Peers.Coupling;

/// <summary>What the couplers do at each of their bounds, and how they say it.</summary>
public sealed class CouplerBoundTests : CouplerFixture
{
    [Test]
    public void InCoupler_BeyondTheBoundWithoutReplica_EndsTheSessionInWordsAndKeepsNothing()
    {
        Build(new CouplerOptions { MaximumWaiting = 1 });
        DeliverNotes(2);
        Assert.That(Connections.Ended.Result.Detail, Is.EqualTo(
            "1 relayed calls wait at 'p2', and the first is ILog.Note(String) (call 1 of 'p2'), for which there is no replica "
            + "(the bound MaximumWaiting). Call Replicate<ILog> before the session starts."));
        Assert.That(In.WaitingCount, Is.Zero);
    }

    [Test]
    public void InCoupler_BeyondTheBoundBehindASlowReplica_EndsTheSessionInWords()
    {
        Build(new CouplerOptions { MaximumWaiting = 1 });
        In.Add(Contract, new GatedReplica(), CodecOf);
        _ = Proxy.Append("slow");
        Loop.Pump();
        In.Deliver(Broadcasts[0]);
        DeliverNotes(2);
        Assert.That(Connections.Ended.Result.Detail, Is.EqualTo(
            "1 relayed calls wait for the replica of ILog at 'p2', which is slower than the session (the bound MaximumWaiting). "
            + "Make its methods quicker, slow the senders, or raise the bound."));
    }

    [Test]
    public void OutCoupler_ArgumentsAtTheBound_AreTaken_AndOneByteMoreIsRefusedInWords()
    {
        var note = Contract.Methods.Single(method => method.Method.Name == nameof(ILog.Note));
        var bytes = CodecOf(note).Encode(["abc"]).Length;
        Build(new CouplerOptions { MaximumArgumentBytes = bytes });
        Assert.That(() => Proxy.Note("abc"), Throws.Nothing);
        Assert.That(() => Proxy.Note("abcd"), Throws.ArgumentException.With.Message.EqualTo(
            $"ILog.Note(String) was called with arguments of {bytes + 1} bytes; the bound MaximumArgumentBytes is {bytes}. "
            + "Send less in one call, or in several."));
    }

    [Test]
    public void OutCoupler_OnTheLoopAtTheBound_IsRefusedInWords()
    {
        Build(new CouplerOptions { MaximumUndelivered = 1 });
        var refusals = OnTheLoop(() => { Proxy.Note("a"); Proxy.Note("b"); });
        Assert.That(refusals, Is.EqualTo(new[]
        {
            "ILog.Note(String) was called on the peer's loop while 1 calls of 'p2' are undelivered (the bound MaximumUndelivered), "
            + "and the loop cannot wait. Call less often inside deliveries and handlers, or raise the bound.",
        }));
    }

    [Test]
    public void OutCoupler_AfterADelivery_HasRoomForOneMore()
    {
        Build(new CouplerOptions { MaximumUndelivered = 1 });
        In.Add(Contract, new LogReplica(), CodecOf);
        Assert.That(OnTheLoop(() => Proxy.Note("a")), Is.Empty);
        In.Deliver(Broadcasts[0]);
        Assert.That(OnTheLoop(() => Proxy.Note("b")), Is.Empty);
        Assert.That(OnTheLoop(() => Proxy.Note("c")), Has.Exactly(1).Items, "the room of one delivery is taken once");
    }

    [Test]
    public async Task OutCoupler_CallerThatWaitsForRoom_GoesOnWithTheNextDelivery_AndTakesItsRoom()
    {
        Build(new CouplerOptions { MaximumUndelivered = 1 });
        In.Add(Contract, new LogReplica(), CodecOf);
        Proxy.Note("a");
        Loop.Pump();
        var waiting = new Thread(() => Proxy.Note("b")) { IsBackground = true };
        waiting.Start();
        In.Deliver(Broadcasts[0]);
        await Shared.Guard.WaitAsync(Task.Run(waiting.Join), "a caller waits for room that a delivery gave back");
        Loop.Pump();
        Assert.That(Broadcasts.Select(call => call.Number), Is.EqualTo(new[] { 1L, 2L }));
        Assert.That(OnTheLoop(() => Proxy.Note("c")), Has.Exactly(1).Items);
    }

    [Test]
    public void OutCoupler_NoRoomAndTheSessionEnds_NobodyWaitsAnyMore()
    {
        Build(new CouplerOptions { MaximumUndelivered = 1 });
        Proxy.Note("a");
        Loop.Pump();
        Connections.End(LeaveReason.Excluded, "excluded at epoch 3");
        Assert.That(() => Proxy.Note("b"), Throws.TypeOf<SessionEndedException>().With.Message.Contains("excluded at epoch 3"));
    }

    private void DeliverNotes(int count)
    {
        foreach (var number in Enumerable.Range(1, count)) In.Deliver(NewNote(number));
    }

    private static ApplicationCall NewNote(int number) =>
        new(nameof(ILog), "Note(String)", PeerName.Parse("p2"), number, new byte[] { 0x91, 0xa1, (byte)'x' });

    /// <summary>What the loop reports as failed.</summary>
    private List<string> OnTheLoop(Action action)
    {
        List<string> failed = [];
        Loop.Failed = exception => failed.Add(exception.Message);
        Loop.Post(ThreadRole.Application, action);
        Loop.Pump();
        return failed;
    }
}
