using Course.Rpc.Tcp.Wire;

namespace Course.Rpc.Tcp.Doors;

/// <summary>A connection that has not proved who it is yet: bounded in number, time and memory.</summary>
internal sealed class Guest(Connection connection, TimeSpan bound, TimeProvider clock) : IDisposable
{
    private readonly CancellationTokenSource _bound = new(bound, clock);

    public Connection Connection => connection;

    public Stream Stream => connection.Stream;

    /// <summary>Ends when the guest's time is over or its place is taken.</summary>
    public CancellationToken Token => _bound.Token;

    /// <summary>Its place in the doorkeeper's list; <see langword="null"/> once it was admitted or shown out.</summary>
    public LinkedListNode<Guest>? Place { get; set; }

    /// <summary>Whether the connection has an owner beyond the door.</summary>
    public bool IsAdmitted { get; set; }

    /// <summary>Takes the guest's place away; whatever it reads or writes ends.</summary>
    public void ShowOut()
    {
        try
        {
            _bound.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has just ended by itself.
        }

        connection.Dispose();
    }

    public void Dispose() => _bound.Dispose();
}
