namespace Course.FaultTolerance;

/// <summary>
/// An invariant of the protocol is broken: a gap on a FIFO link, two messages with one number, a bound that was passed.
/// Going on would lose or reorder messages silently, so the peer must end; the text names peer, values and rule.
/// </summary>
public sealed class ProtocolViolationException : Exception
{
    public ProtocolViolationException()
    {
    }

    public ProtocolViolationException(string message) : base(message)
    {
    }

    public ProtocolViolationException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
