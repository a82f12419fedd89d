namespace Course.Rpc.Tracing;

/// <summary>A trace does not follow docs/trace-format.md; the text names file, line and rule.</summary>
public sealed class TraceFormatException : Exception
{
    public TraceFormatException()
    {
    }

    public TraceFormatException(string message)
        : base(message)
    {
    }

    public TraceFormatException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
