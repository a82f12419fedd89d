using Course.Rpc.Calls;
using Course.Rpc.Serialization;

namespace Course.Rpc.Filtering;

/// <summary>Lets a filter read the calls of a contract: which method, with which arguments. On the peer's loop.</summary>
/// <param name="contract">The contract whose calls are read.</param>
/// <param name="serializer">The peer's serializer.</param>
public sealed class CallReader(ContractDescriptor contract, IMessageSerializer serializer)
{
    private readonly Dictionary<MethodDescriptor, ArgumentsCodec> _codecs = [];

    /// <summary>Reads a call.</summary>
    /// <returns>False for answers, and for calls of methods that the contract lacks.</returns>
    /// <exception cref="MessageFormatException">The payload is not that method's arguments.</exception>
    public bool TryRead(in Envelope envelope, out MethodDescriptor method, out object?[] arguments)
    {
        (method, arguments) = (null!, []);
        if (envelope.Kind is EnvelopeKind.Reply or EnvelopeKind.Failure || !contract.TryFind(envelope.Header, out method)) return false;
        if (!_codecs.TryGetValue(method, out var codec)) _codecs.Add(method, codec = new ArgumentsCodec(method, serializer.CodecFor));
        arguments = codec.Decode(envelope.Payload);
        return true;
    }
}
