using System.Net;
using Course.Rpc.Tcp.Links;
using Course.Rpc.Tcp.Wire;
using Course.Rpc.Transport;

namespace Course.Rpc.Tcp.Joining;

/// <summary>A peer that the rendezvous has admitted to a session.</summary>
internal sealed record Seat(PeerName Name, int JoinNumber, IPEndPoint EndPoint, Connection Connection)
{
    /// <summary>Words to the peer leave in the order in which they were appended, whoever flushes.</summary>
    public LinkWriter Writer { get; } = new(long.MaxValue);
}
