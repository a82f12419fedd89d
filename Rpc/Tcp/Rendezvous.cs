using System.Net;
using System.Net.Sockets;
using Course.Rpc.Tcp.Doors;
using Course.Rpc.Tcp.Hellos;
using Course.Rpc.Tcp.Joining;
using Course.Rpc.Tcp.Wire;
using Course.Rpc.Transport;

namespace Course.Rpc.Tcp;

/// <summary>
/// Where sessions meet: gives session-wide join numbers and, when all members are there, freezes the member list and tells it to
/// them. Serves several sessions on one port, each by its name. After the start of a session it is not needed by it any more.
/// </summary>
public sealed class Rendezvous : IAsyncDisposable
{
    /// <summary>Guards the rooms and what is in them.</summary>
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SessionRoom> _rooms = [];
    private readonly RendezvousOptions _options;
    private readonly byte[]? _key;
    private readonly Doorkeeper _door;

    private Rendezvous(RendezvousOptions options, Socket listener)
    {
        _options = options;
        _key = Keys.OfSecret(options.Secret);
        Who = $"the rendezvous at {listener.LocalEndPoint}";
        var door = new DoorOptions(Who, options.MaximumUnauthenticated, options.HelloBound, options.Tls, options.Clock, options.Log);
        _door = new Doorkeeper(listener, door, ReceiveAsync);
    }

    /// <summary>Where it listens, with the port that was found if any was asked for.</summary>
    public IPEndPoint EndPoint => _door.EndPoint;

    private string Who { get; }

    /// <summary>Begins to listen.</summary>
    /// <exception cref="SessionUnreachableException">The port is taken, or the address does not belong to this machine.</exception>
    /// <exception cref="ArgumentException">An option is out of its range, or the address needs a secret or TLS.</exception>
    public static Task<Rendezvous> HostAsync(RendezvousOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        cancellation.ThrowIfCancellationRequested();
        var endPoint = new IPEndPoint(options.Listen, options.Port);
        try
        {
            var rendezvous = new Rendezvous(options, Doorkeeper.Listen(endPoint));
            rendezvous._door.Open();
            return Task.FromResult(rendezvous);
        }
        catch (SocketException exception)
        {
            throw new SessionUnreachableException(
                exception.SocketErrorCode == SocketError.AddressAlreadyInUse
                    ? $"Port {options.Port} of {options.Listen} is taken, so no rendezvous can be hosted at {endPoint}. "
                          + "Join the one that is there, or choose another port."
                    : $"No rendezvous can be hosted at {endPoint}: {exception.Message}. Choose an address of this machine.",
                exception);
        }
    }

    /// <summary>
    /// Stops listening and closes all connections. Sessions that have started go on; those that have not end with an error.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await _door.DisposeAsync().ConfigureAwait(false);
        List<Seat> seats;
        lock (_gate) seats = [.. _rooms.Values.SelectMany(room => room.Seats)];
        foreach (var seat in seats) seat.Connection.Dispose();
    }

    private async Task ReceiveAsync(Doorkeeper door, Guest guest)
    {
        var handshake = await DialedHandshake.ReadAsync(guest.Stream, FrameType.JoinHello, Who, guest.Token).ConfigureAwait(false);
        var hello = Read(handshake);
        await handshake.ChallengeAsync(
            _key,
            _key is not null,
            $"the secret of '{hello.Name}' is not the one of this rendezvous. Check the secret.",
            guest.Token).ConfigureAwait(false);

        var seat = Enter(hello, guest, handshake);
        try
        {
            // It has nothing to say after its hello; the end of its connection is what counts.
            var scratch = new byte[16];
            while (await guest.Stream.ReadAsync(scratch).ConfigureAwait(false) > 0)
            {
            }
        }
        catch (Exception exception) when (Connection.IsLoss(exception))
        {
            // Its end as well.
        }
        finally
        {
            Leave(hello.Session, seat);
        }
    }

    private static JoinHello Read(DialedHandshake handshake)
    {
        var fields = new FieldReader(handshake.Fields);
        return JoinHello.Read(ref fields);
    }

    private Seat Enter(JoinHello hello, Guest guest, DialedHandshake handshake)
    {
        if (!PeerName.TryParse(hello.Session, out _))
        {
            throw new RefusedHelloException(
                RefusalRule.Hello, $"'{hello.Session}' is not the name of a session. Use letters, digits, '-', '_' or '.'.");
        }

        Seat seat;
        IReadOnlyList<Seat> told;
        lock (_gate)
        {
            var room = FindRoom(hello.Session);
            seat = room.Enter(hello, guest.Connection);
            _rooms[hello.Session] = room;
            try
            {
                _door.Admit(guest);
            }
            catch (IOException)
            {
                room.Leave(seat);
                if (room.IsEmpty) _rooms.Remove(hello.Session);
                throw;
            }

            // Inside the lock: the welcome stands before a start that the next peer brings about.
            seat.Writer.Append(handshake.Welcome(_key, new FieldWriter().Number(seat.JoinNumber).ToArray()));
            told = room.IsComplete ? Start(room) : [];
        }

        seat.Writer.Connect(guest.Stream);
        foreach (var other in told) other.Writer.Flush();
        return seat;
    }

    private SessionRoom FindRoom(string session)
    {
        if (_rooms.TryGetValue(session, out var room)) return room;
        if (_rooms.Count < _options.MaximumSessions) return new SessionRoom(session);
        throw new RefusedHelloException(
            RefusalRule.Full, $"{_rooms.Count} sessions are open, which is the limit. "
                + "Use another rendezvous, or wait until one has ended.");
    }

    private static List<Seat> Start(SessionRoom room)
    {
        var start = room.Start().ToFrame();
        foreach (var seat in room.Seats) seat.Writer.Append(start);
        return [.. room.Seats];
    }

    private void Leave(string session, Seat seat)
    {
        lock (_gate)
        {
            if (_rooms.TryGetValue(session, out var room))
            {
                room.Leave(seat);
                if (room.IsEmpty) _rooms.Remove(session);
            }
        }

        seat.Writer.Abandon();
        seat.Connection.Dispose();
    }
}
