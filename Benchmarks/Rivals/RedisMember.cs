using System.Net.Sockets;
using System.Text;
using Course.Benchmarks.Children;
using Course.Benchmarks.Clients;

namespace Course.Benchmarks.Rivals;

/// <summary>
/// A bare client of Redis publish/subscribe (RESP 2): one connection subscribes, another one publishes, as the protocol wants it.
/// </summary>
internal sealed class RedisMember : SocketMember
{
    private readonly byte[] _publish;
    private readonly byte[] _deliver;
    private Socket? _subscription;

    public RedisMember(ChildSpec spec)
        : base(spec)
    {
        _publish = Encoding.ASCII.GetBytes($"*3\r\n$7\r\nPUBLISH\r\n$5\r\nnotes\r\n${spec.Size}\r\n");
        _deliver = Encoding.ASCII.GetBytes($"*3\r\n$7\r\nmessage\r\n$5\r\nnotes\r\n${spec.Size}\r\n");
    }

    public override ValueTask DisposeAsync()
    {
        _subscription?.Dispose();
        return base.DisposeAsync();
    }

    protected override async Task<Socket> ConnectAsync(string address)
    {
        Sending = await LoopbackSocket.ConnectAsync(address);
        _subscription = await LoopbackSocket.ConnectAsync(address);
        await _subscription.SendAsync(Encoding.ASCII.GetBytes("*2\r\n$9\r\nSUBSCRIBE\r\n$5\r\nnotes\r\n"));
        // The answer: three lines of an array that repeats the command, and the number of subscriptions.
        var answer = "*3\r\n$9\r\nsubscribe\r\n$5\r\nnotes\r\n:1\r\n";
        await TextAnswers.ExpectAsync(_subscription, answer);
        // How many received each message is of no interest, but must be read.
        _ = ReadAsync(Sending, static bytes => bytes.Length);
        return _subscription;
    }

    protected override int Write(Span<byte> target, int number)
    {
        _publish.CopyTo(target);
        Payloads.Bytes(number).CopyTo(target[_publish.Length..]);
        "\r\n"u8.CopyTo(target[(_publish.Length + Spec.Size)..]);
        return _publish.Length + Spec.Size + 2;
    }

    protected override int Take(ReadOnlySpan<byte> bytes)
    {
        var length = _deliver.Length + Spec.Size + 2;
        var taken = 0;
        for (; bytes.Length - taken >= length; taken += length)
        {
            TextAnswers.Require(bytes[taken..], _deliver);
            Check.Take(Measuring.Payloads.Read(bytes[(taken + _deliver.Length)..]));
        }

        return taken;
    }
}
