namespace Course.Rpc.Transport;

/// <summary>What lies on a link of an <see cref="InMemoryNetwork"/>.</summary>
/// <param name="Frame">The bytes; empty for the end of the link.</param>
/// <param name="End">Why the link ends here; <see langword="null"/> for a frame.</param>
/// <param name="Detail">The text that goes with the end.</param>
public readonly record struct InMemoryLinkItem(ReadOnlyMemory<byte> Frame, LeaveReason? End, string Detail);
