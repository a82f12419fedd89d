using System.Collections.Concurrent;
using Course.Rpc.Calls;
using Course.Rpc.Loops;
using Course.Rpc.Proxies;
using Course.Rpc.Sessions;
using Course.Rpc.Transport;

namespace Course.Relaying.Bundling;

/// <summary>
/// An out-coupler whose calls may share broadcasts. While fewer than <see cref="Eager"/> of its broadcasts are under way, a call goes to
/// the relayer at once; what is called before one has come back is gathered, and goes as one broadcast when it has, or when the bundle is
/// full. There is no timer: a lone call never waits, and what waits, waits for a relay that is on its way. Its design note is
/// docs/design/bundles.md.
/// </summary>
/// <remarks>
/// A broadcast has come back when its relay has reached this peer, not when it was delivered: a delivery may await what a call made
/// within it causes at another peer, and such a call must not wait for the delivery.
/// </remarks>
public sealed class Bundler : ISessionObserver, IDisposable
{
    /// <summary>A bundle is full when its calls take so many bytes; one long call may go beyond it.</summary>
    public const int FullBytes = 12 << 10;

    /// <summary>
    /// While fewer broadcasts are under way, what is called goes at once: some are on their way to the relayer while others are on their
    /// way back.
    /// </summary>
    public const int Eager = 8;

    /// <summary>So many slabs of 64 KiB at most are kept to be used again.</summary>
    private const int MostReadSlabs = 32;

    private readonly PeerLoop _loop;
    private readonly ConnectionManager _connections;
    private readonly IRelayer _relayer;
    private readonly CouplerOptions _options;
    private readonly int? _maximumUnderWay;
    private readonly string _contract;
    private readonly string _header;
    private readonly Room _room;
    private readonly Sending _sending;
    private readonly ConcurrentQueue<GatheredCall> _gathered = new();
    private readonly ConcurrentQueue<CallSlab> _readSlabs = new(); // to be written again
    private CallSlab? _slab = new();
    private int _isPosted;
    private int _endedTogether; // calls with a result that ended in the last own bundle; written on the loop
    private long _load; // bytes that were gathered since the loop has looked into the queue
    private int _underWay; // own broadcasts that have not come back; written on the loop

    // On the loop only.
    private readonly BundleBuffer _bundle = new();
    private readonly Dictionary<long, Awaited> _awaited = [];
    private long _lastNumber;
    private SessionEnd? _end;

    /// <param name="loop">The peer's loop.</param>
    /// <param name="connections">Who this peer is, and whether its session goes on.</param>
    /// <param name="relayer">A proxy to the current relayer.</param>
    /// <param name="options">Bounds.</param>
    /// <param name="maximumUnderWay">
    /// The most broadcasts that the managers take before one comes back; null without managers, where what a relayer took with it
    /// never comes back.
    /// </param>
    public Bundler(PeerLoop loop, ConnectionManager connections, IRelayer relayer, CouplerOptions options, int? maximumUnderWay)
    {
        _loop = loop;
        _connections = connections;
        _relayer = relayer;
        _options = options;
        _maximumUnderWay = maximumUnderWay;
        _room = new Room(options.MaximumUndelivered);
        var bundle = ContractDescriptor.Of(typeof(IBundle));
        (_contract, _header) = (bundle.Name, bundle.Methods.Single().Header);
        _sending = new Sending(this);
    }

    /// <summary>As <see cref="OutCoupler.Ordered"/>.</summary>
    public T Ordered<T>(ContractDescriptor contract, Func<MethodDescriptor, ArgumentsCodec> codecFor) where T : class
    {
        var codecs = contract.Methods.ToDictionary(method => method, codecFor);
        return DynamicProxy.Create<T>(new OrderedCallHandler(this, contract, codecs));
    }

    /// <summary>A relayer-client that tells the bundler which of its broadcasts have come back, and hands everything on.</summary>
    public IRelayerClient Before(IRelayerClient client) => new Watch(this, client);

    /// <summary>Sends what was gathered, whatever is under way: this peer leaves. On the loop.</summary>
    public void Flush()
    {
        _underWay = 0;
        Send();
    }

    void ISessionObserver.OnStarted(SessionStart start) => Send();

    void ISessionObserver.OnLeft(SessionMember member, LeaveReason reason, string detail)
    {
        if (_maximumUnderWay is null) Flush();
    }

    void ISessionObserver.OnEnded(LeaveReason reason, string detail)
    {
        foreach (var (_, call) in _awaited.OrderBy(pair => pair.Key))
        {
            call.Cancellation.Unregister();
            call.Completion.Fail(new OutcomeUnknownException(call.Method.ToString(), detail));
        }

        _awaited.Clear();
        _bundle.Clear();
        _end = new SessionEnd(reason, detail);
        // Nothing comes back any more: from now on each caller asks for a step, and whoever has not is in the queue.
        _underWay = 0;
        Interlocked.MemoryBarrier();
        FailGathered(_end);
        _room.End();
    }

    /// <inheritdoc/>
    public void Dispose() => _room.Dispose();

    /// <summary>An own call was delivered here. On the loop, in the order of the numbers.</summary>
    /// <param name="own">The call.</param>
    /// <param name="mayBeAwaited">False spares a look for who awaits a one-way call.</param>
    /// <returns>Who awaits the call, if anybody.</returns>
    internal CallCompletion? Delivered(in BundledCall own, bool mayBeAwaited)
    {
        _room.GiveBack(own.Arguments.Length);
        if (!mayBeAwaited || !_awaited.Remove(own.Number, out var call)) return null;
        call.Cancellation.Unregister();
        _endedTogether++;
        return call.Completion;
    }

