namespace Course.Relaying;

/// <summary>The relayer-client of a peer: takes what the relayer relays and hands it to the in-coupler.</summary>
/// <param name="inCoupler">Delivers to the application's replicas.</param>
public sealed class RelayerClient(InCoupler inCoupler) : IRelayerClient
{
    /// <inheritdoc/>
    public void Relay(ApplicationCall call)
    {
        // <A2.1> Relay each broadcast to all.
        // | What the relayer relays is delivered here, the peer's own calls like all others.
        inCoupler.Deliver(call);
        // </A2.1>
    }
}
