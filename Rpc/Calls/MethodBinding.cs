using System.Buffers;
using Course.Rpc.Loops;
using Course.Rpc.Serialization;

namespace Course.Rpc.Calls;

/// <summary>A method with the codecs of one serializer, and the context in which a called object runs it.</summary>
internal sealed class MethodBinding(MethodDescriptor method, Func<Type, IValueCodec> codecFor, PeerLoop loop)
{
    private readonly IValueCodec? _result = method.ResultType == typeof(Nothing) ? null : codecFor(method.ResultType);

    public MethodDescriptor Method => method;

    public ArgumentsCodec Arguments { get; } = new(method, codecFor);

    /// <summary>Names the method when a called object blocks on the loop.</summary>
    public LoopContext Context { get; } = new CallContext(loop, method);

    public ReadOnlyMemory<byte> EncodeResult(object? result)
    {
        if (_result is null) return default;
        var output = new ArrayBufferWriter<byte>(64);
        _result.Write(output, result);
        return output.WrittenMemory;
    }

    /// <exception cref="MessageFormatException">The bytes are no such result.</exception>
    public object? DecodeResult(ReadOnlyMemory<byte> payload) =>
        _result is null ? default(Nothing) : _result.Read(new ReadOnlySequence<byte>(payload), out _);

    private sealed class CallContext(PeerLoop loop, MethodDescriptor method) : LoopContext(loop)
    {
        public override string Activity => $"the call of {method}";
    }
}
