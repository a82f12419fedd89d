using Course.Peers;
using Course.Simulation.Stepping;

namespace Course.Tests.Students;

/// <summary>Sells one seat: who comes first in the one order of all sales has it, and every peer knows the same.</summary>
public sealed class MendedTicketShop : ISessionApplication, ITicketOffice
{
    private ITicketOffice? _everywhere;
    private string? _owner;

    public void Attach(Peer peer)
    {
        peer.Replicate<ITicketOffice>(this);
        _everywhere = peer.Ordered<ITicketOffice>();
    }

    public void Call(string text) => _everywhere!.Sell(text);

    public void Sell(string customer) => _owner ??= customer;
}
