using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Course.Rpc.Tcp.Hellos;
using Course.Rpc.Tcp.Wire;

namespace Course.Rpc.Tcp.Doors;

/// <summary>
/// Accepts connections and bounds those that have not proved who they are. When all places are taken the oldest guest is shown out,
/// so that slow openers A, B, C, … cannot lock out member M, whose hello takes a few round trips.
/// </summary>
internal sealed class Doorkeeper : IAsyncDisposable
{
    private const int Backlog = 512;

    /// <summary>Guards the list and the places of its guests.</summary>
    private readonly Lock _gate = new();
    private readonly LinkedList<Guest> _waiting = [];
    private readonly CancellationTokenSource _closing = new();
    private readonly Socket _listener;
    private readonly DoorOptions _options;
    private readonly Func<Doorkeeper, Guest, Task> _receive;
    private readonly RateLimitedLog _log;
    private Task _accepting = Task.CompletedTask;

    /// <param name="listener">Made by <see cref="Listen"/>; owned from now on.</param>
    /// <param name="options">The bounds.</param>
    /// <param name="receive">Runs the hello of one guest; calls <see cref="Admit"/> when the guest has proved who it is.</param>
    public Doorkeeper(Socket listener, DoorOptions options, Func<Doorkeeper, Guest, Task> receive)
    {
        _listener = listener;
        _options = options;
        _receive = receive;
        _log = new RateLimitedLog(options.Log, options.Clock);
        EndPoint = (IPEndPoint)listener.LocalEndPoint!;
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Guests that have not proved who they are.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate) return _waiting.Count;
        }
    }

    /// <summary>Begins to accept; until then those who dial wait in the listener's backlog.</summary>
    public void Open() => _accepting = AcceptAsync();

    public static Socket Listen(IPEndPoint endPoint)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(endPoint);
            socket.Listen(Backlog);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Frees the guest's place: it has proved who it is, and its connection belongs to the caller.</summary>
    /// <exception cref="IOException">The guest was shown out in the meantime.</exception>
    public void Admit(Guest guest)
    {
        lock (_gate)
        {
            if (guest.Place is null) throw new IOException("The connection was closed for a newer one.");
            _waiting.Remove(guest.Place);
            guest.Place = null;
            guest.IsAdmitted = true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
        await _accepting.ConfigureAwait(false);
        while (TakeOldest(0) is { } guest) guest.ShowOut();
        _log.Finish(_options.Who);
    }

    private async Task AcceptAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                var socket = await _listener.AcceptAsync(_closing.Token).ConfigureAwait(false);
                Receive(socket);
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException exception)
            {
                // A guest that hung up before it was accepted, or no descriptors left: then the oldest guest gives up its own.
                _log.Write($"{_options.Who} could not accept a connection: {exception.Message}.");
                if (exception.SocketErrorCode == SocketError.TooManyOpenSockets) TakeOldest(0)?.ShowOut();
            }
        }
    }

    private void Receive(Socket socket)
    {
        Guest guest;
        try
        {
            guest = new Guest(new Connection(socket), _options.HelloBound, _options.Clock);
        }
        catch (Exception exception) when (Connection.IsLoss(exception))
        {
            socket.Dispose();
            return;
        }

        lock (_gate) guest.Place = _waiting.AddLast(guest);
        while (TakeOldest(_options.MaximumWaiting) is { } oldest)
        {
            oldest.ShowOut();
            _log.Write($"{_options.Who} closed {oldest.Connection.Remote}: {_options.MaximumWaiting} newer connections wait as well.");
        }

        _ = ServeAsync(guest);
    }

    /// <summary>Takes the oldest guest off the list while more than so many are on it.</summary>
    private Guest? TakeOldest(int allowed)
    {
        lock (_gate)
        {
            if (_waiting.Count <= allowed) return null;
            var guest = _waiting.First!.Value;
            _waiting.RemoveFirst();
            guest.Place = null;
            return guest;
        }
    }

    private async Task ServeAsync(Guest guest)
    {
        try
        {
            if (_options.Tls is { } tls) await guest.Connection.ReceiveTlsAsync(tls, guest.Token).ConfigureAwait(false);
            await _receive(this, guest).ConfigureAwait(false);
        }
        catch (RefusedHelloException exception)
        {
            _log.Write($"{_options.Who} refused {guest.Connection.Remote}: {exception.Refusal.Text}");
            await RefuseAsync(guest, exception.Refusal).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsFault(exception))
        {
            var why = exception switch
            {
                BadFrameException => $"it sent {exception.Message}",
                OperationCanceledException => $"it did not prove who it is within {_options.HelloBound.TotalSeconds:0.#} s",
                _ => exception.Message,
            };
            _log.Write($"{_options.Who} closed {guest.Connection.Remote}: {why}");
        }
        finally
        {
            Forget(guest);
        }
    }

    /// <summary>Says why, then waits until the guest has read it: closing at once could destroy the words on their way.</summary>
    private static async Task RefuseAsync(Guest guest, Refusal refusal)
    {
        try
        {
            await HelloStream.WriteAsync(guest.Stream, refusal.ToFrame(), guest.Token).ConfigureAwait(false);
            await guest.Connection.FinishAsync().ConfigureAwait(false);
            var rest = new byte[256];
            while (await guest.Stream.ReadAsync(rest, guest.Token).ConfigureAwait(false) > 0)
            {
                // Whatever the guest still says is of no interest.
            }
        }
        catch (Exception exception) when (IsFault(exception))
        {
            // It does not want to know.
        }
    }

    private static bool IsFault(Exception exception) =>
        exception is BadFrameException or OperationCanceledException or AuthenticationException || Connection.IsLoss(exception);

    private void Forget(Guest guest)
    {
        lock (_gate)
        {
            if (guest.Place is not null) _waiting.Remove(guest.Place);
            guest.Place = null;
        }

        if (!guest.IsAdmitted) guest.Connection.Dispose();
        guest.Dispose();
    }
}
