using System.Buffers;
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
    private readonly Dictionary<int, string> _texts = [];
    private Envelope _lastEncoded;
    private ReadOnlyMemory<byte> _lastFrame;

    public ReadOnlyMemory<byte> Encode(in Envelope envelope)
    {
        if (IsLastEncoded(envelope)) return _lastFrame;
        var output = new ArrayBufferWriter<byte>(
            envelope.Payload.Length + envelope.Wrapping.Length + envelope.Header.Length + envelope.Target.Length + 32);
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(Fields);
        writer.WriteInt64((int)envelope.Kind);
        writer.WriteInt64(envelope.CallId);
        writer.WriteString(envelope.Target);
        writer.WriteString(envelope.Header);
        writer.WriteBinary(envelope.Wrapping.Span);
        writer.WriteBinary(envelope.Payload.Span);
        writer.Flush();
        _lastEncoded = envelope;
        return _lastFrame = output.WrittenMemory;
    }

    /// <exception cref="MessageFormatException">The bytes are not an envelope.</exception>
    public Envelope Decode(PeerName from, PeerName to, ReadOnlyMemory<byte> frame)
    {
        var reader = new MessagePackReader(new ReadOnlySequence<byte>(frame));
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
            Target = ReadText(ref reader),
            Header = ReadText(ref reader),
            Wrapping = ReadBytes(ref reader, frame),
            Payload = ReadBytes(ref reader, frame),
        };
        if (!reader.End) throw new MessageFormatException($"{frame.Length - reader.Consumed} bytes follow the envelope in its frame.");
        return envelope;
    }

    private bool IsLastEncoded(in Envelope envelope) =>
        envelope.Kind == _lastEncoded.Kind
        && envelope.CallId == _lastEncoded.CallId
        && envelope.Payload.Equals(_lastEncoded.Payload)
        && envelope.Wrapping.Equals(_lastEncoded.Wrapping)
        && ReferenceEquals(envelope.Header, _lastEncoded.Header)
        && ReferenceEquals(envelope.Target, _lastEncoded.Target);

    /// <summary>Headers and targets repeat: a text that was seen before is not made again.</summary>
    private string ReadText(ref MessagePackReader reader)
    {
        const int most = 1024;
        var bytes = reader.ReadUtf8();
        var hash = new HashCode();
        hash.AddBytes(bytes);
        var key = hash.ToHashCode();
        if (_texts.TryGetValue(key, out var known) && IsSame(known, bytes)) return known;
        var text = System.Text.Encoding.UTF8.GetString(bytes);
        if (_texts.Count < most) _texts[key] = text;
        return text;
    }

    private static bool IsSame(string known, ReadOnlySpan<byte> bytes) =>
        known.Length == bytes.Length && System.Text.Ascii.Equals(bytes, known);

    private static ReadOnlyMemory<byte> ReadBytes(ref MessagePackReader reader, ReadOnlyMemory<byte> frame)
    {
        var length = (int)reader.ReadBinary().Length;
        return frame.Slice((int)reader.Consumed - length, length);
    }
}
