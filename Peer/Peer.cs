using System.Collections.Concurrent;
using Course.FaultTolerance;
using Course.Filters;
using Course.Relaying;
using Course.Relaying.Bundling;
using Course.Rpc;
using Course.Rpc.Calls;
using Course.Rpc.Filtering;
using Course.Rpc.Loops;
using Course.Rpc.Sessions;
using Course.Rpc.Tracing;
using Course.Rpc.Transport;

namespace Course.Peers;

/// <summary>
/// One peer of a session: relayer and relayer-client over RPC, with the filters and the fault-tolerance managers between. Reads like
/// the lecture's diagram; the transport is given from outside. Any thread may use it; replicas and handlers run on the peer's loop.
/// </summary>
/// <example>
/// <code>
/// application → out-coupler → (filters → managers) → relayer → (filters → managers) → in-coupler → replica
/// </code>
/// </example>
public sealed class Peer : IAsyncDisposable
{
    private readonly PeerLoop _loop;
    private readonly ITransport _transport;
    private readonly ConnectionManager _connections;
    private readonly EventTrace _trace;
    private readonly OutCoupler _outCoupler;
    private readonly InCoupler _inCoupler;
    private readonly SessionEvents _events;
    private readonly ConcurrentDictionary<ContractDescriptor, object> _replicas = new();
    private Task? _leaving;

    /// <summary>Builds the peer and attaches it to its transport.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public Peer(PeerSetup setup)
    {
        setup.Couplers.Validate();
        setup.Rpc.Validate();
        RequireRoomForPending(setup);
        _loop = setup.Loop;
        _transport = setup.Transport;
        _loop.Failed = OnFailed;
        _connections = new ConnectionManager(_transport, _loop);

        var members = new MemberTable();
        var describer = new CallDescriber(setup.Serializer);
        _trace = new EventTrace(new PeerTrace(setup.Trace, _transport.Self.Value, setup.Clock), _loop, members, describer.Describe);
        var faultTolerance = NewFaultToleranceFilter(setup, members);
        List<ISendReceiveFilter> filters = [.. setup.Filters];
        if (faultTolerance is not null) filters.Add(faultTolerance);
        filters.AddRange(setup.WireFilters);
        Rpc = new RpcPort(_loop, _transport, _connections, setup.Serializer, setup.Clock, filters, setup.Rpc);

        // The fault-tolerance filter addresses broadcasts to the elected relayer; without it the first member relays.
        var currentRelayer = Rpc.To<IRelayer>(() => faultTolerance is null ? FirstLive : PeerName.None);
        _outCoupler = new OutCoupler(_loop, _connections, currentRelayer, setup.Couplers);
        _inCoupler = new InCoupler(_loop, _connections, _outCoupler, new DeliveryTrace(_trace), () => Rpc.Context, setup.Couplers);
        _bundles = NewBundles(setup, currentRelayer);
        var client = new RelayerClient(_inCoupler);
        Rpc.Register(_bundles?.Before(client) ?? client);
        Rpc.Register<IRelayer>(new Relayer(Rpc.All<IRelayerClient>().OneWay));

        Managers = faultTolerance?.Managers;
        _events = new SessionEvents(this);
        _trace.Attach(Rpc);
        _connections.Add(_trace);
        if (faultTolerance is not null) _connections.Add(faultTolerance);
        _connections.Add(Rpc);
        _connections.Add(_inCoupler);
        if (_bundles is not null) _connections.Add(_bundles.Observer);
        _connections.Add(_outCoupler);
        foreach (var observer in setup.Observers) _connections.Add(new GuardedObserver(observer, RaiseFaulted));
        _connections.Add(new GuardedObserver(_events, RaiseFaulted));
        Rpc.Faulted += RaiseFaulted;
        _inCoupler.Faulted += RaiseFaulted;
        if (_bundles is not null) _bundles.Faulted += RaiseFaulted;
        _connections.Open(Rpc.OnFrame, Rpc.OnFrame);
    }

    /// <summary>A process joined: once for each other member, after the start. On the loop.</summary>
    public event Action<SessionMember>? Joined;

    /// <summary>A process left, with the reason and a text. On the loop.</summary>
    public event Action<SessionMember, LeaveReason, string>? Left;

    /// <summary>
    /// An exception that no caller waits for: of a one-way replica method, of a handler, of the peer itself. On the loop.
    /// </summary>
    public event Action<Exception>? Faulted;

    /// <summary>This peer's name.</summary>
    public PeerName Name => _transport.Self;

    /// <summary>Plain, unordered calls.</summary>
    public RpcPort Rpc { get; }

    /// <summary>The fault-tolerance managers, to look at on the loop; <see langword="null"/> without fault tolerance.</summary>
    public FaultToleranceManagers? Managers { get; }

    /// <summary>
    /// Completes when the member list is frozen; fails with <see cref="SessionEndedException"/> if the session ends before.
    /// </summary>
    public Task<SessionStart> Started => _connections.Started;

    /// <summary>Completes when the session ends for this peer: by its own goodbye, or against its will.</summary>
    public Task<SessionEnd> Ended => _connections.Ended;

    /// <summary>
    /// The method of a replica, <c>Contract.Name(Type)</c>, that has begun and not ended because it awaits something; null if there is
    /// none. On the loop.
    /// </summary>
    public string? Delivering =>
        _bundles?.Delivering ?? (_inCoupler.Delivering is { } call ? $"{call.Contract}.{call.Header}" : null);

