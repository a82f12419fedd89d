using Course.Rpc.Filtering;
using Course.Rpc.Serialization;
using Course.Rpc.Transport;

namespace Course.Rpc.Calls;

/// <summary>The wire's end of the pipeline: envelopes become frames on numbered links. On the loop only.</summary>
internal sealed class WireEnd(ITransport transport) : IPipelineEnd
{
    private readonly EnvelopeCodec _codec = new();
    private readonly LinkNumbers _sent = new();
    private readonly LinkNumbers _received = new();

    public void Accept(in Envelope envelope)
    {
        if (envelope.To.IsNone)
        {
            throw new InvalidOperationException(
                $"{envelope.Header} has no address, and no filter gave it one. "
                + "Call a peer by name, or build the peer with a filter that redirects.");
        }

        _sent.Count(envelope.To);
        var frame = _codec.Encode(envelope, out var body);
        if (body.IsEmpty) transport.Send(envelope.To, frame);
        else transport.Send(envelope.To, frame, body);
    }

    /// <exception cref="MessageFormatException">The bytes are not an envelope.</exception>
    public Envelope Decode(PeerName from, ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> payload)
    {
        _received.Count(from);
        return _codec.Decode(from, transport.Self, head, payload);
    }

    public int NextNumber(PeerName to) => _sent[to] + 1;

    public int LastNumber(PeerName from) => _received[from];
}
