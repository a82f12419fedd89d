using System.Buffers.Binary;
using System.Net.Sockets;
using Course.Benchmarks.Children;
using Course.Benchmarks.Clients;
using Course.Benchmarks.Measuring;

namespace Course.Benchmarks.Floors;

/// <summary>A bare client of a bare hub: one socket, frames with their length before them.</summary>
internal class FloorMember(ChildSpec spec) : SocketMember(spec)
{
    protected override async Task<Socket> ConnectAsync(string address)
    {
        Sending = await LoopbackSocket.ConnectAsync(address);
        // The hub's greeting: it relays to this member from now on.
        if (await Sending.ReceiveAsync(new byte[1]) == 0) throw new IOException("the hub closed the connection.");
        return Sending;
    }

    protected override int Write(Span<byte> target, int number) => Frames.Write(target, Payloads.Bytes(number));

    protected override int Take(ReadOnlySpan<byte> bytes)
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
