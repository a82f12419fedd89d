using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Course.Rpc.Proxies;
using Course.Rpc.Serialization;
using Course.Rpc.Transport;

namespace Course.Rpc.Calls;

/// <summary>
/// Objects passed as arguments whose parameter is a remote contract: they stay where they are, the far side gets a proxy, and a proxy
/// that comes home is the object again. An object keeps one name for the life of the session. Any thread.
/// </summary>
internal sealed class RemoteReferences(RpcPort port)
{
    private readonly ConcurrentDictionary<(Type, string), object> _exported = new();
    private readonly ConditionalWeakTable<object, string> _names = [];
    private readonly ConcurrentDictionary<(Type, PeerName, string), object> _proxies = new();
    private int _lastName;

    /// <summary>The codec for parameters of a remote contract; <see langword="null"/> for all other types.</summary>
    public IValueCodec? CodecFor(Type type) => ContractDescriptor.IsContract(type) ? new ReferenceCodec(this, type) : null;

    private (PeerName Peer, string Name) Export(Type contract, object target)
    {
        if (DynamicProxy.TryGetHandler(target, out var handler) && handler is RemoteCallHandler remote && remote.Port == port
            && !remote.Reference.Peer.IsNone)
        {
            return remote.Reference;
        }

        var name = _names.GetValue(target, _ => $"callback-{Interlocked.Increment(ref _lastName)}");
        var key = $"{name}-{ContractDescriptor.Of(contract).Name}";
        if (_exported.TryAdd((contract, key), target)) port.RegisterAs(contract, key, target);
        return (port.Connections.Self, key);
    }

    private object Import(Type contract, PeerName peer, string name)
    {
        if (peer == port.Connections.Self)
        {
            return _exported.TryGetValue((contract, name), out var own)
                ? own
                : throw new MessageFormatException($"'{name}' is no object that '{peer}' passed as {contract.Name}.");
        }

        return _proxies.GetOrAdd((contract, peer, name), static (key, port) => port.ProxyOf(key.Item1, key.Item2, key.Item3), port);
    }

    private sealed class ReferenceCodec(RemoteReferences references, Type contract) : IValueCodec
    {
        public Type Type => contract;

        public void Write(IBufferWriter<byte> output, object? value)
        {
            var writer = new MessagePackWriter(output);
            if (value is null)
            {
                writer.WriteNil();
            }
            else
            {
                var (peer, name) = references.Export(contract, value);
                writer.WriteArrayHeader(2);
                writer.WriteString(peer.Value);
                writer.WriteString(name);
            }

            writer.Flush();
        }

        public object? Read(in ReadOnlySequence<byte> input, out long consumed)
        {
            var reader = new MessagePackReader(input);
            object? value = null;
            if (!reader.TryReadNil())
            {
                if (reader.ReadArrayHeader() != 2)
                {
                    throw new MessageFormatException($"A reference to a {contract.Name} has two fields, peer and name.");
                }

                if (!PeerName.TryParse(reader.ReadString(), out var peer))
                {
                    throw new MessageFormatException($"A reference to a {contract.Name} names no peer.");
                }

                value = references.Import(contract, peer, reader.ReadString() ?? "");
            }

            consumed = reader.Consumed;
            return value;
        }
    }
}
