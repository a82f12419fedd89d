using Course.Rpc.Transport;

namespace Course.Rpc.Calls;

/// <summary>A method of a remote object threw.</summary>
/// <param name="peer">Where it threw.</param>
/// <param name="header">The method that was called.</param>
/// <param name="typeName">The full name of the exception's type there.</param>
/// <param name="remoteMessage">Its message there.</param>
public sealed class RemoteException(PeerName peer, string header, string typeName, string remoteMessage)
    : Exception($"{header} threw {typeName} at '{peer}': {remoteMessage}")
{
    /// <summary>Where it threw.</summary>
    public PeerName Peer { get; } = peer;

    /// <summary>The full name of the exception's type at the remote peer.</summary>
    public string TypeName { get; } = typeName;

    /// <summary>The exception's message at the remote peer.</summary>
    public string RemoteMessage { get; } = remoteMessage;
}

/// <summary>A call was pending when the called peer left, or was made to a peer that is no live member.</summary>
public sealed class PeerLeftException(PeerName peer, string header, string reason)
    : Exception($"{header} at '{peer}' has no answer: {reason}. Whether it was carried out there is unknown.")
{
    /// <summary>The peer that left.</summary>
    public PeerName Peer { get; } = peer;
}

/// <summary>No answer came within the call's time-out.</summary>
public sealed class CallTimedOutException(PeerName peer, string header, TimeSpan timeout)
    : TimeoutException(
        $"{header} at '{peer}' was not answered within {timeout.TotalSeconds} s. Raise the time-out, or see what holds the peer up.");

/// <summary>
/// The session ended, or this peer was excluded, while an ordered call was pending: the others may or may not have carried it out.
/// </summary>
public sealed class OutcomeUnknownException(string header, string reason)
    : Exception($"The outcome of {header} is unknown: {reason}");
