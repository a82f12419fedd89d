namespace Course.Simulation.Determinism;

/// <summary>
/// An assembly or its symbols cannot be read, so nothing can be said of it. The message says who, what and what to do next.
/// </summary>
public sealed class DeterminismScanException : Exception
{
    /// <param name="message">One line for people.</param>
    /// <param name="cause">What the reader of the metadata said, if it said something.</param>
    public DeterminismScanException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
