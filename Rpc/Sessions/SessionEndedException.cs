namespace Course.Rpc.Sessions;

/// <summary>A call was made, or a start awaited, on a session that has ended for this peer.</summary>
public sealed class SessionEndedException(SessionEnd end) : Exception($"The session has ended for this peer: {end.Detail}")
{
    /// <summary>How it ended.</summary>
    public SessionEnd End { get; } = end;
}
