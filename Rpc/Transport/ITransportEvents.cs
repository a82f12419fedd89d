using Course.Rpc.Sessions;

namespace Course.Rpc.Transport;

/// <summary>What a transport tells its peer. Every call runs on the peer's loop, one after another.</summary>
public interface ITransportEvents
{
    /// <summary>The rendezvous froze the member list; called once, before any frame.</summary>
    /// <param name="start">All members with their session-wide join numbers, this peer included.</param>
    void OnStarted(SessionStart start);

    /// <summary>One frame arrived.</summary>
    /// <param name="from">The member at the other end of the link, or this peer itself.</param>
    /// <param name="frame">The bytes; the memory is never used again by the transport, so slices of it may be kept.</param>
    void OnFrame(PeerName from, ReadOnlyMemory<byte> frame);

    /// <summary>As the other, of a frame to oneself that was sent in two parts and never left this process.</summary>
    void OnFrame(PeerName from, ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> body) => OnFrame(from, FrameParts.Join(head, body));

    /// <summary>
    /// A link ended. Everything that came from the peer before was handed over before; nothing follows. Once for each peer.
    /// </summary>
    void OnPeerLeft(PeerName peer, LeaveReason reason, string detail);

    /// <summary>The heartbeat's tick (a fifth of the silence bound, or a step of virtual time): time to report what idles.</summary>
    void OnTick();

    /// <summary>
    /// The session ended for this peer against its will: excluded by the others, asleep for longer than the bound, or the rendezvous
    /// was lost before the start. Nothing is delivered afterwards. Once.
    /// </summary>
    /// <param name="reason">The kind of end.</param>
    /// <param name="detail">Who, what, which rule, what next.</param>
    void OnEnded(LeaveReason reason, string detail);
}
