namespace Course.Rpc.Tcp.Wire;

/// <summary>The other side sent bytes that break the format or a limit. The message completes "X sent …".</summary>
internal sealed class BadFrameException(string message) : Exception(message);
