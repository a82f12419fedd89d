using System.Buffers;
using Course.Rpc.Serialization;

namespace Course.Rpc.Calls;

/// <summary>Encodes the arguments of one method as an array, each by the codec of its declared type. Thread-safe.</summary>
public sealed class ArgumentsCodec
{
    private readonly string _header;
    private readonly IValueCodec[] _codecs;
    private Slab? _output = new();

    /// <param name="method">The method.</param>
    /// <param name="codecFor">The codec of a declared type.</param>
    /// <exception cref="ArgumentException">A parameter's type cannot travel; the text names the method and the type.</exception>
    public ArgumentsCodec(MethodDescriptor method, Func<Type, IValueCodec> codecFor)
    {
        _header = method.Header;
        try
        {
            _codecs = [.. method.ParameterTypes.Select(codecFor)];
        }
        catch (MessageFormatException exception)
        {
            throw new ArgumentException($"{method} cannot be called from afar: {exception.Message}", exception);
        }
    }

    /// <summary>Encodes arguments into memory that is not written again.</summary>
    public ReadOnlyMemory<byte> Encode(object?[] arguments)
    {
        // Who comes meanwhile, or after arguments that have no form, takes another one.
        var output = Interlocked.Exchange(ref _output, null) ?? new Slab();
        output.Begin();
        Encode(arguments, output);
        var encoded = output.Take();
        Volatile.Write(ref _output, output);
        return encoded;
    }

    /// <summary>Encodes arguments into an output. After an exception it may hold a part of them.</summary>
    public void Encode(object?[] arguments, IBufferWriter<byte> output)
    {
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(_codecs.Length);
        writer.Flush();
        for (var index = 0; index < _codecs.Length; index++) _codecs[index].Write(output, arguments[index]);
    }

    /// <summary>Decodes what <see cref="Encode(object[])"/> wrote.</summary>
    /// <exception cref="MessageFormatException">The bytes are not such arguments.</exception>
    public object?[] Decode(ReadOnlyMemory<byte> payload)
    {
        var arguments = new object?[_codecs.Length];
        Decode(payload, arguments);
        return arguments;
    }

    /// <summary>Decodes into an array, which has as many places as the method has parameters that travel.</summary>
    /// <exception cref="MessageFormatException">The bytes are not such arguments.</exception>
    public void Decode(ReadOnlyMemory<byte> payload, object?[] arguments)
    {
        var reader = new MessagePackReader(payload);
        var count = reader.ReadArrayHeader();
        if (count != _codecs.Length)
        {
            throw new MessageFormatException(
                $"{_header} takes {_codecs.Length} arguments, the call carries {count}. Do both peers run the same contract?");
        }

        var offset = (int)reader.Consumed;
        for (var index = 0; index < count; index++)
        {
            arguments[index] = _codecs[index].Read(payload[offset..], out var consumed);
            offset += (int)consumed;
        }
    }
}
