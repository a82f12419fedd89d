using Course.Rpc.Loops;
using Course.Rpc.Tcp.Wire;
using Course.Rpc.Transport;

namespace Course.Rpc.Tcp.Links;

/// <summary>
/// The loop-back: a frame to oneself comes back in a later step. The frames that wait when that step begins are handed over in it; what
/// they cause to be sent waits for the next, so that others get their turn.
/// </summary>
internal sealed class SelfLink(ILinkOwner owner, PeerName self, TcpOptions options) : ILoopWork
{
    // On the loop only.
    private List<Frame> _waiting = [];
    private List<Frame> _running = [];

    public Room Room { get; } = new(options.LinkQueueBytes);

    public void Send(ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> body)
    {
        var frame = new Frame(FrameType.Data, head, body);
        _waiting.Add(frame);
        Room.Add(frame.Size);
        if (_waiting.Count == 1) owner.Loop.Post(ThreadRole.Rpc, this);
    }

    void ILoopWork.Run()
    {
        (_waiting, _running) = (_running, _waiting);
        foreach (var frame in _running)
        {
            Room.Remove(frame.Size);
            if (owner.MayDeliver()) owner.Deliver(self, frame.Payload, frame.Body);
        }

        _running.Clear();
    }
}
