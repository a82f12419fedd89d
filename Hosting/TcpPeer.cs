using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;
using Course.Peers;
using Course.Rpc;
using Course.Rpc.Loops;
using Course.Rpc.Sessions;
using Course.Rpc.Tcp;
using Course.Rpc.Tracing;
using Course.Rpc.Transport;

namespace Course.Hosting;

/// <summary>A peer over TCP: what an application uses. Any thread; replicas, handlers and events run on the peer's loop.</summary>
public sealed class TcpPeer : IAsyncDisposable
{
    /// <summary>A peer that lives for less needs no rehearsal.</summary>
    private static readonly TimeSpan RehearsalPause = TimeSpan.FromMilliseconds(250);

    private readonly TcpTransport _transport;
    private readonly Peer _peer;
    private readonly TraceFile? _trace;
    private readonly List<PosixSignalRegistration> _signals = [];
    private Action<Exception>? _faulted;
    private int _signalled;

    private TcpPeer(PeerOptions options, TcpTransport transport, TraceFile? trace)
    {
        _transport = transport;
        _trace = trace;
        _peer = new Peer(new PeerSetup
        {
            Transport = transport,
            Loop = NewLoop(),
            Clock = TimeProvider.System,
            Serializer = options.Serializer,
            Ordering = options.Ordering,
            Trace = trace ?? (ITrace)NoTrace.Instance,
            WireFilters = options.KillAt is { } point
                ? [new KillPointFilter(point, transport.Self, transport.FlushAsync, Process.GetCurrentProcess().Kill)]
                : [],
            Filters = options.Filters,
            Observers = options.Observers,
            Rpc = options.Rpc,
            Couplers = options.Couplers,
        });
        _peer.Faulted += OnFaulted;
        if (options.LeaveOnCtrlC) LeaveOnSignals();
        Rehearsed = options.Rehearses ? RehearseAsync(options) : Task.CompletedTask;
    }

    /// <summary>A process joined: once for each other member, after the start.</summary>
    public event Action<SessionMember>? Joined
    {
        add => _peer.Joined += value;
        remove => _peer.Joined -= value;
    }

    /// <summary>A process left, with the reason and a text.</summary>
    public event Action<SessionMember, LeaveReason, string>? Left
    {
        add => _peer.Left += value;
        remove => _peer.Left -= value;
    }

    /// <summary>An exception that no caller waits for. While nobody listens it is written to the standard error stream.</summary>
    public event Action<Exception>? Faulted
    {
        add => _faulted += value;
        remove => _faulted -= value;
    }

    /// <summary>This peer's name.</summary>
    public PeerName Name => _peer.Name;

    /// <summary>This peer's place in the session-wide join order, from 1.</summary>
    public int JoinNumber => _transport.JoinNumber;

    /// <summary>The session's address; with port 0 in the options, the port that the rendezvous was given.</summary>
    public SessionAddress Session => _transport.Session;

    /// <summary>Whether this peer hosts the rendezvous.</summary>
    public bool IsHost => _transport.IsHost;

    /// <summary>Where this peer listens for the other members.</summary>
    internal IPEndPoint ListenEndPoint => _transport.ListenEndPoint;

    /// <summary>Completes when this peer has rehearsed the failure of a relayer, or does not do so. For tests.</summary>
    internal Task Rehearsed { get; }

    /// <summary>Plain, unordered calls.</summary>
    public RpcPort Rpc => _peer.Rpc;

    /// <summary>Completes when the session has its members; fails if it ends before.</summary>
    public Task<SessionStart> Started => _peer.Started;

    /// <summary>Completes when the session ends for this peer: by its own goodbye, or against its will.</summary>
    public Task<SessionEnd> Ended => _peer.Ended;

    /// <summary>
    /// Joins a session. Returns when the rendezvous has accepted this peer; the session starts when it has its members, and ordered calls
    /// made before stay pending.
    /// </summary>
    /// <exception cref="ArgumentException">An option breaks a rule.</exception>
    /// <exception cref="SessionUnreachableException">Nobody hosts the session there, or its port is taken.</exception>
    /// <exception cref="SessionRefusedException">
    /// The rendezvous refused this peer: name, secret, version, number of members, or a late join.
    /// </exception>
    public static async Task<TcpPeer> JoinAsync(PeerOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.KillAt?.Validate();
        options.Couplers.Validate();
        options.Rpc.Validate();
        var trace = options.TraceFile is null ? null : TraceFile.Create(options.TraceFile);
        TcpTransport? transport = null;
        try
        {
            transport = await TcpTransport.JoinAsync(TransportOptions(options), cancellation);
            return new TcpPeer(options, transport, trace);
        }
        catch
        {
            if (transport is not null) await transport.DisposeAsync();
            trace?.Dispose();
            throw;
        }
    }

    /// <summary>A loop on the threads of the pool.</summary>
    internal static PeerLoop NewLoop() =>
        PeerLoop.Free(static drain => ThreadPool.UnsafeQueueUserWorkItem(static action => action(), drain, preferLocal: false));

    /// <inheritdoc cref="Peer.Replicate{T}"/>
    public void Replicate<T>(T replica) where T : class => _peer.Replicate(replica);

    /// <inheritdoc cref="Peer.Ordered{T}"/>
    public T Ordered<T>() where T : class => _peer.Ordered<T>();

    /// <inheritdoc cref="Peer.LeaveAsync"/>
    public Task LeaveAsync(string reason = "goodbye") => _peer.LeaveAsync(reason);

    /// <summary>Says goodbye and frees everything.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var signal in _signals) signal.Dispose();
        await _peer.DisposeAsync();
        _trace?.Dispose();
    }

    /// <summary>Behind the first calls of the session, which need the processors more.</summary>
    private async Task RehearseAsync(PeerOptions options)
    {
        if (options.Ordering.FaultTolerance is not { } managers) return;
        var ended = _peer.Ended;
        await Task.WhenAny(_peer.Started, ended);
        await Task.WhenAny(Task.Delay(RehearsalPause), ended);
        if (ended.IsCompleted) return;
        var ofManagers = Task.Factory.StartNew(
            () =>
            {
                // The thread is this task's own.
                Thread.CurrentThread.Priority = ThreadPriority.Lowest;
                Rehearsal.TryPlay(managers.Buffering, options.Serializer);
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await Task.WhenAll(ofManagers, LinkRehearsal.TryPlayAsync());
    }

    private static TcpOptions TransportOptions(PeerOptions options) => new()
    {
        Name = PeerName.Parse(options.Name),
        Session = SessionAddress.Parse(options.Session),
        Members = options.Members,
        Rendezvous = options.Rendezvous,
        SilenceBound = options.SilenceBound,
        Secret = options.Secret,
        Listen = options.Listen,
        Tls = options.Tls,
        Log = options.Log,
    };

    private void OnFaulted(Exception exception)
    {
        if (_faulted is { } faulted) faulted(exception);
        else Console.Error.WriteLine($"'{Name}': {exception.Message}");
    }

    private void LeaveOnSignals()
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM])
        {
            _signals.Add(PosixSignalRegistration.Create(signal, context =>
            {
                // The second signal ends the process even if a replica never returns.
                if (Interlocked.Exchange(ref _signalled, 1) != 0) return;
                context.Cancel = true;
                _ = LeaveAndExitAsync();
            }));
        }
    }

    private async Task LeaveAndExitAsync()
    {
        await LeaveAsync();
        Environment.Exit(0);
    }
}
