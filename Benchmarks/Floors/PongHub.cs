using System.Net.Sockets;

namespace Course.Benchmarks.Floors;

/// <summary>The floor of plain calls: a bare socket ping-pong with a lone member.</summary>
internal sealed class PongHub : FloorHub
{
    private Socket? _member;

    protected override void Add(Socket socket) => _member = socket;

    protected override async ValueTask RelayAsync(ReadOnlyMemory<byte> frames)
    {
        while (frames.Length > 0) frames = frames[await _member!.SendAsync(frames)..];
    }
}
