namespace Course.Rpc.Calls;

/// <summary>The waiting end of one call: completed once, by an answer, a failure, a time-out or the end of the session.</summary>
public abstract class CallCompletion
{
    /// <summary>What the proxy returns to its caller: the task, in the shape that the method declares.</summary>
    public abstract object Returned { get; }

    /// <summary>The same as a task.</summary>
    public abstract Task Task { get; }

    /// <summary>Completes with a result; ignored if the call has ended before.</summary>
    /// <param name="result">The result, or <see langword="null"/> for a method without one.</param>
    public abstract void Complete(object? result);

    /// <summary>Completes with a failure; ignored if the call has ended before.</summary>
    public abstract void Fail(Exception exception);

    /// <summary>Completes as cancelled; ignored if the call has ended before.</summary>
    public abstract void Cancel(CancellationToken token);
}
