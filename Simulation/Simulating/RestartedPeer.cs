using Course.Rpc.Sessions;
using Course.Simulation.Checking;
using Course.Simulation.Stepping;

namespace Course.Simulation.Simulating;

/// <summary>A process that was started again after its peer crashed: outside of the session, which does not admit late joiners.</summary>
public sealed record RestartedPeer
{
    /// <summary>The peer that crashed.</summary>
    public required string Peer { get; init; }

    /// <summary>Which process of the peer this is: 2 is the one after its first crash.</summary>
    public required int Life { get; init; }

    /// <summary>What it recorded, under the name <c>p2#2</c>: a trace of its own, which the checkers do not see.</summary>
    public required PeerRecord Trace { get; init; }

    /// <summary>How it was told that it is outside of the session; null if its application could not be started.</summary>
    public required SessionEnd? End { get; init; }

    /// <summary>Its application as it was at the end; null if it could not be started.</summary>
    public required ISessionApplication? Application { get; init; }
}
