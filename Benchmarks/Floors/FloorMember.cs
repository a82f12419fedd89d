using System.Buffers.Binary;
using System.Net.Sockets;
using Course.Benchmarks.Children;
using Course.Benchmarks.Measuring;

namespace Course.Benchmarks.Floors;

/// <summary>A bare client of a bare hub: one socket, frames in a buffer.</summary>
internal sealed class FloorMember(ChildSpec spec) : IMember
{
    private const int SendBytes = 64 * 1024;
    private const int ReadBytes = 256 * 1024;

    private readonly Payloads _payloads = new(spec.Index - 1, spec.Size);
    private readonly byte[] _one = new byte[Frames.HeaderLength + spec.Size];
    private readonly byte[] _many = new byte[Math.Max(SendBytes, Frames.HeaderLength + spec.Size)];
    private Socket? _socket;

    public DeliveryCheck Check { get; } = new();

    public async Task<string> StartAsync(string? address)
    {
        _socket = await FloorSocket.ConnectAsync(address!);
        if (await _socket.ReceiveAsync(new byte[1]) == 0) throw new IOException("the hub closed the connection.");
        _ = ReadAsync(_socket);
        return address!;
    }

    public async Task SendAsync(int count)
    {
        var frame = Frames.HeaderLength + spec.Size;
        for (var next = 0; next < count;)
        {
            var filled = 0;
            while (next < count && filled + frame <= _many.Length) filled += Frames.Write(_many.AsSpan(filled), _payloads.Bytes(next++));
            await SendAllAsync(_many.AsMemory(0, filled));
        }
    }

    public void SendOne(int number)
    {
        Frames.Write(_one, _payloads.Bytes(number));
        // A lone frame fits what the kernel has room for: no wait.
        _socket!.SendAsync(_one).Wait();
    }

    public ValueTask DisposeAsync()
    {
        _socket?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task SendAllAsync(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0) bytes = bytes[await _socket!.SendAsync(bytes)..];
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
                var taken = Take(buffer.AsSpan(0, filled));
                buffer.AsSpan(taken, filled - taken).CopyTo(buffer);
                filled -= taken;
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The hub has ended.
        }
    }

    private int Take(ReadOnlySpan<byte> bytes)
    {
        var start = 0;
        while (bytes.Length - start >= Frames.HeaderLength)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[start..]);
            if (bytes.Length - start - Frames.HeaderLength < length) break;
            Check.Take(Payloads.Read(bytes.Slice(start + Frames.HeaderLength, length)));
            start += Frames.HeaderLength + length;
        }

        return start;
    }
}
