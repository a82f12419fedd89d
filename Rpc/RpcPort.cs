using Course.Rpc.Calls;
using Course.Rpc.Filtering;
using Course.Rpc.Loops;
using Course.Rpc.Proxies;
using Course.Rpc.Serialization;
using Course.Rpc.Sessions;
using Course.Rpc.Transport;

namespace Course.Rpc;

/// <summary>
/// The remote-procedure-call layer of one peer: registers objects, makes proxies to one peer or a group, and sends every call, those to
/// this peer itself included, through the peer's filters. Proxies may be called on any thread; objects are called on the peer's loop.
/// </summary>
public sealed class RpcPort : ISessionObserver
{
    private readonly ITransport _transport;
    private readonly RpcOptions _options;
    private readonly FilterPipeline _pipeline;
    private readonly Dispatcher _dispatcher;
    private readonly WireEnd _wire;
    private readonly RemoteReferences _references;

    /// <param name="loop">Owns the state of this peer.</param>
    /// <param name="transport">The links.</param>
    /// <param name="connections">Who is live.</param>
    /// <param name="serializer">Encodes arguments and results.</param>
    /// <param name="clock">Times the time-outs of calls.</param>
    /// <param name="filters">In send order, application → wire; fixed from here on.</param>
    /// <param name="options">Bounds; the defaults when left out.</param>
    public RpcPort(
        PeerLoop loop, ITransport transport, ConnectionManager connections, IMessageSerializer serializer, TimeProvider clock,
        IEnumerable<ISendReceiveFilter> filters, RpcOptions? options = null)
    {
        Loop = loop;
        Connections = connections;
        _transport = transport;
        _options = options ?? new RpcOptions();
        _references = new RemoteReferences(this);
        Bindings = new BindingTable(serializer, loop, _references.CodecFor);
        Pending = new PendingCalls(loop, clock);
        _dispatcher = new Dispatcher(this, _options.MaximumHeldCalls);
        _wire = new WireEnd(transport);
        _pipeline = new FilterPipeline(filters, _dispatcher, _wire);
        Register(_dispatcher.Registry);
    }

    /// <summary>
    /// Hears failures that no caller waits for: a one-way method that threw, a call to an object that is missing. On the loop.
    /// </summary>
    public event Action<Exception>? Faulted;

    /// <summary>
    /// Hears every envelope that comes from the wire, before the filters; several may listen. On the loop; an exception ends the step.
    /// </summary>
    public event Action<Envelope>? Received;

    /// <summary>The loop of this peer.</summary>
    public PeerLoop Loop { get; }

    /// <summary>Membership.</summary>
    public ConnectionManager Connections { get; }

    /// <summary>
    /// The peer whose call is being carried out; <see cref="PeerName.None"/> outside of a call. On the loop, before the first await of the
    /// called method.
    /// </summary>
    public PeerName Caller => _dispatcher.Caller;

    /// <summary>The context of the envelope that is being carried out (<see cref="Envelope.Context"/>). As <see cref="Caller"/>.</summary>
    public object? Context => _dispatcher.Context;

    /// <summary>Encodes the arguments of a method as plain calls do; for layers that carry calls inside calls.</summary>
    /// <exception cref="ArgumentException">A parameter's type cannot travel.</exception>
    public ArgumentsCodec ArgumentsOf(MethodDescriptor method) => Bindings.Of(method).Arguments;

    internal BindingTable Bindings { get; }

    internal PendingCalls Pending { get; }

    /// <summary>Plain calls of this peer whose results have not come. On the loop.</summary>
    public int PendingCount => Pending.Count;

    /// <summary>Registers an object under the name of its contract. Any thread.</summary>
    /// <exception cref="ArgumentException">The contract cannot be called from afar, or the name is taken.</exception>
    public void Register<T>(T target) where T : class => Register(ContractDescriptor.Of(typeof(T)).Name, target);

