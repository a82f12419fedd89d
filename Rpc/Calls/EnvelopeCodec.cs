using Course.Rpc.Filtering;
using Course.Rpc.Serialization;
using Course.Rpc.Transport;

namespace Course.Rpc.Calls;

/// <summary>
/// Envelopes as frames: an array of kind, call id, target, header, wrapping and payload. The last frame is remembered, so that the
/// N sends of one relay share the bytes that the first of them encoded. On one loop.
/// </summary>
internal sealed class EnvelopeCodec
{
    private const int Fields = 6;

    /// <summary>From so many bytes on a payload goes beside its frame, from where it lies, instead of being copied into it.</summary>
    private const int LongPayload = 1 << 10;

    private readonly TextCache _texts = new();
    private readonly Slab _frames = new();
    private Envelope _lastEncoded;
    private ReadOnlyMemory<byte> _lastFrame;

    /// <summary>The frame of an envelope.</summary>
    /// <param name="envelope">What is sent.</param>
    /// <param name="body">What follows the bytes that are returned: a long payload, else nothing.</param>
    public ReadOnlyMemory<byte> Encode(in Envelope envelope, out ReadOnlyMemory<byte> body)
    {
        var isLong = envelope.Payload.Length >= LongPayload;
        body = isLong ? envelope.Payload : default;
        if (IsLastEncoded(envelope)) return _lastFrame;
        _frames.Begin();
        var writer = new MessagePackWriter(_frames);
        writer.WriteArrayHeader(Fields);
        writer.WriteInt64((int)envelope.Kind);
        writer.WriteInt64(envelope.CallId);
        writer.WriteString(envelope.Target);
        writer.WriteString(envelope.Header);
        writer.WriteBinary(envelope.Wrapping.Span);
        if (isLong) writer.WriteBinaryHeader(envelope.Payload.Length);
        else writer.WriteBinary(envelope.Payload.Span);
        writer.Flush();
        _lastEncoded = envelope;
        return _lastFrame = _frames.Take();
    }

    /// <summary>The envelope of a frame.</summary>
    /// <param name="from">Who sent it.</param>
    /// <param name="to">This peer.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="body">What follows it, if it never left this process: see <see cref="Encode"/>.</param>
    /// <exception cref="MessageFormatException">The bytes are not an envelope.</exception>
    public Envelope Decode(PeerName from, PeerName to, ReadOnlyMemory<byte> frame, ReadOnlyMemory<byte> body = default)
    {
        var reader = new MessagePackReader(frame);
        var fields = reader.ReadArrayHeader();
        if (fields != Fields) throw new MessageFormatException($"An envelope has {Fields} fields, this frame has {fields}.");
        var kind = reader.ReadInt32();
        if (kind is < 0 or > (int)EnvelopeKind.Failure)
        {
            throw new MessageFormatException($"{kind} is no kind of envelope: 0 to {(int)EnvelopeKind.Failure} are.");
        }

        var envelope = new Envelope
        {
            Kind = (EnvelopeKind)kind,
            From = from,
            To = to,
            CallId = reader.ReadInt64(),
            Target = _texts.TextOf(reader.ReadUtf8()),
            Header = _texts.TextOf(reader.ReadUtf8()),
            Wrapping = ReadBytes(ref reader, frame),
            Payload = body.IsEmpty ? ReadBytes(ref reader, frame) : body,
        };
        if (!body.IsEmpty || reader.End) return envelope;
        throw new MessageFormatException($"{frame.Length - reader.Consumed} bytes follow the envelope in its frame.");
    }

    private bool IsLastEncoded(in Envelope envelope) =>
        envelope.Kind == _lastEncoded.Kind
        && envelope.CallId == _lastEncoded.CallId
        && envelope.Payload.Equals(_lastEncoded.Payload)
        && envelope.Wrapping.Equals(_lastEncoded.Wrapping)
        && ReferenceEquals(envelope.Header, _lastEncoded.Header)
        && ReferenceEquals(envelope.Target, _lastEncoded.Target);

    private static ReadOnlyMemory<byte> ReadBytes(ref MessagePackReader reader, ReadOnlyMemory<byte> frame)
    {
        var length = reader.ReadBytes().Length;
        return frame.Slice((int)reader.Consumed - length, length);
    }
}
