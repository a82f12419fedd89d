using System.Net.Sockets;

namespace Course.Benchmarks.Floors;

/// <summary>The floor: one shared framed ring log, and a cursor for each receiver.</summary>
internal sealed class RingHub : FloorHub
{
    private readonly RingLog _log = new(capacity: 1 << 22);

    protected override void Add(Socket socket) => _log.Add(socket);

    protected override async ValueTask RelayAsync(ReadOnlyMemory<byte> frames)
    {
        // At the bound the reader stands still, and so, soon, does who sends.
        while (!_log.TryAppend(frames.Span)) await _log.RoomAsync();
        _log.Flush();
    }
}
