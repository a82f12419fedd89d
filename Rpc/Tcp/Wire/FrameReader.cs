namespace Course.Rpc.Tcp.Wire;

/// <summary>
/// Cuts a stream into frames. Payloads are slices of slabs that belong to the garbage collector and are never written again where a
/// slice was handed out; a frame larger than a slab has an array of its own. For streams whose sender has proved who it is.
/// </summary>
internal sealed class FrameReader(Stream stream, long maximumPayload)
{
    /// <summary>Below the large object heap.</summary>
    public const int SlabBytes = 64 << 10;

    /// <summary>A slab with less room than this is not worth another read.</summary>
    private const int LeastRoom = 2 << 10;

    /// <summary>So many reads at most make one batch.</summary>
    public const int MostReads = 8;

    private byte[] _slab = GC.AllocateUninitializedArray<byte>(SlabBytes);
    private int _start;
    private int _end;
    private byte[]? _large;
    private int _largeFilled;
    private FrameType _largeType;
    private bool _gotAll; // the last read filled its slab: more has perhaps come already; of a large frame a batch has one at most

    /// <summary>Bytes of a frame that has begun and is not complete.</summary>
    public int Begun => _large is null ? _end - _start : Frame.HeaderBytes + _largeFilled;

    /// <summary>Why the stream cannot be read any further: a length broke a limit. Completes "X sent …".</summary>
    public string? Fault { get; private set; }

    /// <summary>Reads once and adds the frames that became complete, none perhaps. Not called again after a <see cref="Fault"/>.</summary>
    /// <returns><see langword="false"/> at the end of the stream.</returns>
    public async ValueTask<bool> ReadAsync(List<Frame> frames, CancellationToken cancellation = default)
    {
        var room = _large is null ? _slab.AsMemory(_end) : _large.AsMemory(_largeFilled);
        var count = await stream.ReadAsync(room, cancellation).ConfigureAwait(false);
        _gotAll = _large is null && count == room.Length;
        if (count == 0) return false;
        if (_large is null) _end += count;
        else FillLarge(count, frames);
        try
        {
            Cut(frames);
        }
        catch (BadFrameException exception)
        {
            // The frames before it are good.
            Fault = exception.Message;
        }

        return true;
    }

    /// <summary>
    /// Reads once, and on while more has come already: a peer that is behind then answers all of it together, with one write for each link.
    /// </summary>
    /// <param name="frames">What became complete is added to it.</param>
    /// <param name="hasCome">Whether a read would find bytes at once; asked only where the last read filled its slab.</param>
    /// <returns><see langword="false"/> at the end of the stream.</returns>
    public async ValueTask<bool> ReadOnAsync(List<Frame> frames, Func<bool> hasCome)
    {
        var more = await ReadAsync(frames).ConfigureAwait(false);
        for (var reads = 1; reads < MostReads && more && _gotAll && Fault is null && hasCome(); reads++)
        {
            more = await ReadAsync(frames).ConfigureAwait(false);
        }

        return more;
    }

    private void FillLarge(int count, List<Frame> frames)
    {
        _largeFilled += count;
        if (_largeFilled < _large!.Length) return;
        frames.Add(new Frame(_largeType, _large));
        _large = null;
    }

    private void Cut(List<Frame> frames)
    {
        while (_end - _start >= Frame.HeaderBytes)
        {
            var (type, length) = Frame.ReadHeader(_slab.AsSpan(_start), maximumPayload);
            if (Frame.HeaderBytes + length > SlabBytes)
            {
                BeginLarge(type, length);
                return;
            }

            if (_end - _start < Frame.HeaderBytes + length)
            {
                MakeRoom(Frame.HeaderBytes + length);
                return;
            }

            frames.Add(new Frame(type, _slab.AsMemory(_start + Frame.HeaderBytes, length)));
            _start += Frame.HeaderBytes + length;
        }

        MakeRoom(LeastRoom);
    }

    private void BeginLarge(FrameType type, int length)
    {
        var begun = _slab.AsSpan(_start + Frame.HeaderBytes, _end - _start - Frame.HeaderBytes);
        _large = GC.AllocateUninitializedArray<byte>(length);
        _largeType = type;
        _largeFilled = begun.Length;
        begun.CopyTo(_large);
        _slab = GC.AllocateUninitializedArray<byte>(SlabBytes);
        _start = _end = 0;
    }

    /// <summary>A new slab when the frame that has begun does not fit into the rest of this one.</summary>
    private void MakeRoom(int needed)
    {
        if (SlabBytes - _start >= needed && _end < SlabBytes) return;
        var next = GC.AllocateUninitializedArray<byte>(SlabBytes);
        _slab.AsSpan(_start, _end - _start).CopyTo(next);
        _slab = next;
        _end -= _start;
        _start = 0;
    }
}
