namespace Course.Rpc.Serialization;

/// <summary>
/// The codec's only error: bytes that are not the declared type, a value beyond a limit, a type without a wire form. The text
/// names what was expected, the tag that was met, the offset, the limit where one was exceeded, and what to do.
/// </summary>
public sealed class MessageFormatException : Exception
{
    /// <summary>An error with no place in the input, as when a type is not supported.</summary>
    public MessageFormatException(string message) : base(message)
    {
    }

    /// <summary>An error at a byte of the input.</summary>
    public MessageFormatException(string message, long offset) : base(message) => Offset = offset;

    public MessageFormatException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>Where in the input, in bytes from the start of the value; null where the error has no such place.</summary>
    public long? Offset { get; }
}