    /// <summary>The delivery of an own bundle begins. On the loop.</summary>
    internal void Begun() => _endedTogether = 0;

    /// <summary>Lets those go on who wait for room, if there is enough of it. On the loop, after deliveries.</summary>
    internal void WakeIfRoom() => _room.WakeIfHalfFree();

    private object? Call(ContractDescriptor contract, MethodDescriptor method, ArgumentsCodec codec, object?[] arguments)
    {
        Refusals.RefuseInsideDelivery(method, _loop);
        var encoded = Encode(codec, method.Travelling(arguments, out var cancellation), out var slab);
        Refusals.RefuseTooLarge(method, encoded.Length, _options);
        var isOnLoop = _loop.IsOnLoop;
        TakeRoom(method, encoded.Length, isOnLoop, cancellation);
        var completion = method.IsOneWay ? null : method.NewCompletion();
        // A cancellation ends the wait only: the broadcast keeps its place.
        var registration = completion is null ? default : cancellation.UnsafeRegister(_ => completion.Cancel(cancellation), null);
        _gathered.Enqueue(new GatheredCall(contract, method, encoded, slab, completion, registration));
        if (isOnLoop) Send();
        else if (IsTimeToSend(encoded.Length) && Interlocked.Exchange(ref _isPosted, 1) == 0) PostSend(completion);
        return completion?.Returned;
    }

    /// <summary>Callers whose results came together will call again together: the first of them leaves the others a moment.</summary>
    private void PostSend(CallCompletion? completion)
    {
        if (completion is not null && Volatile.Read(ref _endedTogether) > 1) _loop.PostLater(ThreadRole.Application, _sending);
        else _loop.Post(ThreadRole.Application, _sending);
    }

    private ReadOnlyMemory<byte> Encode(ArgumentsCodec codec, object?[] arguments, out CallSlab slab)
    {
        // Who comes meanwhile, or after arguments that have no form, takes another one.
        slab = Interlocked.Exchange(ref _slab, null) ?? (_readSlabs.TryDequeue(out var read) ? read : new CallSlab());
        slab.Begin();
        codec.Encode(arguments, slab);
        var encoded = slab.Take();
        if (!slab.IsFull) Volatile.Write(ref _slab, slab);
        return encoded;
    }

    private void TakeRoom(MethodDescriptor method, int bytes, bool isOnLoop, CancellationToken cancellation)
    {
        if (_room.TryTake(bytes)) return;
        if (isOnLoop) throw Refusals.NoRoomOnTheLoop(method, _connections.Self.Value, _options);
        if (!_room.Wait(bytes, cancellation)) throw new SessionEndedException(_connections.Ended.Result);
    }

    /// <summary>
    /// A bundle is full, or little is under way. What is not sent for it is sent when something comes back: the loop lowers the count and
    /// then looks into the queue, a caller fills the queue and then looks at the count.
    /// </summary>
    private bool IsTimeToSend(int bytes)
    {
        // A call of few bytes counts as so many that a bundle of the most calls is full as well.
        var load = Interlocked.Add(ref _load, Math.Max(bytes, FullBytes / _options.MaximumBundledCalls));
        return load >= FullBytes || Volatile.Read(ref _underWay) < Eager;
    }

    private void Returned()
    {
        _underWay = Math.Max(0, _underWay - 1);
        Send();
    }

    /// <summary>On the loop.</summary>
    private void Send()
    {
        Interlocked.Exchange(ref _isPosted, 0);
        Interlocked.Exchange(ref _load, 0);
        if (_end is not null) FailGathered(_end);
        // Nobody relays before the start, nor while the session ends.
        if (_connections.Start is null || _connections.HasEnded) return;
        while (_underWay < (_maximumUnderWay ?? int.MaxValue) && _gathered.TryDequeue(out var call))
        {
            _bundle.Add(_connections.Self.Value, ++_lastNumber, call);
            if (call.Slab.Read() && _readSlabs.Count < MostReadSlabs) _readSlabs.Enqueue(call.Slab);
            if (call.Completion is { } completion) _awaited.Add(_lastNumber, new Awaited(call.Method, completion, call.Cancellation));
            if (_bundle.Count == _options.MaximumBundledCalls || _bundle.Length >= FullBytes) Broadcast();
        }

        if (_underWay < Eager && _bundle.Count > 0) Broadcast();
    }

    private void Broadcast()
    {
        _underWay++;
        try
        {
            // The proxy encodes it before it returns, so the memory can be used again.
            _relayer.Broadcast(new ApplicationCall(_contract, _header, _connections.Self, 0, _bundle.Seal()));
        }
        finally
        {
            _bundle.Clear();
        }
    }

    private void FailGathered(SessionEnd end)
    {
        while (_gathered.TryDequeue(out var call))
        {
            call.Cancellation.Unregister();
            call.Completion?.Fail(new SessionEndedException(end));
        }
    }

    private readonly record struct Awaited(MethodDescriptor Method, CallCompletion Completion, CancellationTokenRegistration Cancellation);

    private sealed class Sending(Bundler bundler) : ILoopWork
    {
        public void Run() => bundler.Send();
    }

    private sealed class Watch(Bundler bundler, IRelayerClient client) : IRelayerClient
    {
        public void Relay(ApplicationCall call)
        {
            if (call?.Contract == bundler._contract && call.Caller == bundler._connections.Self) bundler.Returned();
            client.Relay(call!);
        }
    }

    private sealed class OrderedCallHandler(
        Bundler bundler, ContractDescriptor contract, Dictionary<MethodDescriptor, ArgumentsCodec> codecs)
        : ICallHandler
    {
        public object? Call(MethodDescriptor method, object?[] arguments) => bundler.Call(contract, method, codecs[method], arguments);
    }
}
