using Course.FaultTolerance;
using Course.Relaying;
using Course.Rpc.Calls;
using Course.Rpc.Serialization;
using Course.Rpc.Tracing;

namespace Course.Peers;

/// <summary>Looks into a body for the trace: the header of the application's call, and the digest of its arguments.</summary>
internal sealed class CallDescriber
{
    private readonly ArgumentsCodec _codec;

    public CallDescriber(IMessageSerializer serializer) =>
        _codec = new ArgumentsCodec(ContractDescriptor.Of(typeof(IRelayer)).Methods.Single(), serializer.CodecFor);

    /// <summary>Header and digest; a body that is no application call says so instead.</summary>
    public (string Header, string Digest) Describe(Body body)
    {
        try
        {
            var call = (ApplicationCall)_codec.Decode(body.Bytes)[0]!;
            return (call.Header, TraceDigest.Of(call.Arguments.Span));
        }
        catch (MessageFormatException)
        {
            return ("(no application call)", TraceDigest.Of(body.Bytes.Span));
        }
    }
}
