using Course.Rpc.Transport;

namespace Course.Rpc.Sessions;

/// <summary>How a session ended for a peer.</summary>
/// <param name="Reason"><see cref="LeaveReason.Goodbye"/> if the peer left by itself.</param>
/// <param name="Detail">Who, what, which rule, what next.</param>
public sealed record SessionEnd(LeaveReason Reason, string Detail);
