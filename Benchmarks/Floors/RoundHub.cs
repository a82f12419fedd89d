using System.Buffers.Binary;
using System.Net.Sockets;
using Course.Benchmarks.Clients;

namespace Course.Benchmarks.Floors;

/// <summary>
/// The floor of distributed buffering: the bare round of acknowledgements. A frame goes to all, and the next one only when all have
/// acknowledged it by an empty frame.
/// </summary>
internal sealed class RoundHub : FloorHub
{
    private readonly Lock _gate = new();
    private readonly Queue<byte[]> _waiting = new();
    private readonly List<Socket> _members = [];
    private int _unacknowledged;

    protected override void Add(Socket socket)
    {
        lock (_gate) _members.Add(socket);
    }

    protected override ValueTask RelayAsync(ReadOnlyMemory<byte> frames)
    {
        lock (_gate)
        {
            for (var rest = frames.Span; rest.Length > 0;)
            {
                var length = Frames.HeaderLength + BinaryPrimitives.ReadInt32LittleEndian(rest);
                if (length == Frames.HeaderLength) _unacknowledged--;
                // Bounded by what members may have on the way.
                else _waiting.Enqueue(rest[..length].ToArray());
                rest = rest[length..];
                SendNext();
            }
        }

        return ValueTask.CompletedTask;
    }

    private void SendNext()
    {
        if (_unacknowledged > 0 || !_waiting.TryDequeue(out var frame)) return;
        _unacknowledged = _members.Count;
        foreach (var member in _members) member.Send(frame);
    }
}
