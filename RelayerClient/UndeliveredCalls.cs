using Course.Rpc.Calls;

namespace Course.Relaying;

/// <summary>
/// The ordered calls of this peer that have not been delivered here yet, with those who wait for their results; bounded. On the loop,
/// but for <see cref="WaitForRoom"/>.
/// </summary>
internal sealed class UndeliveredCalls(int maximum) : IDisposable
{
    private readonly SemaphoreSlim _room = new(maximum, maximum);
    private readonly CancellationTokenSource _ended = new();
    private readonly Dictionary<long, Entry> _calls = [];
    private long _lastNumber;

    /// <summary>Blocks an application thread at the bound.</summary>
    /// <returns>False if the session has ended.</returns>
    public bool WaitForRoom(CancellationToken cancellation)
    {
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
    }

    /// <summary>Takes room without waiting.</summary>
    /// <returns>False at the bound.</returns>
    public bool TryTakeRoom() => _room.Wait(0, CancellationToken.None);

    /// <summary>Notes a call that has room.</summary>
    /// <returns>Its number.</returns>
    public long Add(MethodDescriptor method, CallCompletion? completion, CancellationTokenRegistration cancellation)
    {
        _calls.Add(++_lastNumber, new Entry(method, completion, cancellation));
        return _lastNumber;
    }

    /// <summary>The call's delivery has ended here: gives back its room.</summary>
    /// <returns>Who waits for the result, if anybody.</returns>
    public CallCompletion? Remove(long number)
    {
        if (!_calls.Remove(number, out var entry)) return null;
        entry.Cancellation.Unregister();
        _room.Release();
        return entry.Completion;
    }

    /// <summary>The session ended: everybody who waits learns that the outcome is unknown.</summary>
    public void FailAll(string reason)
    {
        _ended.Cancel();
        foreach (var (_, entry) in _calls.OrderBy(pair => pair.Key))
        {
            entry.Cancellation.Unregister();
            entry.Completion?.Fail(new OutcomeUnknownException(entry.Method.ToString(), reason));
        }

        _calls.Clear();
    }

    public void Dispose()
    {
        _ended.Dispose();
        _room.Dispose();
    }

    private readonly record struct Entry(MethodDescriptor Method, CallCompletion? Completion, CancellationTokenRegistration Cancellation);
}
