using System.Runtime.CompilerServices;

namespace Course.Rpc.Serialization.Codecs;

/// <summary>Dictionaries travel as maps: read as a dictionary, from which <paramref name="build"/> makes the declared type.</summary>
internal sealed class MapCodec<TMap, TKey, TValue>(
    Codec<TKey> keys, Codec<TValue> values, Func<Dictionary<TKey, TValue>, TMap> build) : Codec<TMap?>
    where TMap : IEnumerable<KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    // Room for an entry: key, value, hash and link.
    private static int EntrySize => Unsafe.SizeOf<KeyValuePair<TKey, TValue>>() + 12;

    public override void Write(ref MessagePackWriter writer, TMap? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNil();
                break;
            case Dictionary<TKey, TValue> dictionary:
                writer.WriteMapHeader(dictionary.Count);
                writer.Enter();
                foreach (var pair in dictionary) WritePair(ref writer, pair);
                writer.Leave();
                break;
            default:
                var pairs = value.ToArray();
                writer.WriteMapHeader(pairs.Length);
                writer.Enter();
                foreach (var pair in pairs) WritePair(ref writer, pair);
                writer.Leave();
                break;
        }
    }

    public override TMap? Read(ref MessagePackReader reader)
    {
        if (reader.TryReadNil()) return default;
        var count = reader.ReadMapHeader();
        var dictionary = new Dictionary<TKey, TValue>(reader.InitialCapacity(count, EntrySize));
        reader.Enter();
        for (var i = 0; i < count; i++)
        {
            var start = reader.Consumed;
            var key = keys.Read(ref reader);
            if (key is null) throw reader.Error($"The key at offset {start} is nil; a key of a map must be a value.", start);
            if (!dictionary.TryAdd(key, values.Read(ref reader)))
            {
                throw reader.Error($"The key at offset {start} is in the map twice; each key may come once.", start);
            }
        }
        reader.Leave();
        return build(dictionary);
    }

    private void WritePair(ref MessagePackWriter writer, KeyValuePair<TKey, TValue> pair)
    {
        keys.Write(ref writer, pair.Key);
        values.Write(ref writer, pair.Value);
    }
}
