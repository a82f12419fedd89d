using Course.Relaying.Bundling;
using Course.Rpc.Calls;
using Course.Rpc.Loops;
using Course.Rpc.Sessions;
using Course.Rpc.Transport;

namespace Course.Relaying;

/// <summary>
/// Couples the relayer to the application: carries out relayed calls on the local replicas, serially: the next starts when the task
/// that the replica returned has ended. Meanwhile replies, membership and heartbeats go on. On the loop only.
/// </summary>
public sealed class InCoupler : ISessionObserver
{
    private readonly PeerLoop _loop;
    private readonly ConnectionManager _connections;
    private readonly OutCoupler _outCoupler;
    private readonly IDeliveryObserver _observer;
    private readonly Func<object?> _context;
    private readonly CouplerOptions _options;
    private readonly Dictionary<string, Replica> _replicas = new(StringComparer.Ordinal);
    private readonly Queue<Waiting> _waiting = new();
    private ApplicationCall? _delivering;

    /// <param name="loop">The peer's loop.</param>
    /// <param name="connections">Ends the session when a bound is exceeded.</param>
    /// <param name="outCoupler">Knows who waits for the results of this peer's own calls.</param>
    /// <param name="observer">Hears of deliveries.</param>
    /// <param name="context">The context of the envelope that is being carried out.</param>
    /// <param name="options">Bounds.</param>
    public InCoupler(
        PeerLoop loop, ConnectionManager connections, OutCoupler outCoupler,
        IDeliveryObserver observer, Func<object?> context, CouplerOptions options)
    {
        _loop = loop;
        _connections = connections;
        _outCoupler = outCoupler;
        _observer = observer;
        _context = context;
        _options = options;
    }

    /// <summary>Hears the exceptions of one-way methods, for which no caller waits.</summary>
    public event Action<Exception>? Faulted;

    /// <summary>Relayed calls that wait for their replica or for the delivery before them.</summary>
    public int WaitingCount => _waiting.Count;

    /// <summary>The call whose delivery has begun and has not ended, because its replica awaits something; null if there is none.</summary>
    public ApplicationCall? Delivering => _delivering;

    /// <summary>Gives the local replica of a contract; calls that waited for it are delivered now.</summary>
    /// <exception cref="ArgumentException">The contract has a replica already.</exception>
    public void Add(ContractDescriptor contract, object target, Func<MethodDescriptor, ArgumentsCodec> codecFor)
    {
        var replica = new Replica(target, contract, codecFor, _loop);
        if (!_replicas.TryAdd(contract.Name, replica))
        {
            throw new ArgumentException($"{contract.Name} has a replica at this peer already. Replicate each contract once.");
        }

        DeliverWaiting();
    }

    /// <summary>Takes a relayed call; calls come in the order of the session.</summary>
    public void Deliver(ApplicationCall call)
    {
        if (_connections.HasEnded) return;
        if (call?.Contract is null || call.Header is null)
        {
            // The bytes of a faulty member: equal at every peer, so every peer leaves them out.
            throw new ArgumentException("A relayed call names no contract or no method, and is left out. Do all peers run one version?");
        }

        if (call.Contract == nameof(IBundle) && !_replicas.ContainsKey(call.Contract))
        {
            _connections.End(LeaveReason.Faulted, Bundled(call));
            return;
        }

        if (_waiting.Count == _options.MaximumWaiting)
        {
            _connections.End(LeaveReason.Faulted, TooManyWaiting());
            return;
        }

        // <A2.4> Deliver one call after another.
        // | Its place is behind all that wait. The context is that of this moment: keep it with the call.
        _waiting.Enqueue(new Waiting(call, _context()));
        DeliverWaiting();
        // </A2.4>
    }

    void ISessionObserver.OnEnded(LeaveReason reason, string detail) => _waiting.Clear();

    private void DeliverWaiting()
    {
        // <A2.4> Deliver one call after another.
        // | While no delivery is under way and the first that waits has its replica: take it and deliver it.
        // | If its replica is not there, all wait: nobody overtakes.
        while (_delivering is null && _waiting.TryPeek(out var next) && _replicas.TryGetValue(next.Call.Contract, out var replica))
        {
            _waiting.Dequeue();
            Deliver(replica, next);
        }

        // </A2.4>
    }

