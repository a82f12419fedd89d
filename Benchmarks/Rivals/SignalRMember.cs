using System.Net.WebSockets;
using System.Text;
using Course.Benchmarks.Children;
using Course.Benchmarks.Measuring;

namespace Course.Benchmarks.Rivals;

/// <summary>A bare client of SignalR's hub protocol in JSON over a WebSocket.</summary>
internal sealed class SignalRMember : IMember
{
    private const int SendBytes = 64 * 1024;
    private const byte RecordEnd = 0x1e;

    private static readonly byte[] Invocation = Encoding.ASCII.GetBytes("{\"type\":1,\"target\":\"Note\",\"arguments\":[\"");
    private static readonly byte[] InvocationEnd = Encoding.ASCII.GetBytes("\"]}\u001e");

    private readonly ClientWebSocket _socket = new();
    private readonly ChildSpec _spec;
    private readonly Payloads _payloads;
    private readonly byte[] _buffer;

    public SignalRMember(ChildSpec spec)
    {
        _spec = spec;
        _payloads = new Payloads(spec.Index - 1, spec.Size);
        _buffer = new byte[SendBytes + Invocation.Length + spec.Size + InvocationEnd.Length];
    }

    public DeliveryCheck Check { get; } = new();

    public async Task<string> StartAsync(string? address)
    {
        await _socket.ConnectAsync(new Uri(address!), CancellationToken.None);
        await SendBytesAsync(Encoding.ASCII.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e"));
        var answer = new byte[256];
        var length = (await _socket.ReceiveAsync(answer.AsMemory(), CancellationToken.None)).Count;
        var text = Encoding.ASCII.GetString(answer, 0, length);
        if (text != "{}\u001e") throw new IOException($"SignalR answered '{text}' to the handshake.");
        _ = ReadAsync();
        return address!;
    }

    public async Task SendAsync(int count)
    {
        for (var next = 0; next < count;)
        {
            var filled = 0;
            while (next < count && filled < SendBytes) filled += Write(_buffer.AsSpan(filled), next++);
            await SendBytesAsync(_buffer.AsMemory(0, filled));
        }
    }

    public void SendOne(int number) => SendBytesAsync(_buffer.AsMemory(0, Write(_buffer, number))).AsTask().Wait();

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private ValueTask SendBytesAsync(ReadOnlyMemory<byte> bytes) =>
        _socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private int Write(Span<byte> target, int number)
    {
        Invocation.CopyTo(target);
        _payloads.Bytes(number).CopyTo(target[Invocation.Length..]);
        InvocationEnd.CopyTo(target[(Invocation.Length + _spec.Size)..]);
        return Invocation.Length + _spec.Size + InvocationEnd.Length;
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[256 * 1024];
        var filled = 0;
        try
        {
            while (true)
            {
                var result = await _socket.ReceiveAsync(buffer.AsMemory(filled), CancellationToken.None);
                if (result.MessageType == WebSocketMessageType.Close) return;
                filled += result.Count;
                var taken = Take(buffer.AsSpan(0, filled));
                buffer.AsSpan(taken, filled - taken).CopyTo(buffer);
                filled -= taken;
            }
        }
        catch (Exception exception) when (exception is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The server has ended.
        }
    }

    private int Take(ReadOnlySpan<byte> bytes)
    {
        var taken = 0;
        while (bytes[taken..].IndexOf(RecordEnd) is var length and >= 0)
        {
            var text = bytes.Slice(taken, length);
            // Pings of the server are of another type.
            if (text.StartsWith(Invocation)) Check.Take(Payloads.Read(text[Invocation.Length..]));
            taken += length + 1;
        }

        return taken;
    }
}
