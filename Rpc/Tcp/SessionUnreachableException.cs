namespace Course.Rpc.Tcp;

/// <summary>No rendezvous could be reached or hosted at the session's address. The message says what was tried and what to do.</summary>
public sealed class SessionUnreachableException : Exception
{
    /// <param name="message">Who, what, what next.</param>
    /// <param name="innerException">What the socket said.</param>
    public SessionUnreachableException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
