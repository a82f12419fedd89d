namespace Course.Rpc.Tcp;

/// <summary>What a peer does about the rendezvous of its session.</summary>
public enum RendezvousMode
{
    /// <summary>Joins at a rendezvous that somebody else hosts.</summary>
    Join,

    /// <summary>Hosts the rendezvous at the session's address, then joins there. An error when the port is taken.</summary>
    Host,

    /// <summary>Hosts the rendezvous when the port is free on this machine, and joins at the one that is there otherwise.</summary>
    HostIfFree,
}
