using Course.Rpc.Loops;
using Course.Rpc.Tcp.Wire;
using Course.Rpc.Transport;

namespace Course.Rpc.Tcp.Links;

/// <summary>What a link tells the transport.</summary>
internal interface ILinkOwner
{
    PeerLoop Loop { get; }

    /// <summary>The longest payload of a frame.</summary>
    long MaximumPayload { get; }

    /// <summary>Asked on the loop before each frame: whether this peer is awake and in the session.</summary>
    bool MayDeliver();

    /// <summary>Hands a frame to the layers above, in two parts if it was sent so to oneself. On the loop.</summary>
    void Deliver(PeerName from, ReadOnlyMemory<byte> frame, ReadOnlyMemory<byte> body = default);

    /// <summary>Frames that came over a link are handed over now. On the loop.</summary>
    void HasRead();

    /// <summary>The link has frames to write at the next drain. On the loop.</summary>
    void Touched(PeerLink link);

    /// <summary>The link ended; everything that came before has been delivered. Any thread.</summary>
    void Ended(PeerLink link, LeaveReason reason, string detail);

    /// <summary>The peer at the other end says that this peer was excluded. Any thread.</summary>
    void Excluded(PeerLink link, string farewell);

    /// <summary>A frame was read, or bytes that complete none. Any thread; for tests.</summary>
    void Read(PeerName from, FrameType? type);
}