    /// <summary>
    /// Gives the local replica of a contract: it carries out every ordered call of the session, in the one order, one after another.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// The contract cannot be called from afar (the text names the method), or has a replica already.
    /// </exception>
    public void Replicate<T>(T replica) where T : class
    {
        ArgumentNullException.ThrowIfNull(replica);
        var contract = ContractDescriptor.Of(typeof(T));
        // Arguments that cannot travel are refused here, not at the first delivery.
        foreach (var method in contract.Methods) Rpc.ArgumentsOf(method);
        if (!_replicas.TryAdd(contract, replica))
        {
            throw new ArgumentException($"{contract.Name} has a replica at '{Name}' already. Replicate each contract once.");
        }

        Rpc.Loop.Post(ThreadRole.Application, () =>
        {
            _bundles?.Add(contract, replica, Rpc.ArgumentsOf);
            _inCoupler.Add(contract, replica, Rpc.ArgumentsOf);
        });
    }

    /// <summary>
    /// A proxy whose calls go through the relayer and take their place in the one order. Calls before the start stay pending.
    /// </summary>
    /// <exception cref="ArgumentException">The contract cannot be called from afar; the text names the method.</exception>
    public T Ordered<T>() where T : class
    {
        var contract = ContractDescriptor.Of(typeof(T));
        return _bundles?.Ordered<T>(contract, Rpc.ArgumentsOf) ?? _outCoupler.Ordered<T>(contract, Rpc.ArgumentsOf);
    }

    /// <summary>
    /// Says goodbye and ends the session for this peer; pending ordered calls fail with <see cref="OutcomeUnknownException"/>. Idempotent.
    /// </summary>
    /// <param name="reason">
    /// The words in the trace and in <see cref="Ended"/>; <c>run over</c> tells the checkers that nothing was cut short.
    /// </param>
    public Task LeaveAsync(string reason = "goodbye")
    {
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (Interlocked.CompareExchange(ref _leaving, left.Task, null) is { } leaving) return leaving;
        _loop.Post(ThreadRole.Application, () => Leave(reason, left));
        return left.Task;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await LeaveAsync();
        await _transport.DisposeAsync();
        _outCoupler.Dispose();
        _bundles?.Dispose();
    }

    // Declared behind the constructor: a fingerprint names lambdas, and the compiler numbers those by the members before them.
    private readonly Bundles? _bundles;

    private Bundles? NewBundles(PeerSetup setup, IRelayer relayer) => setup.Couplers.MaximumBundledCalls == 1
        ? null
        : new Bundles(_loop, _connections, relayer, _inCoupler, setup.Couplers, setup.Ordering.FaultTolerance?.MaximumPending);

    private static void RequireRoomForPending(PeerSetup setup)
    {
        // Bundles are counted apart: what they hold may be more than the managers take.
        if (setup.Ordering.FaultTolerance is not { } managers || setup.Couplers.MaximumBundledCalls > 1
            || setup.Couplers.MaximumUndelivered <= managers.MaximumPending) return;
        throw new ArgumentException(
            $"{nameof(CouplerOptions.MaximumUndelivered)} is {setup.Couplers.MaximumUndelivered} and "
            + $"{nameof(FaultToleranceOptions.MaximumPending)} is {managers.MaximumPending}: the managers would refuse calls that the "
            + $"couplers let pass. Choose {nameof(CouplerOptions.MaximumUndelivered)} <= "
            + $"{nameof(FaultToleranceOptions.MaximumPending)}.");
    }

    private PeerName FirstLive => _connections.Live.Count > 0 ? _connections.Live[0] : PeerName.None;

    private FaultToleranceFilter? NewFaultToleranceFilter(PeerSetup setup, MemberTable members)
    {
        if (setup.Ordering.FaultTolerance is not { } options) return null;
        var headers = new HeaderList(
            FormOf(typeof(IRelayer), nameof(IRelayer.Broadcast)),
            FormOf(typeof(IRelayerClient), nameof(IRelayerClient.Relay)));
        return new FaultToleranceFilter(new FaultToleranceManagers(options), _connections, setup.Serializer, headers, members, _trace);
    }

    private static CallForm FormOf(Type type, string method)
    {
        var contract = ContractDescriptor.Of(type);
        return new CallForm(contract.Name, contract.Methods.Single(candidate => candidate.Method.Name == method).Header);
    }

    private async void Leave(string reason, TaskCompletionSource left)
    {
        try
        {
            // What was called before the goodbye goes before it.
            _bundles?.Flush();
            _connections.End(LeaveReason.Goodbye, reason);
            await _transport.LeaveAsync();
            left.TrySetResult();
        }
#pragma warning disable CA1031 // Leaving must end, whatever the transport says; its failure goes to who leaves.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            left.TrySetException(exception);
        }
    }

    private void OnFailed(Exception exception)
    {
        RaiseFaulted(exception);
        // A broken invariant of the protocol cannot be mended by going on.
        if (exception is ProtocolViolationException) _connections.End(LeaveReason.Faulted, exception.Message);
    }

    private void RaiseFaulted(Exception exception) => Faulted?.Invoke(exception);

    /// <summary>The last observer: membership has been taken in everywhere else when the application hears of it.</summary>
    private sealed class SessionEvents(Peer peer) : ISessionObserver
    {
        public void OnJoined(SessionMember member) => peer.Joined?.Invoke(member);

        public void OnLeft(SessionMember member, LeaveReason reason, string detail) => peer.Left?.Invoke(member, reason, detail);

        public void OnEnded(LeaveReason reason, string detail) => peer._trace.End();
    }
}
