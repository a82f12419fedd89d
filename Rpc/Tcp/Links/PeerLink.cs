using System.Text;
using Course.Rpc.Tcp.Wire;
using Course.Rpc.Transport;

namespace Course.Rpc.Tcp.Links;

/// <summary>
/// The link to one other member. It exists from the start of the session on; what is sent before the connection is there waits in the
/// queue.
/// </summary>
internal sealed class PeerLink(ILinkOwner owner, PeerName name, int joinNumber, TcpOptions options) : IDisposable
{
    /// <summary>Guards the fields down to the empty line.</summary>
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource<Connection?> _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _shut = new();
    private Connection? _connection;
    private LinkReader? _reader;
    private Task? _finishing;
    private bool _isShut;

    private int _ticksUnconnected;

    public PeerName Name => name;

    public int JoinNumber => joinNumber;

    /// <summary>Whether the peer at the other end has left, as the layers above know it. On the loop.</summary>
    public bool HasLeft { get; set; }

    /// <summary>Whether the transport's list of links with something to write holds this one. On the loop.</summary>
    public bool IsTouched { get; set; }

    /// <summary>What the peer is told when it dials after its exclusion.</summary>
    public string? Farewell { get; private set; }

    /// <summary>Ends when the link is shut: a dial under way gives up.</summary>
    public CancellationToken ShutToken => _shut.Token;

    public LinkWriter Writer { get; } = new(options.LinkQueueBytes);

    /// <summary>Whether bytes of the peer can still come.</summary>
    public Task Reading
    {
        get
        {
            lock (_gate) return _reader?.Reading ?? Task.CompletedTask;
        }
    }

    /// <summary>Whether a connection was made, or will not be made any more.</summary>
    public bool IsClosed
    {
        get
        {
            lock (_gate) return _connection is not null || _isShut;
        }
    }

    /// <summary>Queues a frame; written when the loop has drained. On the loop.</summary>
    public void Send(Frame frame)
    {
        var queued = Writer.Append(frame);
        if (queued == 0) return;
        owner.Touched(this);
        if (queued <= options.HardLinkQueueBytes) return;
        Writer.Abandon();
        owner.Ended(
            this,
            LeaveReason.ConnectionLost,
            $"{name} does not read: {queued} bytes wait for it, "
                + $"the limit is {options.HardLinkQueueBytes} ({nameof(TcpOptions.HardLinkQueueBytes)}).");
    }

    /// <summary>The connection is made and both sides have proved who they are.</summary>
    /// <param name="connection">Owned by the link if it is taken.</param>
    /// <param name="welcome">The dialed side's last word of the hello, written before anything else.</param>
    /// <returns><see langword="false"/> when the link is shut or has a connection already.</returns>
    public bool TryConnect(Connection connection, Frame? welcome)
    {
        LinkReader reader;
        lock (_gate)
        {
            if (_connection is not null || _isShut) return false;
            _connection = connection;
            _reader = reader = new LinkReader(this, owner, connection);
            if (_finishing is not null) reader.Discard();
        }

        Writer.Connect(connection.Stream, welcome);
        _connected.TrySetResult(connection);
        reader.Begin();
        return true;
    }

    /// <summary>Counts a tick without a byte from the peer. On the loop.</summary>
    /// <returns>The number of silent ticks in a row.</returns>
    public int CountSilentTick()
    {
        LinkReader? reader;
        lock (_gate) reader = _reader;
        return reader?.CountSilentTick() ?? ++_ticksUnconnected;
    }

    /// <summary>Asks for a sign of life, unless something is on its way anyway. On the loop.</summary>
    public void Ping()
    {
        if (Writer.Room.Queued == 0) Send(new Frame(FrameType.Ping, default));
    }

    /// <summary>Nothing is handed over any more; reading goes on, to find a farewell.</summary>
    public void Discard()
    {
        lock (_gate) _reader?.Discard();
    }

    /// <summary>
    /// The peer is excluded: writes what is queued and the farewell, as far as it reads, and closes. A connection that is still being
    /// made is waited for, within the bound.
    /// </summary>
    public void Shut(string? farewell)
    {
        lock (_gate)
        {
            if (_isShut || _finishing is not null) return;
            Farewell = farewell;
            _reader?.Discard();
            Frame? last = farewell is null ? null : new Frame(FrameType.Excluded, Encoding.UTF8.GetBytes(farewell));
            _finishing = FinishAsync(Writer.FinishAsync(last));
        }

        Writer.Room.Open();
    }

    /// <summary>This peer leaves: writes what is queued and a goodbye, as far as the other reads, and closes.</summary>
    public Task LeaveAsync()
    {
        lock (_gate)
        {
            if (_finishing is not null) return _finishing;
            if (_isShut) return Task.CompletedTask;
            _reader?.Discard();
            return _finishing = FinishAsync(Writer.FinishAsync(new Frame(FrameType.Goodbye, default)));
        }
    }

    /// <summary>Closes at once.</summary>
    public void Dispose()
    {
        // Before the connection: a write into what is closed would be an exception.
        Writer.Abandon();
        lock (_gate)
        {
            _isShut = true;
            _reader?.Discard();
            _connection?.Dispose();
        }

        _connected.TrySetResult(null);
        _shut.Cancel();
    }

    /// <summary>Closes at once, with a reset if that is asked for.</summary>
    public void Die(bool resets)
    {
        if (resets)
        {
            lock (_gate) _connection?.Reset();
        }

        Dispose();
    }

    private async Task FinishAsync(Task written)
    {
        // Never inside the gate.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        using var bound = new CancellationTokenSource(options.FinishBound, options.Clock);
        try
        {
            var connection = await _connected.Task.WaitAsync(bound.Token).ConfigureAwait(false);
            if (connection is null) return;
            await written.WaitAsync(bound.Token).ConfigureAwait(false);
            await connection.FinishAsync().WaitAsync(bound.Token).ConfigureAwait(false);
            // Closed before the other side has read everything, the rest could be destroyed on its way.
            await Reading.WaitAsync(bound.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // It does not read; it had its time.
        }
        finally
        {
            Dispose();
        }
    }
}
