namespace Course.Rpc.Calls;

/// <summary>Turns what a method returns into a task and a result, and makes completions for its callers. One for each method.</summary>
internal abstract class ReturnAdapter
{
    public static ReturnAdapter For(ReturnShape shape, Type resultType) =>
        (ReturnAdapter)Activator.CreateInstance(typeof(ReturnAdapterOf<>).MakeGenericType(resultType), shape)!;

    public abstract CallCompletion NewCompletion();

    /// <summary>The task of a started call; <see langword="null"/> if the method is one-way.</summary>
    public abstract Task? TaskOf(object? returned);

    /// <summary>The result of a task that completed well; <see langword="null"/> without one.</summary>
    public abstract object? ResultOf(Task? task);

    private sealed class ReturnAdapterOf<TResult>(ReturnShape shape) : ReturnAdapter
    {
        public override CallCompletion NewCompletion() => new CallCompletionOf<TResult>(shape);

        public override Task? TaskOf(object? returned) => shape switch
        {
            ReturnShape.OneWay => null,
            ReturnShape.ValueTask => ((ValueTask)returned!).AsTask(),
            ReturnShape.ValueTaskOfResult => ((ValueTask<TResult>)returned!).AsTask(),
            _ => (Task?)returned
                ?? throw new InvalidOperationException(
                    "The method returned null instead of a task. Return Task.CompletedTask or Task.FromResult(value)."),
        };

        public override object? ResultOf(Task? task) =>
            shape is ReturnShape.TaskOfResult or ReturnShape.ValueTaskOfResult ? ((Task<TResult>)task!).Result : null;
    }
}
