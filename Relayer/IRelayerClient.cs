namespace Course.Relaying;

/// <summary>What every peer's relayer-client can be asked from afar by the relayer.</summary>
public interface IRelayerClient
{
    /// <summary>Takes a relayed call. One-way; calls come in the relayer's order.</summary>
    void Relay(ApplicationCall call);
}
