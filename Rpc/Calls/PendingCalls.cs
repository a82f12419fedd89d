using Course.Rpc.Loops;
using Course.Rpc.Transport;

namespace Course.Rpc.Calls;

/// <summary>The requests of this peer that wait for an answer. On the loop only.</summary>
internal sealed class PendingCalls(PeerLoop loop, TimeProvider clock)
{
    // <A1.2> Remember who waits for which answer.
    // | What you remember of the calls that wait, and how many there are.
    // = /// <summary>How many calls wait.</summary>
    // = public int Count => throw new NotImplementedException("A1.2 Remember who waits for which answer.");
    private readonly Dictionary<long, PendingCall> _pending = [];
    private long _lastId;

    /// <summary>How many calls wait.</summary>
    public int Count => _pending.Count;
    // </A1.2>

    /// <summary>Starts waiting.</summary>
    /// <returns>The call's id.</returns>
    public long Add(MethodBinding method, PeerName to, CallCompletion completion, TimeSpan timeout, CancellationToken cancellation)
    {
        // <A1.2> Remember who waits for which answer.
        // | Give the call an id that no call of this peer had before, and keep it in a PendingCall.
        // | After the time-out, unless it is infinite, it fails with CallTimedOutException: a timer of the clock posts that to the loop.
        // | When the token is cancelled, the loop cancels it. Keep both in the PendingCall, to end them with the call.
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
        // </A1.2>
    }

    /// <summary>Takes a call off the list, if the answer comes from the peer that was asked and the call still waits.</summary>
    public bool TryTake(long id, PeerName from, out PendingCall call)
    {
        // <A1.2> Remember who waits for which answer.
        // | An answer from anybody but the peer that was asked takes nothing: the call goes on waiting.
        return _pending.TryGetValue(id, out call!) && call.To == from && Take(id, out call);
        // </A1.2>
    }

    /// <summary>Fails all calls to a peer that left.</summary>
    public void FailAll(PeerName to, string reason)
    {
        // <A1.2> Remember who waits for which answer.
        // | Each of its callers gets a PeerLeftException, the oldest call first.
        foreach (var id in _pending.Where(pair => pair.Value.To == to).Select(pair => pair.Key).Order().ToList())
        {
            if (Take(id, out var call)) call.Completion.Fail(new PeerLeftException(to, call.Method.Method.Header, reason));
        }

        // </A1.2>
    }

    /// <summary>Fails all calls, because the session ended.</summary>
    public void FailAll(string reason)
    {
        // <A1.2> Remember who waits for which answer.
        foreach (var to in _pending.Values.Select(call => call.To).Distinct().ToList()) FailAll(to, reason);
        // </A1.2>
    }

    // <A1.2> Remember who waits for which answer.
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
    // </A1.2>
}
