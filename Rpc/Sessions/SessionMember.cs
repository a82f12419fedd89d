using Course.Rpc.Transport;

namespace Course.Rpc.Sessions;

/// <summary>One member of a started session.</summary>
/// <param name="Name">Unique in the session.</param>
/// <param name="JoinNumber">Its place in the session-wide join order, from 1, given by the rendezvous.</param>
public sealed record SessionMember(PeerName Name, int JoinNumber);
