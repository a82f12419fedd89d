using Course.Rpc.Tcp.Wire;

namespace Course.Rpc.Tcp.Links;

/// <summary>
/// The outgoing half of a link: a queue, and at most one write in flight. What piles up during a write goes out with the next one;
/// there is no timer. Small frames are gathered into one buffer, large ones are written from the memory of their sender.
/// </summary>
internal sealed class LinkWriter(long softBound)
{
    private const int BufferBytes = 64 << 10;

    /// <summary>From this size on a copy costs more than a write of its own.</summary>
    private const int LargeFrame = 32 << 10;

    /// <summary>So much at once costs little more to write than to queue.</summary>
    private const int GatheredBytes = 16 << 10;

    /// <summary>Guards the fields down to the empty line.</summary>
    private readonly Lock _gate = new();
    private readonly List<(long Target, TaskCompletionSource Done)> _flushes = [];
    private List<Frame> _filling = [];
    private Stream? _stream;
    private long _appended;
    private long _written;
    private volatile bool _isUnanswered;
    private bool _writing;
    private bool _finished;
    private bool _dead;

    private List<Frame> _writingNow = [];
    private byte[]? _buffer;

    /// <summary>Where application threads wait while the queue is long.</summary>
    public Room Room { get; } = new(softBound);

    /// <summary>Queues a frame. Any thread; the order of calls is the order on the wire.</summary>
    /// <returns>The bytes that are queued now; 0 when nothing is taken any more.</returns>
    public long Append(Frame frame)
    {
        lock (_gate)
        {
            if (_finished || _dead) return 0;
            _filling.Add(frame);
            _appended += frame.Size;
            return Room.Add(frame.Size);
        }
    }

    /// <summary>The connection is there: what was queued goes out, behind the last word of the hello.</summary>
    public void Connect(Stream stream, Frame? first = null)
    {
        lock (_gate)
        {
            if (_dead) return;
            if (first is { } frame)
            {
                _filling.Insert(0, frame);
                _appended += frame.Size;
                Room.Add(frame.Size);
            }

            _stream = stream;
        }

        Flush();
    }

    /// <summary>Starts to write unless a write is in flight. Any thread; never blocks.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            if (_writing || _dead || _stream is null || _filling.Count == 0) return;
            _writing = true;
        }

        _ = WriteAsync();
    }

    /// <summary>
    /// As <see cref="Flush"/>, unless the peer may still be busy with what was written before: then a little is left to gather.
    /// </summary>
    /// <returns>Whether something was left for a later <see cref="Flush"/>, for which the caller cares.</returns>
    public bool FlushOrGather()
    {
        lock (_gate)
        {
            if (_writing || _dead || _stream is null || _filling.Count == 0) return false;
            if (_isUnanswered && _appended - _written < GatheredBytes) return true;
            _writing = true;
        }

        _ = WriteAsync();
        return false;
    }

    /// <summary>The peer has sent something since the last write.</summary>
    public void Answered() => _isUnanswered = false;

    /// <summary>Ends when everything queued so far was accepted by the kernel, or when the link is dead.</summary>
    public Task FlushAsync()
    {
        TaskCompletionSource done;
        lock (_gate)
        {
            if (_dead || _written == _appended) return Task.CompletedTask;
            done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _flushes.Add((_appended, done));
        }

        Flush();
        return done.Task;
    }

    /// <summary>Takes one last frame, or none, and no more after it; ends like <see cref="FlushAsync"/>.</summary>
    public Task FinishAsync(Frame? last)
    {
        if (last is { } frame) Append(frame);
        lock (_gate) _finished = true;
        return FlushAsync();
    }

    /// <summary>Drops the queue: nobody reads it any more.</summary>
    public void Abandon()
    {
        lock (_gate)
        {
            _dead = true;
            _filling = [];
        }

        Room.Open();
        EndFlushes();
    }

    private async Task WriteAsync()
    {
        try
        {
            while (TakeQueue() is { } stream) await WriteQueueAsync(stream).ConfigureAwait(false);
        }
        catch (Exception exception) when (Connection.IsLoss(exception))
        {
            // The reader finds the end of the link, after what the peer wrote before it.
            Abandon();
            _writingNow = [];
            _buffer = null;
        }
    }

    private Stream? TakeQueue()
    {
        lock (_gate)
        {
            if (_filling.Count == 0 || _dead)
            {
                _writing = false;
                return null;
            }

            (_filling, _writingNow) = (_writingNow, _filling);
            _isUnanswered = true;
            return _stream;
        }
    }

    private async Task WriteQueueAsync(Stream stream)
    {
        _buffer ??= GC.AllocateUninitializedArray<byte>(BufferBytes);
        var filled = 0;
        foreach (var frame in _writingNow)
        {
            // A frame in two parts has a short first one.
            var (first, last) = frame.Body.IsEmpty ? (frame.Body, frame.Payload) : (frame.Payload, frame.Body);
            var isLarge = last.Length >= LargeFrame;
            if (filled + (isLarge ? Frame.HeaderBytes + first.Length : frame.Size) > BufferBytes)
            {
                await WriteAsync(stream, _buffer.AsMemory(0, filled)).ConfigureAwait(false);
                filled = 0;
            }

            frame.WriteHeader(_buffer.AsSpan(filled));
            filled += Frame.HeaderBytes;
            first.Span.CopyTo(_buffer.AsSpan(filled));
            filled += first.Length;
            if (isLarge)
            {
                await WriteAsync(stream, _buffer.AsMemory(0, filled)).ConfigureAwait(false);
                filled = 0;
                await WriteAsync(stream, last).ConfigureAwait(false);
            }
            else
            {
                last.Span.CopyTo(_buffer.AsSpan(filled));
                filled += last.Length;
            }
        }

        if (filled > 0) await WriteAsync(stream, _buffer.AsMemory(0, filled)).ConfigureAwait(false);
        _writingNow.Clear();
    }

    private async ValueTask WriteAsync(Stream stream, ReadOnlyMemory<byte> bytes)
    {
        await stream.WriteAsync(bytes).ConfigureAwait(false);
        Room.Remove(bytes.Length);
        bool reached;
        lock (_gate)
        {
            _written += bytes.Length;
            reached = _flushes.Count > 0 && _flushes[0].Target <= _written;
        }

        if (reached) EndFlushes();
    }

    private void EndFlushes()
    {
        List<TaskCompletionSource> done = [];
        lock (_gate)
        {
            while (_flushes.Count > 0 && (_dead || _flushes[0].Target <= _written))
            {
                done.Add(_flushes[0].Done);
                _flushes.RemoveAt(0);
            }
        }

        foreach (var source in done) source.SetResult();
    }
}
