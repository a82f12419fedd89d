using Course.Rpc.Transport;

namespace Course.Rpc.Calls;

/// <summary>Where the calls of a proxy go.</summary>
internal abstract class Destination
{
    /// <summary>The peer, asked at each call on the loop; <see cref="PeerName.None"/> leaves it to a filter.</summary>
    public abstract PeerName Current { get; }

    /// <summary>The peer, if it can never change.</summary>
    public virtual PeerName Fixed => PeerName.None;
}

internal sealed class FixedDestination(PeerName peer) : Destination
{
    public override PeerName Current => peer;

    public override PeerName Fixed => peer;
}

internal sealed class MovingDestination(Func<PeerName> destination) : Destination
{
    public override PeerName Current => destination();
}
