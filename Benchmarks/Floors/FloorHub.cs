using System.Net.Sockets;
using Course.Benchmarks.Children;
using Course.Benchmarks.Clients;
using Course.Benchmarks.Measuring;

namespace Course.Benchmarks.Floors;

/// <summary>
/// What both bare hubs have in common: they accept members, read whole frames from each, and relay them to all. What distinguishes them
/// is how.
/// </summary>
internal abstract class FloorHub : IParticipant
{
    private const int ReadBytes = 256 * 1024;

    private readonly Socket _listener = LoopbackSocket.Listen();
    private readonly List<Socket> _sockets = [];

    public DeliveryCheck? Check => null;

    public Task<string> StartAsync(string? address)
    {
        _ = AcceptAsync();
        return Task.FromResult(LoopbackSocket.AddressOf(_listener));
    }

    public ValueTask DisposeAsync()
    {
        _listener.Dispose();
        lock (_sockets)
        {
            foreach (var socket in _sockets) socket.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>A member has connected: relay to it from now on.</summary>
    protected abstract void Add(Socket socket);

    /// <summary>
    /// Relays whole frames to all members, in one order whoever sent them; complete when the bytes are not needed any more.
    /// </summary>
    protected abstract ValueTask RelayAsync(ReadOnlyMemory<byte> frames);

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await LoopbackSocket.AcceptAsync(_listener);
                lock (_sockets) _sockets.Add(socket);
                Add(socket);
                // Tells the member that all that is sent from now on reaches it.
                await socket.SendAsync(new byte[1]);
                _ = ReadAsync(socket);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The hub is closed.
        }
    }

    private async Task ReadAsync(Socket socket)
    {
        var buffer = new byte[ReadBytes];
        var filled = 0;
        try
        {
            while (await socket.ReceiveAsync(buffer.AsMemory(filled)) is var read and > 0)
            {
                filled += read;
                var complete = Frames.CompleteLength(buffer.AsSpan(0, filled));
                if (complete == 0) continue;
                await RelayAsync(buffer.AsMemory(0, complete));
                buffer.AsSpan(complete, filled - complete).CopyTo(buffer);
                filled -= complete;
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The member has ended.
        }
    }
}
