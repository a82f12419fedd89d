namespace Course.Rpc.Calls;

/// <summary>A completion with a typed task. Continuations never run inside the loop's step that completes it.</summary>
internal sealed class CallCompletionOf<TResult>(ReturnShape shape) : CallCompletion
{
    private readonly TaskCompletionSource<TResult> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override object Returned => shape switch
    {
        ReturnShape.ValueTask => new ValueTask(_source.Task),
        ReturnShape.ValueTaskOfResult => new ValueTask<TResult>(_source.Task),
        _ => _source.Task,
    };

    public override Task Task => _source.Task;

    public override void Complete(object? result) => _source.TrySetResult(result is null ? default! : (TResult)result);

    public override void Fail(Exception exception) => _source.TrySetException(exception);

    public override void Cancel(CancellationToken token) => _source.TrySetCanceled(token);
}
