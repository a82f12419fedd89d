using Course.Rpc.Loops;

namespace Course.Relaying;

/// <summary>
/// The context in which a replica's method runs, the parts after its awaits included. By it an ordered call inside a delivery is
/// recognised, and blocking inside a delivery is named.
/// </summary>
internal sealed class DeliveryContext(PeerLoop loop, string method) : LoopContext(loop)
{
    /// <summary>The method that is being delivered, <c>Contract.Name(Type)</c>.</summary>
    public string Method => method;

    public override string Activity => $"the delivery of {method}";
}
