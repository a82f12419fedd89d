using Course.Rpc.Loops;
using Course.Rpc.Transport;

namespace Course.Rpc.Calls;

/// <summary>Collects the answers of a group call, one per member. On the loop only.</summary>
internal sealed class Gathering<TResult>(Func<Task, TResult> resultOf)
{
    private readonly TaskCompletionSource<IReadOnlyDictionary<PeerName, MemberResult<TResult>>> _source =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    // <A1.6> Gather one result per member.
    // | The answers so far, and how many there will be.
    private readonly Dictionary<PeerName, MemberResult<TResult>> _results = [];
    private int _expected;
    // </A1.6>

    public Task<IReadOnlyDictionary<PeerName, MemberResult<TResult>>> Task => _source.Task;

    /// <summary>How many members are asked; none completes the call at once.</summary>
    public void Expect(int members)
    {
        // <A1.6> Gather one result per member.
        _expected = members;
        CompleteIfAllAnswered();
        // </A1.6>
    }

    public void Fail(Exception exception) => _source.TrySetException(exception);

    /// <summary>Waits for one member's answer; the continuation comes back to the loop.</summary>
    public void Add(PeerName member, Task answer, PeerLoop loop)
    {
        // <A1.6> Gather one result per member.
        // | Await the answer so that you come back to the loop (loop.Context). Its result, or whatever it fails with, is this member's
        // | result. The call completes with the last of them.
        GatherLater(member, answer, loop);
        // </A1.6>
    }

    // <A1.6> Gather one result per member.
    private async void GatherLater(PeerName member, Task answer, PeerLoop loop)
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
    // </A1.6>
}
