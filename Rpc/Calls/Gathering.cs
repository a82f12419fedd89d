using Course.Rpc.Loops;
using Course.Rpc.Transport;

namespace Course.Rpc.Calls;

/// <summary>Collects the answers of a group call, one per member. On the loop only.</summary>
internal sealed class Gathering<TResult>(Func<Task, TResult> resultOf)
{
    private readonly Dictionary<PeerName, MemberResult<TResult>> _results = [];
    private readonly TaskCompletionSource<IReadOnlyDictionary<PeerName, MemberResult<TResult>>> _source =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int _expected;

    public Task<IReadOnlyDictionary<PeerName, MemberResult<TResult>>> Task => _source.Task;

    public void Expect(int members)
    {
        _expected = members;
        CompleteIfAllAnswered();
    }

    public void Fail(Exception exception) => _source.TrySetException(exception);

    /// <summary>Waits for one member's answer; the continuation comes back to the loop.</summary>
    public async void Add(PeerName member, Task answer, PeerLoop loop)
    {
        SynchronizationContext.SetSynchronizationContext(loop.Context);
        MemberResult<TResult> result;
        try
        {
            await answer;
            result = new MemberResult<TResult>(member, null, resultOf(answer));
        }
#pragma warning disable CA1031 // Every failure of a member is that member's result.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            result = new MemberResult<TResult>(member, exception, default);
        }

        _results[member] = result;
        CompleteIfAllAnswered();
    }

    private void CompleteIfAllAnswered()
    {
        if (_results.Count == _expected) _source.TrySetResult(_results);
    }
}
