using System.Collections.Concurrent;
using Course.Rpc.Serialization;
using Course.Rpc.Serialization.Codecs;
using global::MessagePack;
using global::MessagePack.Formatters;
using global::MessagePack.Resolvers;

namespace Course.Rpc.MessagePack;

/// <summary>The package's formatters for scalars, enums, collections and tuples; the kit's plan for objects and unions.</summary>
internal sealed class DeclaredTypeResolver : IFormatterResolver
{
    private readonly ConcurrentDictionary<Type, object?> _formatters = new();

    public IMessagePackFormatter<T>? GetFormatter<T>() => (IMessagePackFormatter<T>?)_formatters.GetOrAdd(typeof(T), _ => Create<T>());

    private static object? Create<T>()
    {
        if (typeof(T).IsDefined(typeof(Serialization.UnionAttribute), inherit: false))
        {
            return Activator.CreateInstance(typeof(UnionFormatter<>).MakeGenericType(typeof(T)));
        }
        return BuiltinResolver.Instance.GetFormatter<T>()
            ?? DynamicEnumResolver.Instance.GetFormatter<T>()
            ?? DynamicGenericResolver.Instance.GetFormatter<T>()
            ?? ImmutableCollectionFormatter<T>()
            ?? (object)new ObjectFormatter<T>(new ObjectPlanner(typeof(T), new CodecCompiler(_ => null)).Plan());
    }

    private static IMessagePackFormatter<T>? ImmutableCollectionFormatter<T>() =>
        global::MessagePack.ImmutableCollection.ImmutableCollectionResolver.Instance.GetFormatter<T>();
}
