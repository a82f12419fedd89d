using Course.Rpc.Calls;

namespace Course.Relaying;

/// <summary>
/// The ordered calls of this peer that have not been delivered here yet, with those who wait for their results; bounded. On the loop,
/// but for <see cref="WaitForRoom"/>.
/// </summary>
internal sealed class UndeliveredCalls(int maximum) : IDisposable
{
    // <A2.2> Keep the undelivered calls within their bound.
    // | The room that is left (maximum calls in all), whether the session has ended, and the calls by number, each with who waits for it.
    private readonly SemaphoreSlim _room = new(maximum, maximum);
    private readonly CancellationTokenSource _ended = new();
    private readonly Dictionary<long, Entry> _calls = [];
    private long _lastNumber;
    // </A2.2>

    /// <summary>Blocks an application thread at the bound.</summary>
    /// <returns>False if the session has ended.</returns>
    public bool WaitForRoom(CancellationToken cancellation)
    {
        // <A2.2> Keep the undelivered calls within their bound.
        // | Take room if there is some. Else wait for it, for the end of the session (false) or for the cancellation, which is thrown.
        if (_room.Wait(0, CancellationToken.None)) return true;
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _ended.Token);
            _room.Wait(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            return false;
        }

        // </A2.2>
    }

    /// <summary>Takes room without waiting.</summary>
    /// <returns>False at the bound.</returns>
    public bool TryTakeRoom()
    {
        // <A2.2> Keep the undelivered calls within their bound.
        return _room.Wait(0, CancellationToken.None);
        // </A2.2>
    }

    /// <summary>Notes a call that has room.</summary>
    /// <returns>Its number.</returns>
    public long Add(MethodDescriptor method, CallCompletion? completion, CancellationTokenRegistration cancellation)
    {
        // <A2.2> Keep the undelivered calls within their bound.
        // | Numbers count from 1.
        _calls.Add(++_lastNumber, new Entry(method, completion, cancellation));
        return _lastNumber;
        // </A2.2>
    }

    /// <summary>The call's delivery has ended here: gives back its room.</summary>
    /// <returns>Who waits for the result, if anybody.</returns>
    public CallCompletion? Remove(long number)
    {
        // <A2.2> Keep the undelivered calls within their bound.
        // | A call gives its room back once, and its cancellation is of no interest any more (Unregister).
        if (!_calls.Remove(number, out var entry)) return null;
        entry.Cancellation.Unregister();
        _room.Release();
        return entry.Completion;
        // </A2.2>
    }

    /// <summary>The session ended: everybody who waits learns that the outcome is unknown.</summary>
    public void FailAll(string reason)
    {
        // <A2.2> Keep the undelivered calls within their bound.
        // | Each caller gets an OutcomeUnknownException, the oldest call first; whoever waits for room is woken.
        _ended.Cancel();
        foreach (var (_, entry) in _calls.OrderBy(pair => pair.Key))
        {
            entry.Cancellation.Unregister();
            entry.Completion?.Fail(new OutcomeUnknownException(entry.Method.ToString(), reason));
        }

        _calls.Clear();
        // </A2.2>
    }

    public void Dispose()
    {
        // <A2.2> Keep the undelivered calls within their bound.
        // = // What you made and can be disposed of is disposed of here.
        _ended.Dispose();
        _room.Dispose();
        // </A2.2>
    }

    // <A2.2> Keep the undelivered calls within their bound.
    private readonly record struct Entry(MethodDescriptor Method, CallCompletion? Completion, CancellationTokenRegistration Cancellation);
    // </A2.2>
}
