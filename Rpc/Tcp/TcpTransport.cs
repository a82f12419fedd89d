using System.Net;
using Course.Rpc.Loops;
using Course.Rpc.Tcp.Doors;
using Course.Rpc.Tcp.Joining;
using Course.Rpc.Tcp.Links;
using Course.Rpc.Tcp.Watching;
using Course.Rpc.Tcp.Wire;
using Course.Rpc.Transport;

namespace Course.Rpc.Tcp;

/// <summary>
/// The transport over TCP: joined through a rendezvous, then one connection to each other member. Its design note is
/// docs/design/transport.md.
/// </summary>
/// <remarks>Members without a remark on threads may be used from any thread.</remarks>
public sealed class TcpTransport : ITransport
{
    /// <summary>Guards <c>_leaving</c>.</summary>
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource<LinkTable> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TcpOptions _options;
    private readonly ControlConnection _control;
    private readonly Doorkeeper _door;
    private readonly Rendezvous? _rendezvous;
    private PeerLoop? _loop;
    private ITransportEvents? _events;
    private SleepWatch? _watch;
    private Heartbeat? _heartbeat;
    private volatile LinkTable? _links;
    private Task? _leaving;

    internal TcpTransport(TcpOptions options, ControlConnection control, System.Net.Sockets.Socket listener, Rendezvous? rendezvous)
    {
        _options = options;
        _control = control;
        _rendezvous = rendezvous;
        var door = new DoorOptions(
            $"peer '{options.Name}'", options.MaximumUnauthenticated, options.HelloBound, options.Tls, options.Clock, options.Log);
        _door = new Doorkeeper(listener, door, new LinkReception(options, control.JoinNumber, _started.Task).ReceiveAsync);
        _door.Open();
    }

    /// <summary>
    /// Joins a session; ends as soon as the rendezvous has admitted this peer. The session starts when all members are there.
    /// </summary>
    /// <param name="options">Who joins what, and the bounds.</param>
    /// <param name="cancellation">Gives up joining.</param>
    /// <exception cref="ArgumentException">An option is out of its range; the message says which.</exception>
    /// <exception cref="SessionRefusedException">The rendezvous did not admit this peer.</exception>
    /// <exception cref="SessionUnreachableException">There is no rendezvous, or none can be hosted.</exception>
    public static Task<TcpTransport> JoinAsync(TcpOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return Joiner.JoinAsync(options, cancellation);
    }

    /// <inheritdoc/>
    public PeerName Self => _options.Name;

    /// <summary>This peer's place in the join order. A place given to a peer that left before the start stays empty.</summary>
    public int JoinNumber => _control.JoinNumber;

    /// <summary>Where this peer listens for the others.</summary>
    public IPEndPoint ListenEndPoint => _door.EndPoint;

    /// <summary>The session's address, with the port that was found when this peer hosts the rendezvous at any free port.</summary>
    public SessionAddress Session => _control.Address;

    /// <summary>Whether this peer hosts the rendezvous.</summary>
    public bool IsHost => _rendezvous is not null;

    /// <summary>
    /// Hears of each frame of other peers as it is read, and of bytes that complete none. For tests; set before <see cref="Attach"/>.
    /// </summary>
    internal Action<PeerName, FrameType?>? Observed { get; set; }

    /// <summary>Connections at this peer's door that have not proved who they are.</summary>
    internal int Unauthenticated => _door.Waiting;