    private void Deliver(Replica replica, Waiting next)
    {
        // <A2.4> Deliver one call after another.
        // | From now on until Ended or Failed this call is being delivered. Tell the observer, find the replica's method, decode
        // | the arguments by it, Start it. A task that has completed well has Ended; any other ends later. What is thrown has Failed.
        var call = next.Call;
        _delivering = call;
        MethodDescriptor? method = null;
        try
        {
            _observer.Delivered(call, next.Context);
            var found = replica[call.Header];
            method = found.Method;
            var task = Start(found, replica.Target, found.Arguments.Decode(call.Arguments));
            if (task is null or { IsCompletedSuccessfully: true }) Ended(next, method.ResultOf(task));
            else EndLater(next, method, task);
        }
#pragma warning disable CA1031 // Whatever a replica throws belongs to its caller; the order goes on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Failed(next, method, exception);
        }

        // </A2.4>
    }

    private static Task? Start(ReplicaMethod method, object target, object?[] arguments)
    {
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(method.Context);
        try
        {
            return method.Method.Start(target, arguments);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    // <A2.4> Deliver one call after another.
    private async void EndLater(Waiting delivery, MethodDescriptor method, Task task)
    {
        SynchronizationContext.SetSynchronizationContext(_loop.Context);
        try
        {
            await task;
            Ended(delivery, method.ResultOf(task));
        }
#pragma warning disable CA1031 // As above.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Failed(delivery, method, exception);
        }

        DeliverWaiting();
    }
    // </A2.4>

    private void Ended(in Waiting delivery, object? result)
    {
        _delivering = null;
        if (delivery.Call.Caller != _connections.Self) return;
        // <A2.5> Give the result to who waits for it.
        _outCoupler.TakeDelivered(delivery.Call)?.Complete(result);
        // </A2.5>
    }

    private void Failed(in Waiting delivery, MethodDescriptor? method, Exception exception)
    {
        _delivering = null;
        _observer.Failed(delivery.Call, delivery.Context, exception);
        // Its caller waits for it at another peer.
        if (delivery.Call.Caller != _connections.Self && method is { IsOneWay: false }) return;
        // <A2.5> Give the result to who waits for it.
        // | The exception belongs to who waits for the call at this peer. If nobody can wait for it anywhere, because the method is
        // | one-way or not known, it is told by Faulted.
        if (_outCoupler.TakeDelivered(delivery.Call) is { } caller) caller.Fail(exception);
        else if (method is null or { IsOneWay: true }) Faulted?.Invoke(exception);
        // </A2.5>
    }

    private string TooManyWaiting()
    {
        var next = _waiting.Peek().Call;
        // The first of all may be a bundle that has begun, and waits within.
        next = (_replicas.GetValueOrDefault(nameof(IBundle))?.Target as Unbundler)?.WaitingForReplica ?? next;
        return _replicas.ContainsKey(next.Contract)
            ? $"{_options.MaximumWaiting} relayed calls wait for the replica of {next.Contract} at '{_connections.Self}', "
                + $"which is slower than the session (the bound {nameof(CouplerOptions.MaximumWaiting)}). "
                + "Make its methods quicker, slow the senders, or raise the bound."
            : $"{_options.MaximumWaiting} relayed calls wait at '{_connections.Self}', and the first is {next}, "
                + $"for which there is no replica (the bound {nameof(CouplerOptions.MaximumWaiting)}). "
                + $"Call Replicate<{next.Contract}> before the session starts.";
    }

    private static string Bundled(ApplicationCall call) =>
        $"'{call.Caller}' lets its calls share broadcasts, and this peer does not take them apart. "
        + $"Give all members a {nameof(CouplerOptions.MaximumBundledCalls)} above 1, or all of them 1.";

    private readonly record struct Waiting(ApplicationCall Call, object? Context);
}
