using System.Collections.Concurrent;
using Course.Rpc.Loops;
using Course.Rpc.Serialization;

namespace Course.Rpc.Calls;

/// <summary>The bindings of a peer's methods; made when first needed. Any thread.</summary>
internal sealed class BindingTable(IMessageSerializer serializer, PeerLoop loop, Func<Type, IValueCodec?> referenceCodec)
{
    private readonly ConcurrentDictionary<MethodDescriptor, MethodBinding> _bindings = new();

    public MethodBinding Of(MethodDescriptor method) =>
        _bindings.GetOrAdd(method, static (key, table) => new MethodBinding(key, table.CodecFor, table.Loop), this);

    /// <summary>Makes all bindings of a contract, so that a type without a wire form is refused before the first call.</summary>
    /// <exception cref="ArgumentException">A parameter or result type cannot travel; the text names the method.</exception>
    public void Check(ContractDescriptor contract)
    {
        foreach (var method in contract.Methods) Of(method);
    }

    private PeerLoop Loop => loop;

    private IValueCodec CodecFor(Type type) => referenceCodec(type) ?? serializer.CodecFor(type);
}
