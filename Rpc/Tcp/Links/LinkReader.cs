using System.Text;
using Course.Rpc.Loops;
using Course.Rpc.Tcp.Wire;
using Course.Rpc.Transport;

namespace Course.Rpc.Tcp.Links;

/// <summary>
/// The incoming half of a link: reads, and enters the loop once with all frames that are complete. It does not read on before they
/// were handed over, so a slow loop slows the sender instead of filling this peer's memory.
/// </summary>
internal sealed class LinkReader : ILoopWork
{
    private readonly PeerLink _link;
    private readonly ILinkOwner _owner;
    private readonly Connection _connection;
    private readonly FrameReader _frames;
    private readonly Func<bool> _hasCome;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly BatchSignal _handedOver = new();
    private readonly List<Frame> _batch = [];
    private volatile bool _discards;
    private int _silentTicks;

    public LinkReader(PeerLink link, ILinkOwner owner, Connection connection)
    {
        _link = link;
        _owner = owner;
        _connection = connection;
        _frames = new FrameReader(connection.Stream, owner.MaximumPayload);
        _hasCome = () => connection.HasCome;
    }

    /// <summary>Ends with the stream.</summary>
    public Task Reading => _ended.Task;

    /// <summary>Begins to read.</summary>
    public void Begin() => _ = ReadAsync();

    /// <summary>
    /// Counts a tick in which nothing was heard. Any byte is life, so a long frame on its way counts; a batch that waits for this
    /// peer's own loop says nothing about the other.
    /// </summary>
    /// <returns>The number of silent ticks in a row.</returns>
    public int CountSilentTick() => _handedOver.IsArmed ? 0 : Interlocked.Increment(ref _silentTicks);

    /// <summary>From now on nothing is handed over; reading goes on, to find a farewell or the end.</summary>
    public void Discard()
    {
        _discards = true;
        _handedOver.Release();
    }

    /// <summary>Hands the batch over. On the loop.</summary>
    void ILoopWork.Run()
    {
        _link.Writer.Answered();
        _owner.HasRead();
        try
        {
            foreach (var frame in _batch)
            {
                if (_discards || _link.HasLeft || !_owner.MayDeliver()) return;
                HandOver(frame);
            }
        }
        finally
        {
            // A frame may live long; the list must not keep its slab beyond that.
            if (!_discards) _batch.Clear();
            Volatile.Write(ref _silentTicks, 0);
            _handedOver.Release();
        }
    }

    private void HandOver(Frame frame)
    {
        if (frame.Type == FrameType.Ping) _link.Send(new Frame(FrameType.Pong, default));
        else if (frame.Type == FrameType.Data) _owner.Deliver(_link.Name, frame.Payload);
    }

    private async Task ReadAsync()
    {
        var (reason, detail) = await ReadToEndAsync().ConfigureAwait(false);
        if (reason != LeaveReason.BadFrame) _ended.SetResult();
        _owner.Ended(_link, reason, detail);
        if (reason != LeaveReason.BadFrame) return;

        // Closed with bytes unread, the connection would be reset and the farewell perhaps destroyed on its way.
        await DrainAsync().ConfigureAwait(false);
        _ended.SetResult();
    }

    private async Task DrainAsync()
    {
        var scratch = new byte[FrameReader.SlabBytes];
        try
        {
            while (await _connection.Stream.ReadAsync(scratch).ConfigureAwait(false) > 0)
            {
                // A peer that broke the format has nothing more to say.
            }
        }
        catch (Exception exception) when (Connection.IsLoss(exception))
        {
            // The end that was waited for.
        }
    }

    private async Task<(LeaveReason Reason, string Detail)> ReadToEndAsync()
    {
        var discarded = new List<Frame>();
        try
        {
            while (true)
            {
                // Once the link discards, the batch may still be with the loop.
                var frames = _discards ? discarded : _batch;
                frames.Clear();
                var more = await _frames.ReadOnAsync(frames, _hasCome).ConfigureAwait(false);
                Volatile.Write(ref _silentTicks, 0);
                if (frames.Count == 0) _owner.Read(_link.Name, null);
                var end = FindEnd(frames);
                if (frames == _batch) await HandOverAsync().ConfigureAwait(false);
                if (end is { } found) return found;
                if (_frames.Fault is { } fault) return BadFrame(fault);
                if (!more) return (LeaveReason.ConnectionLost, EndOfStream());
            }
        }
        catch (Exception exception) when (Connection.IsLoss(exception))
        {
            return (LeaveReason.ConnectionLost, Broke(exception.Message));
        }
    }

    private async ValueTask HandOverAsync()
    {
        if (!_batch.Exists(frame => frame.Type is FrameType.Data or FrameType.Ping)) return;
        _handedOver.Arm();
        // Discard may have come since the read; it releases only what was armed before it.
        if (_discards) _handedOver.Release();
        else _owner.Loop.Post(ThreadRole.Rpc, this);
        await _handedOver.WaitAsync().ConfigureAwait(false);
    }

    /// <summary>Looks for the frame that ends the link; the frames behind it are dropped.</summary>
    private (LeaveReason Reason, string Detail)? FindEnd(List<Frame> frames)
    {
        for (var i = 0; i < frames.Count; i++)
        {
            var frame = frames[i];
            var end = EndBy(frame);
            _owner.Read(_link.Name, frame.Type);
            if (end is null) continue;
            frames.RemoveRange(i, frames.Count - i);
            return end;
        }

        return null;
    }

    private (LeaveReason Reason, string Detail)? EndBy(Frame frame)
    {
        switch (frame.Type)
        {
            case FrameType.Data or FrameType.Ping or FrameType.Pong:
                return null;
            case FrameType.Goodbye:
                return (LeaveReason.Goodbye, $"{_link.Name} said goodbye.");
            case FrameType.Excluded:
                var farewell = Encoding.UTF8.GetString(frame.Payload.Span);
                _owner.Excluded(_link, farewell);
                return (LeaveReason.Excluded, farewell);
            default:
                return BadFrame($"a frame with the unknown tag {(byte)frame.Type}");
        }
    }

    private (LeaveReason Reason, string Detail) BadFrame(string what) =>
        (LeaveReason.BadFrame, $"{_link.Name} sent {what}. Its link was closed; check that both peers run the same release.");

    private string EndOfStream() => _connection.Breach is { } breach ? Broke(breach)
        : _frames.Begun == 0 ? $"{_link.Name} closed its connection without a goodbye."
        : $"The connection to {_link.Name} ended inside a frame, {_frames.Begun} bytes after its beginning.";

    private string Broke(string how) => $"The connection to {_link.Name} broke: {how}";
}
