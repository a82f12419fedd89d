using System.Runtime.InteropServices;
using Course.Rpc.Filtering;
using Course.Rpc.Serialization;
using Course.Rpc.Transport;

namespace Course.Rpc.Calls;

/// <summary>The wire's end of the pipeline: envelopes become frames on numbered links. On the loop only.</summary>
internal sealed class WireEnd(ITransport transport) : IPipelineEnd
{
    private readonly EnvelopeCodec _codec = new();
    private readonly Dictionary<PeerName, int> _sent = [];
    private readonly Dictionary<PeerName, int> _received = [];

    public void Accept(in Envelope envelope)
    {
        if (envelope.To.IsNone)
        {
            throw new InvalidOperationException(
                $"{envelope.Header} has no address, and no filter gave it one. "
                + "Call a peer by name, or build the peer with a filter that redirects.");
        }

        CollectionsMarshal.GetValueRefOrAddDefault(_sent, envelope.To, out _)++;
        transport.Send(envelope.To, _codec.Encode(envelope));
    }

    /// <exception cref="MessageFormatException">The bytes are not an envelope.</exception>
    public Envelope Decode(PeerName from, ReadOnlyMemory<byte> frame)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(_received, from, out _)++;
        return _codec.Decode(from, transport.Self, frame);
    }

    public int NextNumber(PeerName to) => _sent.GetValueOrDefault(to) + 1;

    public int LastNumber(PeerName from) => _received.GetValueOrDefault(from);
}
