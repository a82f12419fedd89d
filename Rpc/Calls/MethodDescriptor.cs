using System.Linq.Expressions;
using System.Reflection;

namespace Course.Rpc.Calls;

/// <summary>One method of a remote contract: its header, its types, and how to call it without reflection.</summary>
public sealed class MethodDescriptor
{
    private readonly ReturnAdapter _return;
    private readonly Func<object, object?[], object?> _invoke;

    internal MethodDescriptor(MethodInfo method, ReturnShape shape, Type resultType)
    {
        Method = method;
        Header = CallHeader.Of(method);
        Shape = shape;
        ResultType = resultType;
        var types = method.GetParameters().Select(parameter => parameter.ParameterType).ToArray();
        CancellationIndex = Array.IndexOf(types, typeof(CancellationToken));
        ParameterTypes = [.. types.Where(type => type != typeof(CancellationToken))];
        IsPassedOn = ParameterTypes is [{ } only] && only.IsDefined(typeof(PassedOnAttribute), inherit: false);
        _return = ReturnAdapter.For(shape, resultType);
        _invoke = Compile(method);
    }

    /// <summary>The method of the interface.</summary>
    public MethodInfo Method { get; }

    /// <summary><c>Name(Type,Type)</c>.</summary>
    public string Header { get; }

    /// <summary>One-way or awaited.</summary>
    public ReturnShape Shape { get; }

    /// <summary>The type of the result; <see cref="Nothing"/> when there is none.</summary>
    public Type ResultType { get; }

    /// <summary>The types of the parameters that travel: all but a <see cref="CancellationToken"/>.</summary>
    public IReadOnlyList<Type> ParameterTypes { get; }

    /// <summary>Whether a caller can wait for the end of the call.</summary>
    public bool IsOneWay => Shape == ReturnShape.OneWay;

    /// <summary>The place of the <see cref="CancellationToken"/> parameter, or -1.</summary>
    internal int CancellationIndex { get; }

    /// <summary>Whether its only argument is a message that is passed on as it came (<see cref="PassedOnAttribute"/>).</summary>
    internal bool IsPassedOn { get; }

    /// <summary>The waiting end for a new call of this method.</summary>
    public CallCompletion NewCompletion() => _return.NewCompletion();

    /// <summary>Starts the method on an object; an exception thrown before the first await leaves here as it is.</summary>
    /// <param name="target">The object, which implements the contract.</param>
    /// <param name="arguments">The arguments that travel, in order.</param>
    /// <returns>The task of the call, or <see langword="null"/> for a one-way method, which has ended then.</returns>
    public Task? Start(object target, object?[] arguments)
    {
        var all = CancellationIndex < 0
            ? arguments
            : [.. arguments[..CancellationIndex], CancellationToken.None, .. arguments[CancellationIndex..]];
        return _return.TaskOf(_invoke(target, all));
    }

    /// <summary>The result of a call that ended well; <see langword="null"/> without one.</summary>
    public object? ResultOf(Task? task) => _return.ResultOf(task);

    /// <summary>Splits a proxy call's arguments into those that travel and the token.</summary>
    public object?[] Travelling(object?[] arguments, out CancellationToken cancellation)
    {
        cancellation = CancellationToken.None;
        if (CancellationIndex < 0) return arguments;
        cancellation = (CancellationToken)arguments[CancellationIndex]!;
        return [.. arguments[..CancellationIndex], .. arguments[(CancellationIndex + 1)..]];
    }

    public override string ToString() => $"{Method.DeclaringType!.Name}.{Header}";

    private static Func<object, object?[], object?> Compile(MethodInfo method)
    {
        var target = Expression.Parameter(typeof(object), "target");
        var arguments = Expression.Parameter(typeof(object?[]), "arguments");
        var converted = method.GetParameters().Select((parameter, index) =>
            Expression.Convert(Expression.ArrayIndex(arguments, Expression.Constant(index)), parameter.ParameterType));
        Expression call = Expression.Call(Expression.Convert(target, method.DeclaringType!), method, converted);
        call = method.ReturnType == typeof(void)
            ? Expression.Block(call, Expression.Constant(null, typeof(object)))
            : Expression.Convert(call, typeof(object));
        return Expression.Lambda<Func<object, object?[], object?>>(call, target, arguments).Compile();
    }
}
