using System.Text;
using Course.Hosting;
using Course.Rpc.Loops;
using Course.Rpc.Sessions;
using Course.Rpc.Tcp;
using Course.Rpc.Transport;

namespace Course.Examples;

/// <summary>
/// Layer 1, frames: bytes over one link to each member, whole and in the order of their sender; the start and each loss are told.
/// Not given: what the bytes mean, calls, one order of the lines of several senders; a sender that dies half-way reaches some only.
/// </summary>
internal sealed class FramesLayer : ILayer, ITransportEvents
{
    private readonly PeerLoop _loop = PeerLoop.Free(drain => ThreadPool.QueueUserWorkItem(_ => drain()));
    private readonly TaskCompletionSource<SessionStart> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<SessionEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IChat _room;
    private readonly TcpTransport _transport;

    private FramesLayer(TcpTransport transport, IChat room)
    {
        (_transport, _room) = (transport, room);
        _loop.Failed = exception => Console.Error.WriteLine(exception.Message);
        transport.Attach(_loop, this);
    }

    public Task Started => _started.Task;

    public Task<SessionEnd> Ended => _ended.Task;

    public static async Task<ILayer> JoinAsync(PeerOptions options, IChat room) => new FramesLayer(
        await TcpTransport.JoinAsync(new TcpOptions
        {
            Name = PeerName.Parse(options.Name),
            Session = SessionAddress.Parse(options.Session),
            Members = options.Members,
            Rendezvous = options.Rendezvous,
        }),
        room);

    public void Say(string user, string text)
    {
        // The link tells who speaks, so the frame is the text alone.
        var frame = Encoding.UTF8.GetBytes(text);
        foreach (var member in _started.Task.Result.Members)
        {
            _transport.WaitForRoom(member.Name, CancellationToken.None);
            _loop.Post(ThreadRole.Application, () => _transport.Send(member.Name, frame));
        }
    }

    public void OnStarted(SessionStart start) => _started.SetResult(start);

    public void OnFrame(PeerName from, ReadOnlyMemory<byte> frame) => _room.Say(from.Value, Encoding.UTF8.GetString(frame.Span));

    public void OnPeerLeft(PeerName peer, LeaveReason reason, string detail) => Console.WriteLine($"* {peer} is gone ({reason})");

    public void OnTick() { }

    public void OnEnded(LeaveReason reason, string detail)
    {
        var end = new SessionEnd(reason, detail);
        _started.TrySetException(new SessionEndedException(end));
        _ended.SetResult(end);
    }

    public ValueTask DisposeAsync() => _transport.DisposeAsync();
}
