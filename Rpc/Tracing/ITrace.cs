namespace Course.Rpc.Tracing;

/// <summary>
/// Where a peer's events go. Called on the peer's loop only, one call at a time, in the order of the events.
/// A trace of a real peer has handed the line to the operating system when <see cref="Record"/> returns, so that
/// the line is there when the frame that it describes is sent and the process is killed right after.
/// </summary>
public interface ITrace
{
    /// <summary>False where events are thrown away: then the caller need not make them.</summary>
    bool IsEnabled { get; }

    /// <summary>Takes one event. Throws only if the trace cannot be written, which ends the peer.</summary>
    void Record(in TraceEvent e);
}
