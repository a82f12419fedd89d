using System.Reflection;

namespace Course.Rpc.Calls;

/// <summary>The header of a call: its method's signature, by which filters tell calls apart.</summary>
public static class CallHeader
{
    /// <summary>
    /// <c>Name(Type,Type)</c> with the plain names of the parameter types; a <see cref="CancellationToken"/> does not count.
    /// </summary>
    public static string Of(MethodInfo method)
    {
        var types = method.GetParameters().Select(parameter => parameter.ParameterType).Where(type => type != typeof(CancellationToken));
        return $"{method.Name}({string.Join(",", types.Select(NameOf))})";
    }

    private static string NameOf(Type type)
    {
        if (type.IsArray) return NameOf(type.GetElementType()!) + "[]";
        if (!type.IsGenericType) return type.Name;
        var name = type.Name.AsSpan(0, type.Name.IndexOf('`'));
        return $"{name}<{string.Join(",", type.GetGenericArguments().Select(NameOf))}>";
    }
}