    /// <inheritdoc/>
    public void Attach(PeerLoop loop, ITransportEvents events)
    {
        if (_loop is not null) throw new InvalidOperationException($"The transport of '{Self}' has its receiver. Attach only once.");
        _loop = loop;
        _events = events;
        _watch = new SleepWatch(_options, loop, FallAsleep, End);
        var admitBefore = loop.Admit;
        loop.Admit = () => Admit() && (admitBefore?.Invoke() ?? true);
        loop.Drained += () => _links?.Flush();
        _heartbeat = new Heartbeat(_options, loop, Tick);
        _ = AwaitStartAsync();
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The session has not started.</exception>
    /// <exception cref="ArgumentException">The peer is not a member, or the frame is longer than <see
    /// cref="TcpOptions.MaximumFrameBytes"/>.</exception>
    public void Send(PeerName to, ReadOnlyMemory<byte> frame) => Send(to, frame, default);

    /// <inheritdoc/>
    public void Send(PeerName to, ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> body)
    {
        var links = _links ?? throw new InvalidOperationException(
            $"'{Self}' sends to '{to}' before the session has started. Wait for OnStarted.");
        if (head.Length + (long)body.Length > _options.MaximumFrameBytes)
        {
            throw new ArgumentException(
                $"'{Self}' sends a frame of {head.Length + (long)body.Length} bytes to '{to}'; the limit is {_options.MaximumFrameBytes} "
                + $"({nameof(TcpOptions.MaximumFrameBytes)}). Send less at a time.");
        }

        if (!_watch!.MaySend()) return;
        if (to == Self)
        {
            links.Self.Send(head, body);
            return;
        }

        var link = Link(links, to);
        if (!link.HasLeft) link.Send(new Frame(FrameType.Data, head, body));
    }

    /// <inheritdoc/>
    public void WaitForRoom(PeerName to, CancellationToken cancellation)
    {
        if (_loop is { IsOnLoop: true })
        {
            throw new InvalidOperationException(
                $"WaitForRoom('{to}') was called on the loop of '{Self}', which has to go on. Call it on an application thread.");
        }

        if (_links is not { } links) return;
        var room = to == Self ? links.Self.Room : Link(links, to).Writer.Room;
        room.Wait(cancellation);
    }

    /// <inheritdoc/>
    public void Close(PeerName peer, string? farewell = null)
    {
        var links = _links ?? throw new InvalidOperationException(
            $"'{Self}' has no link to '{peer}' before the session has started. Wait for OnStarted.");
        var link = Link(links, peer);
        link.HasLeft = true;
        link.Shut(farewell);
    }

    /// <summary>
    /// Ends when every frame sent so far was accepted by the kernel (of each link that still lives). Needs no loop, so the loop may be
    /// blocked meanwhile; what blocks on it there waits for an event, as the loop's context refuses to wait for a task.
    /// </summary>
    public Task FlushAsync() => _links?.FlushAsync() ?? Task.CompletedTask;

    /// <summary>
    /// Closes all links as the kernel closes those of a killed process, without a word: in order, or with a reset, as if bytes had come
    /// that were never read. For rehearsals and tests.
    /// </summary>
    internal void Die(bool resets) => _links?.Die(resets);

    /// <inheritdoc/>
    public Task LeaveAsync()
    {
        lock (_gate) return _leaving ??= LeaveOnceAsync();
    }

    /// <summary>Leaves, and stops hosting the rendezvous if it was hosted here.</summary>
    public async ValueTask DisposeAsync() => await LeaveAsync().ConfigureAwait(false);

    private static PeerLink Link(LinkTable links, PeerName peer) => links.Find(peer)
        ?? throw new ArgumentException($"'{peer}' is not another member of session '{links.Session}'. Use the names that OnStarted gave.");

    private bool Admit()
    {
        if (!_watch!.Admit()) return false;
        _links?.FlushIfLate();
        return true;
    }

    private async Task AwaitStartAsync()
    {
        try
        {
            var start = await _control.ReadStartAsync().ConfigureAwait(false);
            _loop!.Post(ThreadRole.Select, () => Start(start));
        }
        catch (BadFrameException exception)
        {
            _watch!.End(LeaveReason.BadFrame, $"The rendezvous at {Session.Place} sent {exception.Message}. "
                + "Use the same release everywhere.");
        }
        catch (Exception exception) when (Connection.IsLoss(exception))
        {
            _watch!.End(
                LeaveReason.ConnectionLost,
                $"The rendezvous at {Session.Place} was lost before session '{Session.Name}' had started; '{Self}' knows no members. "
                    + "Join again.");
        }
    }

    private void Start(StartMessage start)
    {
        if (!_watch!.MayDeliver()) return;
        var links = new LinkTable(_options, JoinNumber, _loop!, _events!, _watch, start) { Observed = Observed };
        _links = links;
        try
        {
            _events!.OnStarted(start.ToSessionStart());
        }
        finally
        {
            _started.TrySetResult(links);
            links.Dial();
        }
    }

    private void Tick()
    {
        if (_links is not { } links || !_watch!.MayDeliver()) return;
        links.Tick();
        if (_watch.MayDeliver()) _events!.OnTick();
    }

    private void FallAsleep()
    {
        if (_links is { } links) _ = SearchFarewellAsync(links);
        else _watch!.End(LeaveReason.Excluded, null);
    }

    /// <summary>The others have said why, in the sockets somewhere; for one more bound it is looked for.</summary>
    private async Task SearchFarewellAsync(LinkTable links)
    {
        using var bound = new CancellationTokenSource(_options.FinishBound, _options.Clock);
        try
        {
            await links.SearchFarewellAsync().WaitAsync(bound.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Nobody said anything.
        }

        _watch!.End(LeaveReason.Excluded, null);
    }

    private void End(LeaveReason reason, string detail)
    {
        try
        {
            _events!.OnEnded(reason, detail);
        }
        finally
        {
            _heartbeat!.Dispose();
            _links?.Abort();
            _control.Dispose();
        }
    }

    private async Task LeaveOnceAsync()
    {
        // Never inside the gate.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        _watch?.Leave();
        _heartbeat?.Dispose();
        if (_links is { } links) await links.LeaveAsync().ConfigureAwait(false);
        _control.Dispose();
        await _door.DisposeAsync().ConfigureAwait(false);
        if (_rendezvous is not null) await _rendezvous.DisposeAsync().ConfigureAwait(false);
    }
}
