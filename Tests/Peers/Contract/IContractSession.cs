using Course.Rpc;
using Course.Rpc.Sessions;
using Course.Rpc.Transport;

namespace Course.Tests.Peers.Contract;

/// <summary>A session of whole peers over some transport, as the contract sees it.</summary>
internal interface IContractSession : IAsyncDisposable
{
    IReadOnlyList<IContractPeer> Peers { get; }

    /// <summary>Waits for an event; never for time.</summary>
    Task WaitAsync(Task task, string what);

    /// <summary>The others lose the relayer, which is the first peer, in the middle of whatever it does.</summary>
    void LoseRelayer();
}

/// <summary>What all peers have in common, whatever they were built from.</summary>
internal interface IContractPeer
{
    PeerName Name { get; }

    RpcPort Rpc { get; }

    Task<SessionStart> Started { get; }

    Task<SessionEnd> Ended { get; }

    event Action<SessionMember, LeaveReason, string> Left;

    void Replicate<T>(T replica) where T : class;

    T Ordered<T>() where T : class;

    Task LeaveAsync();
}
