using System.Buffers;
using Course.Rpc.Serialization;

namespace Course.Tests.Rpc.Serialization;

/// <summary>A value with its declared type.</summary>
public abstract class Sample
{
    public abstract Type Type { get; }

    public abstract object? Boxed { get; }

    public abstract byte[] Bytes(IMessageSerializer serializer);

    public abstract void AssertEqual(IMessageSerializer serializer, ReadOnlySequence<byte> bytes);

    public void AssertEqual(IMessageSerializer serializer, byte[] bytes) => AssertEqual(serializer, new ReadOnlySequence<byte>(bytes));
}

public sealed class Sample<T>(string name, T value, Func<T, object?>? shown = null) : Sample
{
    public override Type Type => typeof(T);

    public override object? Boxed => value;

    public override byte[] Bytes(IMessageSerializer serializer) => serializer.Serialized(value);

    public override void AssertEqual(IMessageSerializer serializer, ReadOnlySequence<byte> bytes)
    {
        var read = serializer.Deserialize<T>(bytes, out var consumed);
        Assert.That(consumed, Is.EqualTo(bytes.Length), "bytes consumed");
        if (shown is null) Assert.That(read, Is.EqualTo(value));
        else Assert.That(shown(read), Is.EqualTo(shown(value)));
    }

    public override string ToString() => $"{typeof(T).Name}: {name}";
}

/// <summary>Values of all supported kinds, at the edges of their ranges.</summary>
internal static class Samples
{
    public static IReadOnlyList<Sample> All { get; } = [.. Scalars(), .. Texts(), .. Times(), .. Collections(), .. Objects()];

    private static Sample<T> Of<T>(T value, Func<T, object?>? shown = null) => new($"{value}".Split('\n')[0], value, shown);

    private static Sample<T> Named<T>(string name, T value, Func<T, object?>? shown = null) => new(name, value, shown);

    private static IEnumerable<Sample> Scalars()
    {
        yield return Of(true);
        long[] edges = [long.MinValue, int.MinValue - 1L, -32769, -129, -128, -33, -32, -1, 0, 127, 128, 1L << 40, long.MaxValue];
        foreach (var value in edges)
        {
            yield return Of(value);
        }
        foreach (var value in new ulong[] { 0, 255, 256, 65536, 1UL << 32, ulong.MaxValue }) yield return Of(value);
        yield return Of(sbyte.MinValue);
        yield return Of(byte.MaxValue);
        yield return Of(short.MinValue);
        yield return Of(ushort.MaxValue);
        yield return Of(int.MaxValue);
        yield return Of(uint.MaxValue);
        yield return Of('ß');
        yield return Of(0.1f);
        yield return Of(float.PositiveInfinity);
        double[] doubles = [0, 1, -1.5, double.Epsilon, double.MaxValue, double.NegativeInfinity, double.NaN];
        foreach (var value in doubles) yield return Of(value);
        yield return Of(-79228162514264337593543950335m);
        yield return Of(1.10m, value => value.ToString());
        yield return Of(Guid.Parse("6f9619ff-8b86-d011-b42d-00c04fc964ff"));
        yield return Of(Color.Blue);
        yield return Of(Wide.Highest);
        yield return Named<int?>("null", null);
        yield return Named<int?>("5", 5);
    }

    private static IEnumerable<Sample> Texts()
    {
        foreach (var length in new[] { 0, 31, 32, 255, 256, 65535, 65536 })
        {
            yield return Named($"{length} characters", new string('x', length));
            yield return Named($"{length} bytes", new byte[length]);
        }
        yield return Named("accents and emoji", "Grüße, 世界 🙂");
        yield return Named<string?>("null", null);
        yield return Of(new Uri("tcp://127.0.0.1:9090/lobby"));
        yield return Of(new Version(1, 2, 3));
        yield return Named("three bytes", new ReadOnlyMemory<byte>([1, 2, 3]), value => Convert.ToHexString(value.Span));
        yield return Named("three bytes", new Memory<byte>([1, 2, 3]), value => Convert.ToHexString(value.Span));
        yield return Named("three bytes", new ArraySegment<byte>([0, 1, 2, 3], 1, 3), value => Convert.ToHexString(value));
    }

    private static IEnumerable<Sample> Times()
    {
        yield return Of(DateTime.UnixEpoch);
        yield return Named("smallest", DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc));
        yield return Named("largest", DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc));
        yield return Of(new DateTime(2514, 5, 30, 1, 53, 4, DateTimeKind.Utc));
        yield return Of(new DateTimeOffset(2024, 2, 29, 23, 59, 59, 999, TimeSpan.FromMinutes(-570)), value => (value, value.Offset));
        yield return Of(DateTimeOffset.MinValue);
        yield return Of(DateTimeOffset.MaxValue);
        yield return Of(TimeSpan.MinValue);
        yield return Of(DateOnly.MaxValue);
        yield return Of(TimeOnly.MaxValue);
    }

    private static IEnumerable<Sample> Collections()
    {
        foreach (var length in new[] { 0, 15, 16, 65535, 65536 })
        {
            yield return Named($"{length} numbers", Enumerable.Range(0, length).ToArray());
            yield return Named($"{length} pairs", Enumerable.Range(0, length).ToDictionary(i => $"{i}"), value => string.Join(';', value));
        }
        yield return Named<List<string?>>("with null", ["a", null, ""]);
        yield return Named<int[][]>("of arrays", [[1], [], [2, 3]]);
        yield return Named("points", new HashSet<Point> { new(1, 2), new(-1, 300) });
        yield return Named<int[]?>("null", null);
    }

    private static IEnumerable<Sample> Objects()
    {
        yield return Of(new Point(1, -1));
        yield return Of(new Number(5));
        yield return Of(new Line("ann", "hello", 3, Color.Green));
        yield return Of(new Line("ann", null));
        yield return Named<Line?>("null", null);
        yield return Of(new Ping());
        yield return Of(new Box<string>("a", new Box<string>("b", null)));
        yield return Of(new Derived(1, "c") { B = 2, D = true });
        yield return Named(
            "settable", new Settable { Name = "n", Weight = 2.5, Place = new(1, 2) }, value => (value.Name, value.Weight, value.Place));
        yield return Of(new Keyed("last", 1) { Second = true });
        yield return Of<Shape>(new Circle(1.5));
        yield return Named<Shape>(
            "group", new Group([new Square(2), new Circle(3)]), value => string.Join(';', ((Group)value).Shapes.Select(shape => shape)));
        yield return Of((1, "two"));
        yield return Of(Tuple.Create(1, "two"));
        yield return Named("nine parts", (1, 2, 3, 4, 5, 6, 7, "eight", 9));
        yield return Of(default(ValueTuple));
        yield return Of(KeyValuePair.Create("key", 1.5));
        yield return Of(new Positive(1));
        yield return Named("tree", new Tree("root", [new Tree("leaf", [])]), value => (value.Name, value.Children[0].Name));
    }

    public static Everything Everything { get; } = new(
        true, -1, 200, -300, 40000, -70000, 3_000_000_000, -1L << 40, 1UL << 63, 1.5f, 0.1, 12.50m, 'x', "text", Guid.Empty,
        DateTime.UnixEpoch.AddTicks(1), DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(1), new DateOnly(2024, 2, 29), new TimeOnly(12, 30),
        Color.Green, null, [1, 2, 3], [1, 1000, -1], ["a", null], new() { ["p"] = new(1, 2) }, (1, "one"), new Circle(2));
}
