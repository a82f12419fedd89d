using Course.Rpc.Loops;

namespace Course.Rpc.Transport;

/// <summary>
/// The edge to the network: one reliable FIFO link to each other member, and a loop-back to oneself.
/// In-memory twin: <c>InMemoryTransport</c>; sockets: the project Rpc/Tcp.
/// </summary>
public interface ITransport : IAsyncDisposable
{
    /// <summary>The name of this peer.</summary>
    PeerName Self { get; }

    /// <summary>Attaches the receiver. Called once, before the session can start; any thread.</summary>
    /// <param name="loop">The loop on which every call of <paramref name="events"/> runs.</param>
    /// <param name="events">Hears frames and membership, on the loop only.</param>
    void Attach(PeerLoop loop, ITransportEvents events);

    /// <summary>
    /// Queues one frame on the link to a peer. On the loop only. Never blocks and never runs the receiver:
    /// a frame to oneself comes back through the loop's queue. A frame for a peer that has left is dropped.
    /// </summary>
    /// <param name="to">A member of the session, this peer included.</param>
    /// <param name="frame">The bytes; they must not change afterwards, the same memory may be sent to many peers.</param>
    void Send(PeerName to, ReadOnlyMemory<byte> frame);

    /// <summary>
    /// As the other, of a frame in two parts, so that a long body, which somebody keeps anyway, is not copied behind its head. What comes
    /// out at the other end is one frame.
    /// </summary>
    void Send(PeerName to, ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> body) => Send(to, FrameParts.Join(head, body));

    /// <summary>
    /// Blocks an application thread while the queue of the link is over its bound (back-pressure). Never called on the loop.
    /// Returns at once for a peer that has left.
    /// </summary>
    /// <param name="to">The peer whose link is meant.</param>
    /// <param name="cancellation">Ends the wait with <see cref="OperationCanceledException"/>.</param>
    void WaitForRoom(PeerName to, CancellationToken cancellation);

    /// <summary>
    /// Closes the link to a peer; on the loop only. What was queued before is still written where the peer reads it (best effort);
    /// after this call nothing from that peer reaches the receiver, and no <see cref="ITransportEvents.OnPeerLeft"/> follows for it.
    /// May be called inside <see cref="ITransportEvents.OnPeerLeft"/>, to say farewell to a peer that was found silent or sent a bad frame.
    /// </summary>
    /// <param name="peer">The member at the other end.</param>
    /// <param name="farewell">
    /// Why the peer was excluded, in words and with the epoch: the last thing it is told, where it still reads. Its own transport hands
    /// the words to <see cref="ITransportEvents.OnEnded"/>. <see langword="null"/>: the link closes without a word.
    /// </param>
    void Close(PeerName peer, string? farewell = null);

    /// <summary>
    /// Says goodbye to every peer and closes all links; the queues are written first, as far as the peers read. Idempotent.
    /// </summary>
    Task LeaveAsync();
}
