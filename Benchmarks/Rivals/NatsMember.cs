using System.Net.Sockets;
using System.Text;
using Course.Benchmarks.Children;
using Course.Benchmarks.Clients;

namespace Course.Benchmarks.Rivals;

/// <summary>A bare client of NATS core: one connection, which subscribes to what it publishes.</summary>
internal sealed class NatsMember : SocketMember
{
    private readonly byte[] _publish;
    private readonly byte[] _deliver;

    public NatsMember(ChildSpec spec)
        : base(spec)
    {
        _publish = Encoding.ASCII.GetBytes($"PUB notes {spec.Size}\r\n");
        _deliver = Encoding.ASCII.GetBytes($"MSG notes 1 {spec.Size}\r\n");
    }

    protected override async Task<Socket> ConnectAsync(string address)
    {
        Sending = await LoopbackSocket.ConnectAsync(address);
        // INFO {...} comes first, on one line.
        var info = new byte[1];
        while (info[0] != '\n' && await Sending.ReceiveAsync(info) > 0)
        {
        }

        await Sending.SendAsync(
            Encoding.ASCII.GetBytes("CONNECT {\"verbose\":false,\"pedantic\":false,\"echo\":true}\r\nSUB notes 1\r\nPING\r\n"));
        await TextAnswers.ExpectAsync(Sending, "PONG\r\n");
        return Sending;
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
        while (taken < bytes.Length)
        {
            var rest = bytes[taken..];
            if (rest[0] == 'M')
            {
                if (rest.Length < length) break;
                TextAnswers.Require(rest, _deliver);
                Check.Take(Measuring.Payloads.Read(rest[_deliver.Length..]));
                taken += length;
                continue;
            }

            // PING, or an error in words.
            var end = rest.IndexOf((byte)'\n');
            if (end < 0) break;
            if (rest.StartsWith("PING"u8)) Sending!.Send("PONG\r\n"u8);
            else if (rest.StartsWith("-ERR"u8)) Console.Error.WriteLine(Encoding.ASCII.GetString(rest[..end]).Trim());
            taken += end + 1;
        }

        return taken;
    }
}
