using System.Collections.Concurrent;
using System.Reflection;

namespace Course.Rpc.Calls;

/// <summary>A remote contract: a public interface whose methods can be called from afar. Checked when it is first used.</summary>
public sealed class ContractDescriptor
{
    // Written once per interface with a value that depends on the interface alone: a cache, not state.
    private static readonly ConcurrentDictionary<Type, ContractDescriptor> Known = new();
    private readonly Dictionary<MethodInfo, MethodDescriptor> _byMethod = [];
    private readonly Dictionary<string, MethodDescriptor> _byHeader = new(StringComparer.Ordinal);

    private ContractDescriptor(Type contract)
    {
        Contract = contract;
        Refuse(ProblemOf(contract));
        foreach (var method in contract.GetInterfaces().Append(contract).SelectMany(type => type.GetMethods()))
        {
            var descriptor = new MethodDescriptor(method, ShapeOf(method, out var resultType), resultType);
            _byMethod.Add(method, descriptor);
            if (!_byHeader.TryAdd(descriptor.Header, descriptor))
            {
                Refuse($"two methods have the header {descriptor.Header}: give one of them another name");
            }
        }
    }

    /// <summary>The interface.</summary>
    public Type Contract { get; }

    /// <summary>The name under which an object is registered by type.</summary>
    public string Name => Contract.Name;

    /// <summary>All methods, those of inherited interfaces included.</summary>
    public IReadOnlyCollection<MethodDescriptor> Methods => _byHeader.Values;

    /// <summary>The descriptor of an interface.</summary>
    /// <exception cref="ArgumentException">
    /// The interface cannot be called from afar; the text names the member, the rule and what to do.
    /// </exception>
    public static ContractDescriptor Of(Type contract) => Known.GetOrAdd(contract, static type => new ContractDescriptor(type));

    /// <summary>
    /// Whether a type is meant as a remote contract when it stands as a parameter: a valid interface outside the base library.
    /// </summary>
    public static bool IsContract(Type type) =>
        type.IsInterface && type.Namespace?.StartsWith("System", StringComparison.Ordinal) != true && ProblemOf(type) is null;

    /// <summary>The method of a proxy call.</summary>
    public MethodDescriptor this[MethodInfo method] => _byMethod[method];

    /// <summary>The method with a header.</summary>
    public bool TryFind(string header, out MethodDescriptor method) => _byHeader.TryGetValue(header, out method!);

    private static string? ProblemOf(Type contract)
    {
        if (!contract.IsInterface) return "it is not an interface: call through an interface that the class implements";
        if (!contract.IsVisible)
        {
            return "it is not public: make the interface (and every type around it) public, so that a proxy can implement it";
        }

        if (contract.ContainsGenericParameters) return "it is an open generic type: name its type arguments";
        return contract.GetInterfaces().Append(contract)
            .SelectMany(type => type.GetMembers())
            .Select(ProblemOf)
            .FirstOrDefault(problem => problem is not null);
    }

    private static string? ProblemOf(MemberInfo member)
    {
        if (member is not MethodInfo method)
        {
            return member is PropertyInfo or EventInfo ? $"its member {member.Name} is a property or an event: declare methods only" : null;
        }

        if (method.IsSpecialName) return $"its member {method.Name} belongs to a property or an event: declare methods only";
        if (method.IsStatic) return $"its method {method.Name} is static: declare instance methods only";
        if (method.IsGenericMethodDefinition)
        {
            return $"its method {method.Name} is generic: the types on the wire must be known; declare one method for each type";
        }

        var parameters = method.GetParameters();
        var bad = parameters.FirstOrDefault(parameter =>
            parameter.ParameterType.IsByRef || parameter.ParameterType.IsPointer || parameter.ParameterType.IsByRefLike);
        if (bad is not null)
        {
            return $"the parameter '{bad.Name}' of {CallHeader.Of(method)} is a reference, pointer or span: "
                + "pass a value and return a result";
        }

        if (parameters.Count(parameter => parameter.ParameterType == typeof(CancellationToken)) > 1)
        {
            return $"{CallHeader.Of(method)} has two cancellation tokens: keep one";
        }

        return TryShapeOf(method, out _, out _)
            ? null
            : $"{CallHeader.Of(method)} returns {method.ReturnType.Name}: return void (one-way), Task, Task<T>, ValueTask or ValueTask<T>";
    }

    private void Refuse(string? problem)
    {
        if (problem is not null) throw new ArgumentException($"{Contract.Name} cannot be called from afar: {problem}.");
    }

    private static ReturnShape ShapeOf(MethodInfo method, out Type resultType) =>
        TryShapeOf(method, out var shape, out resultType) ? shape : throw new InvalidOperationException(CallHeader.Of(method));

    private static bool TryShapeOf(MethodInfo method, out ReturnShape shape, out Type resultType)
    {
        var type = method.ReturnType;
        var open = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        resultType = open is null ? typeof(Nothing) : type.GetGenericArguments()[0];
        ReturnShape? found =
            type == typeof(void) ? ReturnShape.OneWay
            : type == typeof(Task) ? ReturnShape.Task
            : type == typeof(ValueTask) ? ReturnShape.ValueTask
            : open == typeof(Task<>) ? ReturnShape.TaskOfResult
            : open == typeof(ValueTask<>) ? ReturnShape.ValueTaskOfResult
            : null;
        shape = found ?? default;
        return found is not null;
    }
}
