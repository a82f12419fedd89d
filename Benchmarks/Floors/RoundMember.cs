using System.Net.Sockets;
using Course.Benchmarks.Children;
using Course.Benchmarks.Clients;

namespace Course.Benchmarks.Floors;

/// <summary>
/// A client of the hub of rounds: acknowledges each frame by an empty one, and has a bounded number of its own on the way.
/// </summary>
internal sealed class RoundMember : FloorMember, IMember
{
    // As many as an ordered proxy lets a sender have undelivered.
    private const int MostOnTheWay = 1024;

    private static readonly byte[] Acknowledgement = new byte[Frames.HeaderLength];

    private readonly SemaphoreSlim _room = new(MostOnTheWay, MostOnTheWay);
    private readonly Lock _gate = new();
    private readonly byte[] _frame;

    public RoundMember(ChildSpec spec)
        : base(spec)
    {
        _frame = new byte[Frames.HeaderLength + spec.Size];
    }

    Task IMember.SendAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _room.Wait();
            Send(_frame.AsSpan(0, Write(_frame, i)));
        }

        return Task.CompletedTask;
    }

    void IMember.SendOne(int number)
    {
        _room.Wait();
        Send(_frame.AsSpan(0, Write(_frame, number)));
    }

    public override ValueTask DisposeAsync()
    {
        _room.Dispose();
        return base.DisposeAsync();
    }

    protected override int Take(ReadOnlySpan<byte> bytes)
    {
        var taken = 0;
        while (true)
        {
            // One frame at a time: an acknowledgement for each.
            var rest = bytes[taken..];
            var length = Frames.FirstLength(rest);
            if (length == 0) return taken;
            if (Measuring.Payloads.Read(rest[Frames.HeaderLength..]).Sender == Spec.Index - 1) _room.Release();
            Send(Acknowledgement);
            base.Take(rest[..length]);
            taken += length;
        }
    }

    private void Send(ReadOnlySpan<byte> bytes)
    {
        // Frames of the sending thread and acknowledgements of the reading one share the connection.
        lock (_gate) Sending!.Send(bytes, SocketFlags.None);
    }
}
