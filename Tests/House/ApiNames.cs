using System.Reflection;

namespace Course.Tests.House;

/// <summary>Types as they are written in C#. Only a type that is declared is written with its namespace.</summary>
internal static class ApiNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(char)] = "char",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    public static string Declared(Type type) => $"{type.Namespace}.{Of(type)}";

    public static string Of(Type type)
    {
        if (type.IsByRef) return Of(type.GetElementType()!);
        if (type.IsArray) return $"{Of(type.GetElementType()!)}[]";
        if (type.IsGenericParameter) return type.Name;
        if (Keywords.TryGetValue(type, out var keyword)) return keyword;
        if (Nullable.GetUnderlyingType(type) is { } value) return Of(value) + "?";
        var arguments = type.GetGenericArguments();
        return Qualified(type, ref arguments);
    }

    public static string GenericParameters(MethodInfo method) =>
        method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>"
            : string.Empty;

    private static string Qualified(Type type, ref Type[] arguments)
    {
        var outer = type.IsNested ? Qualified(type.DeclaringType!, ref arguments) + "." : string.Empty;
        var tick = type.Name.IndexOf('`', StringComparison.Ordinal);
        if (tick < 0) return outer + type.Name;
        var own = int.Parse(type.Name[(tick + 1)..]);
        var text = $"{outer}{type.Name[..tick]}<{string.Join(", ", arguments.Take(own).Select(Of))}>";
        arguments = arguments[own..];
        return text;
    }
}
