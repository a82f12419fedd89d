using Course.Rpc.Calls;
using Course.Rpc.Transport;

namespace Course.Tests.Peers.Contract;

/// <summary>What every session of whole peers does while nobody is lost.</summary>
public abstract class SessionContract(string buffering, string serializer) : ContractFixture(buffering, serializer)
{
    [Test]
    public async Task OrderedCalls_OfAllPeers_ReachEveryReplicaInOneOrder_AndEachSendersInItsOwn()
    {
        const int each = 25;
        var calls = new List<(string Text, Task<int> Position)>();
        foreach (var local in Enumerable.Range(1, each))
        {
            foreach (var number in new[] { 1, 2, 3 })
            {
                var text = $"{number}-{local:00}";
                calls.Add((text, Ordered(number).Append(text)));
            }
        }

        await WaitAsync(Task.WhenAll(calls.Select(call => call.Position)), "the results");
        var order = await AgreedAsync(3 * each, 1, 2, 3);
        foreach (var (text, position) in calls) Assert.That(
            order[await position - 1], Is.EqualTo(text), "the result is that of the call's place in the order");
        foreach (var sender in new[] { "1-", "2-", "3-" }) Assert.That(
            order.Where(text => text.StartsWith(sender, StringComparison.Ordinal)), Is.Ordered);
    }

    [Test]
    public async Task OrderedCall_WithRecord_ComesBackFromTheLocalReplica()
    {
        var entry = new Entry("record", 41, ["a", "ä"], new DateTime(2024, 2, 29, 12, 0, 0, DateTimeKind.Utc));
        var kept = await WaitAsync(Ordered(2).Keep(entry).AsTask(), "the record");
        Assert.That((kept.Text, kept.Weight, kept.At), Is.EqualTo(("record", 42, entry.At)));
        Assert.That(kept.Tags, Is.EqualTo(entry.Tags));
        Ordered(3).Note("one-way");
        Assert.That(await AgreedAsync(2, 1, 2, 3), Is.EqualTo(new[] { "record", "one-way" }));
    }

    [Test]
    public async Task OrderedCall_ThatTheReplicaRefuses_FailsItsCallerOnly_AndTheOrderGoesOn()
    {
        var refused = Ordered(2).Refuse("this");
        var next = Ordered(2).Append("next");
        Assert.That(await WaitAsync(next, "the next call"), Is.EqualTo(1));
        Assert.That(refused.Exception!.InnerException, Is.TypeOf<NotSupportedException>().With.Message.EqualTo("'this' is refused"));
    }

    [Test]
    public async Task Goodbye_OfAClient_IsToldToAll_AndTheOrderGoesOnWithoutIt()
    {
        var seen = new[] { 1, 2 }.Select(SeesLeave).ToList();
        await WaitAsync(Ordered(3).Append("last words"), "the call before the goodbye");
        await WaitAsync(Peer(3).LeaveAsync(), "the goodbye");
        foreach (var left in seen)
        {
            // Who hears it from another first knows the words, and that it is gone for all.
            var (name, reason, detail) = await WaitAsync(left, "process-left");
            Assert.That((name, reason is LeaveReason.Goodbye or LeaveReason.Excluded), Is.EqualTo((Peer(3).Name, true)));
            Assert.That(detail, Does.Contain("goodbye"));
        }

        Assert.That((await WaitAsync(Peer(3).Ended, "the end")).Reason, Is.EqualTo(LeaveReason.Goodbye));
        await WaitAsync(Task.WhenAll(Ordered(1).Append("a"), Ordered(2).Append("b")), "calls after the goodbye");
        Assert.That((await AgreedAsync(3, 1, 2))[0], Is.EqualTo("last words"));
    }

    [Test]
    public async Task PlainCall_ToAnotherPeerAndToItself_IsAnswered()
    {
        foreach (var called in new[] { 1, 2, 3 })
        {
            var proxy = Peer(2).Rpc.To<ICalculator>(Peer(called).Name);
            Assert.That(await WaitAsync(proxy.Add(40, called), "the sum"), Is.EqualTo(40 + called));
            Assert.That(await WaitAsync(proxy.Divide(12, 4).AsTask(), "the quotient"), Is.EqualTo("3"));
            proxy.Remember($"by {called}");
            Assert.That(await WaitAsync(Calculators[called - 1].Remembered.Task, "the one-way call"), Is.EqualTo($"by {called}"));
        }
    }

    [Test]
    public async Task PlainCall_ThatThrows_IsARemoteExceptionWithTypeAndMessage()
    {
        var failed = Peer(1).Rpc.To<ICalculator>(Peer(3).Name).Divide(1, 0).AsTask();
        await WaitAsync(failed.ContinueWith(_ => { }, TaskScheduler.Default), "the failure");
        Assert.That(failed.Exception!.InnerException, Is.TypeOf<RemoteException>()
            .With.Property("TypeName").EqualTo("System.DivideByZeroException").And.Property("Peer").EqualTo(Peer(3).Name));
    }

    [Test]
    public async Task GroupCall_GivesOneResultPerMember()
    {
        var all = await WaitAsync(Peer(2).Rpc.All<ICalculator>().CallAsync(calculator => calculator.Add(1, 2)), "all answers");
        Assert.That(all.Keys, Is.EquivalentTo(Session.Peers.Select(peer => peer.Name)));
        Assert.That(all.Values.Select(result => result.Value), Is.All.EqualTo(3));
        var others = await WaitAsync(
            Peer(2).Rpc.Others<ICalculator>().CallAsync(calculator => calculator.Add(1, 2)), "the others' answers");
        Assert.That(others.Keys, Is.EquivalentTo(new[] { Peer(1).Name, Peer(3).Name }));
    }

    [Test]
    public async Task Callback_ObjectPassedAsArgument_IsCalledWhereItIs()
    {
        var listener = new Listener();
        var result = await WaitAsync(Peer(1).Rpc.To<ICalculator>(Peer(3).Name).CallBack(listener, "it"), "the call and its callback");
        Assert.That((result, listener.Text), Is.EqualTo(("heard it".Length + 1, "heard it")));
    }

    private Task<(PeerName Name, LeaveReason Reason, string Detail)> SeesLeave(int number)
    {
        var seen = new TaskCompletionSource<(PeerName, LeaveReason, string)>(TaskCreationOptions.RunContinuationsAsynchronously);
        Peer(number).Left += (member, reason, detail) => seen.TrySetResult((member.Name, reason, detail));
        return seen.Task;
    }
}
