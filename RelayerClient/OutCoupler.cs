using Course.Rpc.Calls;
using Course.Rpc.Loops;
using Course.Rpc.Proxies;
using Course.Rpc.Sessions;
using Course.Rpc.Transport;

namespace Course.Relaying;

/// <summary>
/// Couples the application to the relayer: a call on an ordered proxy becomes a broadcast, and whoever awaits it gets the result that
/// the local replica gives at the call's place in the order.
/// </summary>
public sealed class OutCoupler : ISessionObserver, IDisposable
{
    private readonly PeerLoop _loop;
    private readonly ConnectionManager _connections;
    private readonly IRelayer _relayer;
    private readonly CouplerOptions _options;
    private readonly UndeliveredCalls _undelivered;

    // <A2.3> Turn an ordered call into a broadcast.
    // | Calls that were made before the session has started: nobody relays yet.
    // Nobody is elected before the start; bounded, as the undelivered calls are.
    private readonly Queue<ApplicationCall> _beforeStart = new();
    // </A2.3>

    /// <param name="loop">The peer's loop.</param>
    /// <param name="connections">Who this peer is, and whether its session goes on.</param>
    /// <param name="relayer">A proxy to the current relayer, whoever that is.</param>
    /// <param name="options">Bounds.</param>
    public OutCoupler(PeerLoop loop, ConnectionManager connections, IRelayer relayer, CouplerOptions options)
    {
        _loop = loop;
        _connections = connections;
        _relayer = relayer;
        _options = options;
        _undelivered = new UndeliveredCalls(options.MaximumUndelivered);
    }

    /// <summary>A proxy whose calls take their place in the one order of the session. Any thread may call it.</summary>
    /// <param name="contract">The replicated contract.</param>
    /// <param name="codecFor">Encodes the arguments of a method.</param>
    public T Ordered<T>(ContractDescriptor contract, Func<MethodDescriptor, ArgumentsCodec> codecFor) where T : class
    {
        var codecs = contract.Methods.ToDictionary(method => method, codecFor);
        return DynamicProxy.Create<T>(new OrderedCallHandler(this, contract, codecs));
    }

    void ISessionObserver.OnStarted(SessionStart start)
    {
        // <A2.3> Turn an ordered call into a broadcast.
        while (_beforeStart.TryDequeue(out var call)) _relayer.Broadcast(call);
        // </A2.3>
    }

    void ISessionObserver.OnEnded(LeaveReason reason, string detail) => _undelivered.FailAll(detail);

    /// <inheritdoc/>
    public void Dispose() => _undelivered.Dispose();

    /// <summary>The delivery of an own call has ended here: its room is free again.</summary>
    /// <returns>Who waits for the result, if anybody.</returns>
    internal CallCompletion? TakeDelivered(ApplicationCall call)
    {
        // <A2.5> Give the result to who waits for it.
        // | Numbers count at each caller: call 1 of another peer is not call 1 of this one.
        return call.Caller == _connections.Self ? _undelivered.Remove(call.Number) : null;
        // </A2.5>
    }

    private object? Call(ContractDescriptor contract, MethodDescriptor method, ArgumentsCodec codec, object?[] arguments)
    {
        // <A2.3> Turn an ordered call into a broadcast.
        // | On the caller's thread: encode what travels, and refuse what must be refused (RefuseTooLarge, RefuseInsideDelivery); then
        // | TakeRoom. Who awaits the call gets a new completion; a cancellation ends that wait and not the call.
        // | Broadcast belongs to the loop: go on there at once if you are on it, else post.
        var encoded = codec.Encode(method.Travelling(arguments, out var cancellation));
        RefuseTooLarge(method, encoded.Length);
        RefuseInsideDelivery(method);
        TakeRoom(method, cancellation);
        var completion = method.IsOneWay ? null : method.NewCompletion();
        // A cancellation ends the wait only: the broadcast is on its way and keeps its place.
        var registration = completion is null ? default : cancellation.UnsafeRegister(_ => completion.Cancel(cancellation), null);
        if (_loop.IsOnLoop) Broadcast(contract, method, encoded, completion, registration);
        else _loop.Post(ThreadRole.Application, () => Broadcast(contract, method, encoded, completion, registration));
        return completion?.Returned;
        // </A2.3>
    }

    private void Broadcast(
        ContractDescriptor contract, MethodDescriptor method, ReadOnlyMemory<byte> encoded,
        CallCompletion? completion, CancellationTokenRegistration cancellation)
    {
        // <A2.3> Turn an ordered call into a broadcast.
        // | After the end of the session the call fails (SessionEndedException) and its cancellation is of no interest any more.
        // | Else it gets its number from the undelivered calls and goes to the relayer, as soon as the session has started.
        if (_connections.HasEnded)
        {
            cancellation.Unregister();
            completion?.Fail(new SessionEndedException(_connections.Ended.Result));
            return;
        }

        var number = _undelivered.Add(method, completion, cancellation);
        var call = new ApplicationCall(contract.Name, method.Header, _connections.Self, number, encoded);
        if (_connections.Start is null) _beforeStart.Enqueue(call);
        else _relayer.Broadcast(call);
        // </A2.3>
    }

    private void RefuseInsideDelivery(MethodDescriptor method) => Refusals.RefuseInsideDelivery(method, _loop);

    private void RefuseTooLarge(MethodDescriptor method, int bytes) => Refusals.RefuseTooLarge(method, bytes, _options);

    private void TakeRoom(MethodDescriptor method, CancellationToken cancellation)
    {
        if (!_loop.IsOnLoop)
        {
            if (!_undelivered.WaitForRoom(cancellation)) throw new SessionEndedException(_connections.Ended.Result);
        }
        else if (!_undelivered.TryTakeRoom())
        {
            throw Refusals.NoRoomOnTheLoop(method, _connections.Self.Value, _options);
        }
    }

    private sealed class OrderedCallHandler(
        OutCoupler outCoupler, ContractDescriptor contract, Dictionary<MethodDescriptor, ArgumentsCodec> codecs)
        : ICallHandler
    {
        public object? Call(MethodDescriptor method, object?[] arguments) => outCoupler.Call(contract, method, codecs[method], arguments);
    }
}
