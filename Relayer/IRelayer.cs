namespace Course.Relaying;

/// <summary>What every peer's relayer can be asked from afar. Only the elected one is asked.</summary>
public interface IRelayer
{
    /// <summary>Takes a broadcast and relays it to all clients. One-way.</summary>
    void Broadcast(ApplicationCall call);
}
