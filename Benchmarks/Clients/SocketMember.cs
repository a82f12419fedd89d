using System.Net.Sockets;
using Course.Benchmarks.Children;
using Course.Benchmarks.Measuring;

namespace Course.Benchmarks.Clients;

/// <summary>
/// A bare client of a hub: it fills a buffer with messages, and takes as many as have come with each read. Subclasses know the protocol.
/// </summary>
internal abstract class SocketMember(ChildSpec spec) : IMember
{
    private const int SendBytes = 64 * 1024;
    private const int ReadBytes = 256 * 1024;
    private const int MostEnvelopeBytes = 256;

    private readonly byte[] _sendBuffer = new byte[SendBytes + spec.Size + MostEnvelopeBytes];
    private readonly byte[] _one = new byte[spec.Size + MostEnvelopeBytes];

    public DeliveryCheck Check { get; } = new();

    protected ChildSpec Spec { get; } = spec;

    protected Payloads Payloads { get; } = new(spec.Index - 1, spec.Size);

    /// <summary>The connection that sends; set by <see cref="ConnectAsync"/>.</summary>
    protected Socket? Sending { get; set; }

    public async Task<string> StartAsync(string? address)
    {
        _ = ReadAsync(await ConnectAsync(address!), Take);
        return address!;
    }

    public async Task SendAsync(int count)
    {
        for (var next = 0; next < count;)
        {
            var filled = 0;
            while (next < count && filled < SendBytes) filled += Write(_sendBuffer.AsSpan(filled), next++);
            await SendAllAsync(_sendBuffer.AsMemory(0, filled));
        }
    }

    public void SendOne(int number)
    {
        // A lone message fits what the kernel has room for: no wait.
        _ = Sending!.SendAsync(new ArraySegment<byte>(_one, 0, Write(_one, number))).Result;
    }

    public virtual ValueTask DisposeAsync()
    {
        Sending?.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Connects, subscribes, and sets <see cref="Sending"/>.</summary>
    /// <returns>The connection on which deliveries come.</returns>
    protected abstract Task<Socket> ConnectAsync(string address);

    /// <summary>Writes one message as the protocol wants it.</summary>
    /// <returns>Its length.</returns>
    protected abstract int Write(Span<byte> target, int number);

    /// <summary>Takes all complete deliveries.</summary>
    /// <returns>How many bytes they had.</returns>
    protected abstract int Take(ReadOnlySpan<byte> bytes);

    /// <summary>Takes what comes until the connection ends.</summary>
    protected static async Task ReadAsync(Socket socket, Func<ReadOnlySpan<byte>, int> take)
    {
        var buffer = new byte[ReadBytes];
        var filled = 0;
        try
        {
            while (await socket.ReceiveAsync(buffer.AsMemory(filled)) is var read and > 0)
            {
                filled += read;
                var taken = take(buffer.AsSpan(0, filled));
                buffer.AsSpan(taken, filled - taken).CopyTo(buffer);
                filled -= taken;
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The hub has ended.
        }
    }

    /// <summary>Sends all of it.</summary>
    protected async Task SendAllAsync(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0) bytes = bytes[await Sending!.SendAsync(bytes)..];
    }
}
