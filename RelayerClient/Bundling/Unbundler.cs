using Course.Rpc.Calls;
using Course.Rpc.Loops;
using Course.Rpc.Serialization;
using Course.Rpc.Sessions;

namespace Course.Relaying.Bundling;

/// <summary>
/// The replica of <see cref="IBundle"/>: delivers the calls of a bundle to the application's replicas, one after another, as the in-coupler
/// delivers calls that are not bundled. On the loop only.
/// </summary>
public sealed class Unbundler : IBundle
{
    private readonly PeerLoop _loop;
    private readonly ConnectionManager _connections;
    private readonly Bundler _bundler;
    private readonly Dictionary<string, Replica> _replicas = new(StringComparer.Ordinal);
    private TaskCompletionSource? _replicaAdded;
    private Found _last;

    /// <param name="loop">The peer's loop.</param>
    /// <param name="connections">Who this peer is, and whether its session goes on.</param>
    /// <param name="bundler">Knows who waits for the results of this peer's own calls.</param>
    public Unbundler(PeerLoop loop, ConnectionManager connections, Bundler bundler)
    {
        _loop = loop;
        _connections = connections;
        _bundler = bundler;
    }

    /// <summary>Hears the exceptions of one-way methods, for which no caller waits.</summary>
    public event Action<Exception>? Faulted;

    /// <summary>
    /// The call, <c>Contract.Name(Type)</c>, that has begun and not ended, because its replica awaits something; null if there is none.
    /// </summary>
    public string? Delivering { get; private set; }

    /// <summary>The call that waits for its replica, and keeps all others waiting; null if there is none.</summary>
    internal ApplicationCall? WaitingForReplica { get; private set; }

    /// <summary>Gives the local replica of a contract; calls that waited for it are delivered now.</summary>
    public void Add(ContractDescriptor contract, object target, Func<MethodDescriptor, ArgumentsCodec> codecFor)
    {
        _replicas.TryAdd(contract.Name, new Replica(target, contract, codecFor, _loop));
        var added = _replicaAdded;
        _replicaAdded = null;
        added?.SetResult();
    }

    /// <inheritdoc/>
    public Task Carry(ReadOnlyMemory<byte> calls)
    {
        if (!TryBegin(calls, out var reader)) return Task.CompletedTask;
        if (reader.IsOwn) _bundler.Begun();
        while (TryRead(ref reader, out var call))
        {
            if (Deliver(call) is { } ending) return CarryOnAsync(reader, ending);
        }

        _bundler.WakeIfRoom();
        return Task.CompletedTask;
    }

    private async Task CarryOnAsync(BundleReader reader, Task ending)
    {
        SynchronizationContext.SetSynchronizationContext(_loop.Context);
        _bundler.WakeIfRoom();
        await ending;
        while (TryRead(ref reader, out var call))
        {
            if (Deliver(call) is not { } next) continue;
            _bundler.WakeIfRoom();
            await next;
        }

        _bundler.WakeIfRoom();
    }

    /// <returns>Ends, well, when the delivery has ended; null if it has ended already.</returns>
    private Task? Deliver(in BundledCall call)
    {
        MethodDescriptor? method = null;
        try
        {
            if (!TryFind(call, out var found)) return DeliverLaterAsync(call);
            method = found.Method.Method;
            found.Method.Arguments.Decode(call.Arguments, found.Arguments);
            var task = Start(found);
            if (task is { IsCompletedSuccessfully: false }) return EndLaterAsync(call, method, task);
            Ended(call, method, task);
        }
#pragma warning disable CA1031 // Whatever a replica throws belongs to its caller; the order goes on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Failed(call, method, exception);
        }

        return null;
    }

    private static Task? Start(in Found found)
    {
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(found.Method.Context);
        try
        {
            return found.Method.Method.Start(found.Target, found.Arguments);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
            Array.Clear(found.Arguments);
        }
    }

    private async Task EndLaterAsync(BundledCall call, MethodDescriptor method, Task task)
    {
        SynchronizationContext.SetSynchronizationContext(_loop.Context);
        Delivering = $"{call.Contract}.{call.Header}";
        try
        {
            await task;
            Ended(call, method, task);
        }
#pragma warning disable CA1031 // As above.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Failed(call, method, exception);
        }

        Delivering = null;
    }

    /// <summary>The replica is not there yet: this call waits for it, and all others behind it.</summary>
    private async Task DeliverLaterAsync(BundledCall call)
    {
        SynchronizationContext.SetSynchronizationContext(_loop.Context);
        WaitingForReplica = new ApplicationCall(call.Contract, call.Header, call.Caller, call.Number, call.Arguments);
        while (!_replicas.ContainsKey(call.Contract)) await (_replicaAdded ??= new TaskCompletionSource()).Task;
        WaitingForReplica = null;
        if (Deliver(call) is { } ending) await ending;
    }

    private void Ended(in BundledCall call, MethodDescriptor method, Task? task)
    {
        if (call.IsOwn) _bundler.Delivered(call, !method.IsOneWay)?.Complete(method.ResultOf(task));
    }

    private void Failed(in BundledCall call, MethodDescriptor? method, Exception exception)
    {
        var caller = call.IsOwn ? _bundler.Delivered(call, mayBeAwaited: true) : null;
        if (caller is not null) caller.Fail(exception);
        // Who waits for a call with a result waits at its caller.
        else if (method is null or { IsOneWay: true }) Faulted?.Invoke(exception);
    }

    /// <returns>False if there is no replica yet.</returns>
    /// <exception cref="MissingMethodException">The replica's contract has no such method.</exception>
    private bool TryFind(in BundledCall call, out Found found)
    {
        found = _last;
        // The calls of a bundle share their texts.
        if (ReferenceEquals(call.Header, found.Header) && ReferenceEquals(call.Contract, found.Contract)) return true;
        if (!_replicas.TryGetValue(call.Contract, out var replica)) return false;
        var method = replica[call.Header];
        var arguments = found.Method == method ? found.Arguments : new object?[method.Method.ParameterTypes.Count];
        found = _last = new Found(call.Contract, call.Header, replica.Target, method, arguments);
        return true;
    }

    private bool TryBegin(ReadOnlyMemory<byte> calls, out BundleReader reader)
    {
        try
        {
            reader = new BundleReader(calls, _connections.Self);
            return true;
        }
        catch (MessageFormatException exception)
        {
            reader = default;
            Faulted?.Invoke(exception);
            return false;
        }
    }

    /// <summary>The next call. The bytes of a faulty member end a bundle, at every peer alike.</summary>
    private bool TryRead(ref BundleReader reader, out BundledCall call)
    {
        call = default;
        try
        {
            return !_connections.HasEnded && reader.TryRead(out call);
        }
        catch (MessageFormatException exception)
        {
            Faulted?.Invoke(exception);
            return false;
        }
    }

    /// <summary>A method of a replica, found by the texts of its call; and room for its arguments, which is used again and again.</summary>
    private readonly record struct Found(string Contract, string Header, object Target, ReplicaMethod Method, object?[] Arguments);
}