    /// <summary>Registers an object under a name. Calls that came before are carried out now, in order. Any thread.</summary>
    /// <exception cref="ArgumentException">
    /// The contract cannot be called from afar, or the name is taken (off the loop the latter goes to <see cref="Faulted"/>).
    /// </exception>
    public void Register<T>(string name, T target) where T : class
    {
        ArgumentNullException.ThrowIfNull(target);
        RegisterAs(typeof(T), name, target);
    }

    /// <summary>Registers an object under a name, in the place of another one if the name is taken. Any thread.</summary>
    /// <exception cref="ArgumentException">The contract cannot be called from afar.</exception>
    public void Rebind<T>(string name, T target) where T : class
    {
        ArgumentNullException.ThrowIfNull(target);
        RegisterAs(typeof(T), name, target, replace: true);
    }

    /// <summary>Asks a peer for an object by name.</summary>
    /// <returns>A proxy of it.</returns>
    /// <exception cref="ArgumentException">Nothing is registered there under the name, or something with another contract; the text says
    /// what is.</exception>
    public Task<T> LookupAsync<T>(PeerName peer, string? name = null) where T : class
    {
        var contract = ContractDescriptor.Of(typeof(T));
        var lookup = new Lookup<T>(To<IRegistry>(peer), To<T>(peer, name), peer, name ?? contract.Name, contract.Name);
        Run(lookup.Start);
        return lookup.Task;
    }

    /// <summary>A proxy to one peer; it may be this one: the call passes the same filters.</summary>
    /// <param name="peer">The called peer.</param>
    /// <param name="name">The registered name; the contract's name when left out.</param>
    /// <param name="timeout">How long callers wait; <see cref="RpcOptions.CallTimeout"/> when left out.</param>
    public T To<T>(PeerName peer, string? name = null, TimeSpan? timeout = null) where T : class =>
        Proxy<T>(new FixedDestination(peer), name, timeout);

    /// <summary>
    /// A proxy whose destination is asked for at each call, on the loop; <see cref="PeerName.None"/> leaves the address to a filter.
    /// </summary>
    public T To<T>(Func<PeerName> destination, string? name = null, TimeSpan? timeout = null) where T : class =>
        Proxy<T>(new MovingDestination(destination), name, timeout);

    /// <summary>A proxy to the peer whose call is being carried out.</summary>
    /// <exception cref="InvalidOperationException">No call is being carried out.</exception>
    public T ToCaller<T>(string? name = null, TimeSpan? timeout = null) where T : class =>
        Loop.IsOnLoop && !Caller.IsNone
            ? To<T>(Caller, name, timeout)
            : throw new InvalidOperationException(
                "There is no caller here: ask for its proxy inside a called method, before its first await.");

    /// <summary>All live members, this peer last.</summary>
    public Group<T> All<T>(string? name = null, TimeSpan? timeout = null) where T : class =>
        NewGroup<T>(() => Connections.All, name, timeout);

    /// <summary>All live members but this peer.</summary>
    public Group<T> Others<T>(string? name = null, TimeSpan? timeout = null) where T : class =>
        NewGroup<T>(() => Connections.Others, name, timeout);

    /// <summary>A named set of members; those that have left are asked as well, and answer with a failure.</summary>
    public Group<T> Set<T>(IEnumerable<PeerName> members, string? name = null, TimeSpan? timeout = null) where T : class
    {
        PeerName[] set = [.. members.Distinct()];
        return NewGroup<T>(() => set, name, timeout);
    }

    /// <summary>The number that the next frame to a peer bears on its directed link, from 1. On the loop.</summary>
    public int NextLinkNumber(PeerName to) => _wire.NextNumber(to);

    /// <summary>The number of the frame from a peer that was received last on its directed link, from 1. On the loop.</summary>
    public int LastLinkNumber(PeerName from) => _wire.LastNumber(from);

    /// <summary>Takes a frame of a live member. On the loop.</summary>
    public void OnFrame(PeerName from, ReadOnlyMemory<byte> frame) => OnFrame(from, frame, default);

