namespace Course.FaultTolerance;

/// <summary>A peer of the session, as the rendezvous lists it when the session starts.</summary>
/// <param name="Number">Its join number, from 1.</param>
/// <param name="Name">Its name, unique in the session; election by name uses it.</param>
public sealed record Member(PeerNumber Number, string Name)
{
    public override string ToString() => $"{Name} (peer {Number})";
}
