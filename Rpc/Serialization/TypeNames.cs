namespace Course.Rpc.Serialization;

/// <summary>Types as a C# reader would write them, for error texts: "List&lt;Int32&gt;".</summary>
internal static class TypeNames
{
    public static string Of(Type type)
    {
        if (type.IsArray) return $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (Nullable.GetUnderlyingType(type) is { } underlying) return $"{Of(underlying)}?";
        var name = type.IsNested && !type.IsGenericParameter ? $"{type.DeclaringType!.Name}.{type.Name}" : type.Name;
        if (!type.IsGenericType) return name;
        var bare = string.Join('.', name.Split('.').Select(part => part.Split('`')[0]));
        return $"{bare}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>";
    }
}
