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
        // <A1.1> Write a method's header.
        // | Name(Type,Type): the method's name, then the types of its parameters by NameOf, a comma and no blank between them.
        // | A CancellationToken does not travel, so it does not count.
        var types = method.GetParameters().Select(parameter => parameter.ParameterType).Where(type => type != typeof(CancellationToken));
        return $"{method.Name}({string.Join(",", types.Select(NameOf))})";
        // </A1.1>
    }

    private static string NameOf(Type type)
    {
        // <A1.1> Write a method's header.
        // | Int32 for int, String[] for an array, IReadOnlyList<Int32> for a generic type: its own name ends before the back-tick.
        if (type.IsArray) return NameOf(type.GetElementType()!) + "[]";
        if (!type.IsGenericType) return type.Name;
        var name = type.Name.AsSpan(0, type.Name.IndexOf('`'));
        return $"{name}<{string.Join(",", type.GetGenericArguments().Select(NameOf))}>";
        // </A1.1>
    }
}
