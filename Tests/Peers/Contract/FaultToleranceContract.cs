using Course.Rpc.Calls;

namespace Course.Tests.Peers.Contract;

/// <summary>What every session with fault tolerance does when its relayer leaves or is lost.</summary>
public abstract class FaultToleranceContract(string buffering, string serializer) : ContractFixture(buffering, serializer)
{
    private const int Each = 30;

    [Test]
    public async Task RelayerIsLost_WithCallsOnTheWay_EachCallOfASurvivorCompletesOnce_InOneOrder()
    {
        var before = Begin("before", 1, 2, 3);
        await WaitAsync(before.First(call => call.Number == 3).Result, "a first result, so that the relayer is at work");
        var during = Begin("during", 1, 2, 3);
        Session.LoseRelayer();
        var after = Begin("after", 2, 3);
        var survivors = before.Concat(during).Where(call => call.Number != 1).Concat(after).ToList();
        await WaitAsync(Task.WhenAll(survivors.Select(call => call.Result)), "the results of the survivors");

        // What the lost relayer itself said may have reached all or none, nothing else: both survivors hold the same.
        var last = await WaitAsync(Task.WhenAll(Ordered(2).Append("last of 2"), Ordered(3).Append("last of 3")), "the last calls");
        var order = await AgreedAsync(last.Max(), 2, 3);
        foreach (var (_, text, result) in survivors) Assert.That(order[await result - 1], Is.EqualTo(text));
    }

    [Test]
    public async Task RelayerSaysGoodbye_WithCallsOnTheWay_NothingOfTheOthersIsLost()
    {
        var before = Begin("before", 2, 3);
        await WaitAsync(Peer(1).LeaveAsync(), "the goodbye");
        var after = Begin("after", 2, 3);
        await WaitAsync(Task.WhenAll(before.Concat(after).Select(call => call.Result)), "the results");
        await AgreedAsync(4 * Each, 2, 3);
    }

    [Test]
    public async Task TwoRelayersLeaveInTurn_TheLastPeerGoesOnAlone()
    {
        await WaitAsync(Ordered(3).Append("by 1"), "the first relayer");
        Session.LoseRelayer();
        await WaitAsync(Ordered(3).Append("by 2"), "the second relayer");
        await WaitAsync(Peer(2).LeaveAsync(), "the goodbye of the second");
        Assert.That(await WaitAsync(Ordered(3).Append("by 3"), "the third relayer"), Is.EqualTo(3));
        Assert.That(await AgreedAsync(3, 3), Is.EqualTo(new[] { "by 1", "by 2", "by 3" }));
    }

    [Test]
    public async Task PlainCall_ToALostPeer_FailsInWords()
    {
        Session.LoseRelayer();
        await WaitAsync(Ordered(2).Append("known to have left"), "the next relayer");
        var late = Peer(2).Rpc.To<ICalculator>(Peer(1).Name).Add(1, 1);
        await WaitAsync(late.ContinueWith(_ => { }, TaskScheduler.Default), "the failure");
        Assert.That(late.Exception!.InnerException, Is.TypeOf<PeerLeftException>().With.Message.Contains("'p1'"));
        var all = await WaitAsync(
            Peer(2).Rpc.All<ICalculator>().CallAsync(calculator => calculator.Add(1, 2)), "the answers of those that are left");
        Assert.That(all.Keys, Is.EquivalentTo(new[] { Peer(2).Name, Peer(3).Name }));
    }

    [Test]
    public async Task CallsOfAPeerThatLeaves_FailWithOutcomeUnknown()
    {
        var calls = Begin("unknown", 2);
        await WaitAsync(Peer(2).LeaveAsync(), "the goodbye");
        await WaitAsync(Task.WhenAll(calls.Select(call => call.Result.ContinueWith(_ => { }, TaskScheduler.Default))), "the failures");
        var failures = calls.Where(call => !call.Result.IsCompletedSuccessfully).Select(call => call.Result.Exception!.InnerException);
        Assert.That(failures, Is.All.TypeOf<OutcomeUnknownException>());
    }

    private List<(int Number, string Text, Task<int> Result)> Begin(string what, params int[] numbers)
    {
        var calls = new List<(int, string, Task<int>)>();
        foreach (var local in Enumerable.Range(1, Each))
        {
            foreach (var number in numbers) calls.Add(
                (number, $"{what} {number}-{local}", Ordered(number).Append($"{what} {number}-{local}")));
        }

        return calls;
    }
}
