namespace Course.Simulation.Exploring;

/// <summary>
/// One application call of a scenario, made at any moment of the schedule. The calls of one peer are made in their order; calls of
/// <see cref="AnyPeer"/> are made by whichever live peers, which is a choice of the schedule, too.
/// </summary>
/// <param name="Peer">The calling peer, from 1, or <see cref="AnyPeer"/>.</param>
/// <param name="Text">What the application is told.</param>
public sealed record ScriptedCall(int Peer, string Text)
{
    /// <summary>In the place of a peer: any of them.</summary>
    public const int AnyPeer = 0;
}
