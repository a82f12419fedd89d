using System.Collections;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Reflection;

namespace Course.Rpc.Serialization.Codecs;

/// <summary>The table of collections: for each, how it is made from the list or dictionary that was read.</summary>
internal static class CollectionCodecs
{
    /// <summary>The codec of an array, collection or dictionary; null for a type that is none; an error for one without a rule.</summary>
    public static Codec? TryCreate(Type type, CodecCompiler compiler)
    {
        if (type.IsArray) return CreateArray(type, compiler);
        if (type.IsGenericType && BuilderName(type.GetGenericTypeDefinition()) is { } builder)
        {
            return type.GetGenericArguments() is [var element]
                ? CreateSequence(type, element, builder, compiler)
                : CreateMap(type, builder, compiler);
        }
        if (!typeof(IEnumerable).IsAssignableFrom(type) || type.IsDefined(typeof(UnionAttribute), inherit: false)) return null;
        throw compiler.Refusal(
            type, "it is a collection that the table in docs/design/codec.md does not hold",
            "Declare an array, List, HashSet, Dictionary or one of their interfaces, with the type of the elements");
    }

    private static Codec CreateArray(Type type, CodecCompiler compiler)
    {
        if (!type.IsSZArray)
        {
            throw compiler.Refusal(type, "an array on the wire has one dimension", "Declare an array of arrays");
        }
        var element = type.GetElementType()!;
        return CodecCompiler.Make(typeof(ArrayCodec<>), [element], compiler.For(element));
    }

    private static Codec CreateSequence(Type type, Type element, string builder, CodecCompiler compiler)
    {
        if (builder == nameof(Builders.SortedSet)) RequireOrder(type, element, compiler);
        var elements = compiler.For(element);
        return type.GetGenericTypeDefinition() == typeof(List<>)
            ? CodecCompiler.Make(typeof(ListCodec<>), [element], elements)
            : CodecCompiler.Make(typeof(SequenceCodec<,>), [type, element], elements, Bind(
                builder, [element], typeof(Func<,>).MakeGenericType(typeof(List<>).MakeGenericType(element), type)));
    }

    private static Codec CreateMap(Type type, string builder, CodecCompiler compiler)
    {
        var pair = type.GetGenericArguments();
        if (builder == nameof(Builders.SortedDictionary)) RequireOrder(type, pair[0], compiler);
        var dictionary = typeof(Dictionary<,>).MakeGenericType(pair);
        return CodecCompiler.Make(typeof(MapCodec<,,>), [type, .. pair], compiler.For(pair[0]), compiler.For(pair[1]), Bind(
            builder, pair, typeof(Func<,>).MakeGenericType(dictionary, type)));
    }

    private static void RequireOrder(Type type, Type key, CodecCompiler compiler)
    {
        if (ScalarCodecs.HasOrder(key)) return;
        throw compiler.Refusal(
            type, $"sorted collections travel with numbers, text, times or enums as keys, and {TypeNames.Of(key)} is none of these",
            "Declare the collection that is not sorted");
    }

    private static Delegate Bind(string builder, Type[] arguments, Type function) =>
        typeof(Builders).GetMethod(builder, BindingFlags.Public | BindingFlags.Static)!.MakeGenericMethod(arguments)
            .CreateDelegate(function);

    private static string? BuilderName(Type definition)
    {
        if (definition == typeof(List<>) || definition == typeof(IList<>) || definition == typeof(ICollection<>)
            || definition == typeof(IEnumerable<>) || definition == typeof(IReadOnlyList<>)
            || definition == typeof(IReadOnlyCollection<>)) return nameof(Builders.List);
        if (definition == typeof(HashSet<>) || definition == typeof(ISet<>)
            || definition == typeof(IReadOnlySet<>)) return nameof(Builders.HashSet);
        if (definition == typeof(Dictionary<,>) || definition == typeof(IDictionary<,>)
            || definition == typeof(IReadOnlyDictionary<,>)) return nameof(Builders.Dictionary);
        if (definition == typeof(SortedSet<>)) return nameof(Builders.SortedSet);
        if (definition == typeof(Queue<>)) return nameof(Builders.Queue);
        if (definition == typeof(Stack<>)) return nameof(Builders.Stack);
        if (definition == typeof(LinkedList<>)) return nameof(Builders.LinkedList);
        if (definition == typeof(Collection<>)) return nameof(Builders.Collection);
        if (definition == typeof(ReadOnlyCollection<>)) return nameof(Builders.ReadOnlyCollection);
        if (definition == typeof(ImmutableList<>) || definition == typeof(IImmutableList<>)) return nameof(Builders.ImmutableList);
        if (definition == typeof(ImmutableHashSet<>) || definition == typeof(IImmutableSet<>)) return nameof(Builders.ImmutableHashSet);
        if (definition == typeof(SortedDictionary<,>)) return nameof(Builders.SortedDictionary);
        if (definition == typeof(ReadOnlyDictionary<,>)) return nameof(Builders.ReadOnlyDictionary);
        if (definition == typeof(ImmutableDictionary<,>)
            || definition == typeof(IImmutableDictionary<,>)) return nameof(Builders.ImmutableDictionary);
        return definition == typeof(ImmutableArray<>) ? nameof(Builders.ImmutableArray) : null;
    }

    /// <summary>How each declared collection is made from what was read; found by name, once, when a codec is compiled.</summary>
    private static class Builders
    {
        public static List<T> List<T>(List<T> list) => list;

        public static HashSet<T> HashSet<T>(List<T> list) => [.. list];

        public static SortedSet<T> SortedSet<T>(List<T> list) => [.. list];

        public static Queue<T> Queue<T>(List<T> list) => new(list);

        // A stack enumerates from its top, and is filled from its bottom.
        public static Stack<T> Stack<T>(List<T> list) => new(Enumerable.Reverse(list));

        public static LinkedList<T> LinkedList<T>(List<T> list) => new(list);

        public static Collection<T> Collection<T>(List<T> list) => new(list);

        public static ReadOnlyCollection<T> ReadOnlyCollection<T>(List<T> list) => new(list);

        public static ImmutableList<T> ImmutableList<T>(List<T> list) => [.. list];

        public static ImmutableHashSet<T> ImmutableHashSet<T>(List<T> list) => [.. list];

        public static ImmutableArray<T> ImmutableArray<T>(List<T> list) => [.. list];

        public static Dictionary<TKey, TValue> Dictionary<TKey, TValue>(Dictionary<TKey, TValue> map) where TKey : notnull => map;

        public static SortedDictionary<TKey, TValue> SortedDictionary<TKey, TValue>(Dictionary<TKey, TValue> map)
            where TKey : notnull => new(map);

        public static ReadOnlyDictionary<TKey, TValue> ReadOnlyDictionary<TKey, TValue>(Dictionary<TKey, TValue> map)
            where TKey : notnull => new(map);

        public static ImmutableDictionary<TKey, TValue> ImmutableDictionary<TKey, TValue>(Dictionary<TKey, TValue> map)
            where TKey : notnull => map.ToImmutableDictionary();
    }
}
