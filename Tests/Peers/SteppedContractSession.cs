using Course.Peers;
using Course.Rpc;
using Course.Rpc.Serialization;
using Course.Rpc.Sessions;
using Course.Rpc.Transport;
using Course.Tests.Peers.Contract;

namespace Course.Tests.Peers;

/// <summary>Stepped loops: what is waited for comes when everything was delivered, or it is a hang.</summary>
internal sealed class SteppedContractSession : IContractSession
{
    private readonly SteppedSession _session;

    public SteppedContractSession(int peers, Ordering ordering, IMessageSerializer serializer)
    {
        _session = new SteppedSession(peers, ordering, serializer: serializer).Start();
        Peers = [.. _session.Members.Select(member => new InMemoryContractPeer(member.Peer))];
    }

    public IReadOnlyList<IContractPeer> Peers { get; }

    public async Task WaitAsync(Task task, string what)
    {
        _session.Settle();
        Assert.That(task.IsCompleted || await CompletesAsync(task), Is.True, $"hang: {what}");
        await task;
    }

    public void LoseRelayer()
    {
        // What lies on the link to 2 gets there, of what lies on the link to 3 nothing.
        _session.Pump();
        _session.Crash(1, to => to == 2 ? int.MaxValue : 0);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>What a test chained to a task may run on another thread.</summary>
    private static async Task<bool> CompletesAsync(Task task)
    {
        await Shared.Guard.WaitAsync(task.ContinueWith(_ => { }, TaskScheduler.Default), "a step that was done");
        return true;
    }
}

/// <summary>A peer on the in-memory network.</summary>
internal sealed class InMemoryContractPeer(Peer peer) : IContractPeer
{
    public event Action<SessionMember, LeaveReason, string> Left
    {
        add => peer.Left += value;
        remove => peer.Left -= value;
    }

    public PeerName Name => peer.Name;

    public RpcPort Rpc => peer.Rpc;

    public Task<SessionStart> Started => peer.Started;

    public Task<SessionEnd> Ended => peer.Ended;

    public void Replicate<T>(T replica) where T : class => peer.Replicate(replica);

    public T Ordered<T>() where T : class => peer.Ordered<T>();

    public Task LeaveAsync() => peer.LeaveAsync();
}
