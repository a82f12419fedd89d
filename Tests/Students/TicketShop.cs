using Course.Peers;
using Course.Simulation.Stepping;

namespace Course.Tests.Students;

/// <summary>
/// Sells one seat, and is wrong: it looks whether the seat is free before the broadcast and not when the sale is delivered.
/// </summary>
public sealed class TicketShop : ISessionApplication, ITicketOffice
{
    private ITicketOffice? _everywhere;
    private string? _owner;

    public void Attach(Peer peer)
    {
        peer.Replicate<ITicketOffice>(this);
        _everywhere = peer.Ordered<ITicketOffice>();
    }

    public void Call(string text)
    {
        if (_owner is null) _everywhere!.Sell(text);
    }

    public void Sell(string customer)
    {
        if (_owner is not null) throw new InvalidOperationException($"the seat of {_owner} is sold again, to {customer}");
        _owner = customer;
    }
}