    /// <summary>As the other, of a frame whose payload comes apart.</summary>
    public void OnFrame(PeerName from, ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> payload)
    {
        try
        {
            var envelope = _wire.Decode(from, head, payload);
            Received?.Invoke(envelope);
            _pipeline.Receive(envelope);
        }
        catch (MessageFormatException exception)
        {
            var detail = $"'{from}' sent bytes that are no message of this session: {exception.Message}";
            Connections.Exclude(from, LeaveReason.BadFrame, detail, $"excluded by '{Connections.Self}': {detail}");
        }
    }

    void ISessionObserver.OnLeft(SessionMember member, LeaveReason reason, string detail) => Pending.FailAll(member.Name, detail);

    void ISessionObserver.OnEnded(LeaveReason reason, string detail) => Pending.FailAll($"the session ended: {detail}");

    internal void RegisterAs(Type type, string name, object target, bool replace = false)
    {
        var contract = ContractDescriptor.Of(type);
        Bindings.Check(contract);
        Run(() => _dispatcher.Register(name, new RegisteredObject(contract, target), replace));
    }

    internal object ProxyOf(Type type, PeerName peer, string name)
    {
        Bindings.Check(ContractDescriptor.Of(type));
        return DynamicProxy.Create(type, new RemoteCallHandler(this, new FixedDestination(peer), name, _options.CallTimeout));
    }

    /// <summary>
    /// The encoded arguments of a call. A message that is only passed on, by the call that brought it, travels in the bytes in which
    /// it came.
    /// </summary>
    internal ReadOnlyMemory<byte> Encode(MethodDescriptor method, object?[] arguments) =>
        _dispatcher.TryPassOn(method, arguments, out var payload) ? payload : Bindings.Of(method).Arguments.Encode(arguments);

    internal void Report(Exception exception) => Faulted?.Invoke(exception);

    /// <summary>Runs now on the loop, or as a step of its own.</summary>
    internal void Run(Action action)
    {
        if (Loop.IsOnLoop) action();
        else Loop.Post(ThreadRole.Application, action);
    }

    /// <summary>As <see cref="Run"/>; an application thread first waits while the link's queue is over its bound.</summary>
    internal void RunSend(PeerName to, Action action, CancellationToken cancellation)
    {
        if (Loop.IsOnLoop)
        {
            action();
            return;
        }

        if (!to.IsNone) _transport.WaitForRoom(to, cancellation);
        Loop.Post(ThreadRole.Application, action);
    }

    /// <summary>As <see cref="Run"/>; an application thread first waits while the queue of any of the links is over its bound.</summary>
    internal void RunSend(IReadOnlyList<PeerName> to, Action action, CancellationToken cancellation)
    {
        if (!Loop.IsOnLoop)
        {
            foreach (var member in to) _transport.WaitForRoom(member, cancellation);
        }

        Run(action);
    }

    /// <summary>
    /// Sends an envelope of this peer through the filters; calls made while another call is carried out inherit its context. On the loop.
    /// </summary>
    internal void Send(in Envelope envelope) =>
        _pipeline.Send(envelope with { From = Connections.Self, Context = envelope.Context ?? _dispatcher.Context });

    private T Proxy<T>(Destination destination, string? name, TimeSpan? timeout) where T : class
    {
        var contract = ContractDescriptor.Of(typeof(T));
        Bindings.Check(contract);
        return DynamicProxy.Create<T>(new RemoteCallHandler(this, destination, name ?? contract.Name, timeout ?? _options.CallTimeout));
    }

    private Group<T> NewGroup<T>(Func<IReadOnlyList<PeerName>> members, string? name, TimeSpan? timeout) where T : class
    {
        var contract = ContractDescriptor.Of(typeof(T));
        Bindings.Check(contract);
        return new Group<T>(this, members, name ?? contract.Name, timeout ?? _options.CallTimeout);
    }
}
