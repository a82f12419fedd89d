namespace Course.Relaying;

/// <summary>
/// The relayer: a fixed sequencer in unicast-broadcast form. It knows the application's calls and its clients, and nothing of faults:
/// the order is that in which broadcasts reach it, and numbering, holding back and filling are the filters' and managers' business.
/// </summary>
/// <param name="clients">A proxy to the relayer-clients of all members, this peer's own last.</param>
public sealed class Relayer(IRelayerClient clients) : IRelayer
{
    /// <inheritdoc/>
    public void Broadcast(ApplicationCall call)
    {
        // <A2.1> Relay each broadcast to all.
        // | One line: the proxy of all clients is one object. Whatever else you want to do here belongs to another box.
        clients.Relay(call);
        // </A2.1>
    }
}
