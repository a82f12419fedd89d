using System.Buffers;

namespace Course.Rpc.Serialization;

/// <summary>Writes and reads values of one declared type. Threads: may be used by many at once.</summary>
public interface IValueCodec
{
    /// <summary>The declared type.</summary>
    Type Type { get; }

    /// <summary>Writes one value; null stands for nil where the type has a null.</summary>
    /// <exception cref="ArgumentException">The value is not of <see cref="Type"/>.</exception>
    /// <exception cref="MessageFormatException">The value exceeds a limit, or holds what has no wire form.</exception>
    void Write(IBufferWriter<byte> output, object? value);

    /// <summary>Reads one value from the start of the input and tells how many bytes it took.</summary>
    /// <exception cref="MessageFormatException">The bytes are not such a value, end too early, or exceed a limit.</exception>
    object? Read(in ReadOnlySequence<byte> input, out long consumed);

    /// <summary>As above, of an input that lies in one piece.</summary>
    /// <exception cref="MessageFormatException">The bytes are not such a value, end too early, or exceed a limit.</exception>
    object? Read(ReadOnlyMemory<byte> input, out long consumed) => Read(new ReadOnlySequence<byte>(input), out consumed);
}
