using Course.Rpc.Loops;
using Course.Rpc.Transport;

namespace Course.Rpc.Calls;

/// <summary>The requests of this peer that wait for an answer. On the loop only.</summary>
internal sealed class PendingCalls(PeerLoop loop, TimeProvider clock)
{
    private readonly Dictionary<long, PendingCall> _pending = [];
    private long _lastId;

    public int Count => _pending.Count;

    /// <summary>Starts waiting.</summary>
    /// <returns>The call's id.</returns>
    public long Add(MethodBinding method, PeerName to, CallCompletion completion, TimeSpan timeout, CancellationToken cancellation)
    {
        var id = ++_lastId;
        var call = new PendingCall(method, to, completion, timeout);
        _pending.Add(id, call);
        if (timeout != Timeout.InfiniteTimeSpan)
        {
            call.Timer = clock.CreateTimer(_ => loop.Post(ThreadRole.Select, () => Expire(id)), null, timeout, Timeout.InfiniteTimeSpan);
        }

        if (cancellation.CanBeCanceled)
        {
            call.Cancellation = cancellation.UnsafeRegister(_ => loop.Post(ThreadRole.Application, () => Cancel(id, cancellation)), null);
        }

        return id;
    }

    /// <summary>Takes a call off the list, if the answer comes from the peer that was asked and the call still waits.</summary>
    public bool TryTake(long id, PeerName from, out PendingCall call) =>
        _pending.TryGetValue(id, out call!) && call.To == from && Take(id, out call);

    /// <summary>Fails all calls to a peer that left.</summary>
    public void FailAll(PeerName to, string reason)
    {
        foreach (var id in _pending.Where(pair => pair.Value.To == to).Select(pair => pair.Key).Order().ToList())
        {
            if (Take(id, out var call)) call.Completion.Fail(new PeerLeftException(to, call.Method.Method.Header, reason));
        }
    }

    /// <summary>Fails all calls, because the session ended.</summary>
    public void FailAll(string reason)
    {
        foreach (var to in _pending.Values.Select(call => call.To).Distinct().ToList()) FailAll(to, reason);
    }

    private void Expire(long id)
    {
        if (Take(id, out var call)) call.Completion.Fail(new CallTimedOutException(call.To, call.Method.Method.Header, call.Timeout));
    }

    private void Cancel(long id, CancellationToken token)
    {
        if (Take(id, out var call)) call.Completion.Cancel(token);
    }

    private bool Take(long id, out PendingCall call)
    {
        if (!_pending.Remove(id, out call!)) return false;
        call.Timer?.Dispose();
        call.Cancellation.Unregister();
        return true;
    }
}
