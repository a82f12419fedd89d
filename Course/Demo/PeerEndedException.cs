namespace Course.Commands.Demo;

/// <summary>A peer ended that nobody had killed: the run fails.</summary>
internal sealed class PeerEndedException(string message) : Exception(message);
