namespace Course.Tests.Students;

/// <summary>What the peers of a ticket shop tell one another.</summary>
public interface ITicketOffice
{
    /// <summary>Sells the last seat to a customer.</summary>
    void Sell(string customer);
}
