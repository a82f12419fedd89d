namespace Course.Rpc.Calls;

/// <summary>What a remote method returns; decides whether its caller waits.</summary>
public enum ReturnShape
{
    /// <summary><c>void</c>: a procedure, one-way.</summary>
    OneWay,

    /// <summary><see cref="System.Threading.Tasks.Task"/>: the caller may await the end.</summary>
    Task,

    /// <summary><see cref="System.Threading.Tasks.Task{TResult}"/>: the caller may await the result.</summary>
    TaskOfResult,

    /// <summary><see cref="System.Threading.Tasks.ValueTask"/>.</summary>
    ValueTask,

    /// <summary><see cref="System.Threading.Tasks.ValueTask{TResult}"/>.</summary>
    ValueTaskOfResult,
}
