using System.Buffers;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using Course.Rpc.Serialization;

namespace Course.Tests.Rpc.Serialization;

/// <summary>What every serializer must do, whatever bytes it writes.</summary>
public abstract class SerializerContract
{
    protected abstract IMessageSerializer CreateSerializer();

    public static IEnumerable<TestCaseData> Values() =>
        Samples.All.Select(sample => new TestCaseData(sample).SetArgDisplayNames(sample.ToString()!));

    [TestCaseSource(nameof(Values))]
    public void Value_WrittenAndRead_IsEqual(Sample sample)
    {
        var serializer = CreateSerializer();
        sample.AssertEqual(serializer, sample.Bytes(serializer));
    }

    [TestCaseSource(nameof(Values))]
    public void Value_ThroughTheCodecOfItsType_HasTheSameBytes(Sample sample)
    {
        var serializer = CreateSerializer();
        var codec = serializer.CodecFor(sample.Type);
        var output = new ArrayBufferWriter<byte>();
        codec.Write(output, sample.Boxed);
        Assert.That(output.WrittenSpan.ToArray(), Is.EqualTo(sample.Bytes(serializer)));
        Assert.That(codec.Type, Is.EqualTo(sample.Type));
        codec.Read(new ReadOnlySequence<byte>(output.WrittenMemory), out var consumed);
        Assert.That(consumed, Is.EqualTo(output.WrittenCount));
    }

    [TestCaseSource(nameof(Values))]
    public void Value_InSegmentsOfThreeBytes_IsEqual(Sample sample)
    {
        var serializer = CreateSerializer();
        sample.AssertEqual(serializer, Bytes.InSegments(sample.Bytes(serializer), 3));
    }

    [TestCaseSource(nameof(Values))]
    public void Value_CutShort_IsAFormatError(Sample sample)
    {
        var serializer = CreateSerializer();
        var bytes = sample.Bytes(serializer);
        for (var length = 0; length < bytes.Length; length += 1 + (length / 10))
        {
            var cut = new ReadOnlySequence<byte>(bytes, 0, length);
            Assert.That(
                () => serializer.CodecFor(sample.Type).Read(cut, out _), Throws.TypeOf<MessageFormatException>(), $"cut at {length}");
        }
    }

    [Test]
    public void Values_OneBehindTheOther_AreReadOneByOne()
    {
        var serializer = CreateSerializer();
        var output = new ArrayBufferWriter<byte>();
        serializer.Serialize(output, "first");
        serializer.Serialize(output, 300);
        var input = new ReadOnlySequence<byte>(output.WrittenMemory);
        Assert.That(serializer.Deserialize<string>(input, out var consumed), Is.EqualTo("first"));
        Assert.That(serializer.Deserialize<int>(input.Slice(consumed), out consumed), Is.EqualTo(300));
        Assert.That(consumed, Is.EqualTo(3));
    }

    [Test]
    public void Codec_AskedForTwice_IsTheSame()
    {
        var serializer = CreateSerializer();
        var first = serializer.CodecFor(typeof(Tree));
        Assert.That(serializer.CodecFor(typeof(Tree)), Is.SameAs(first));
    }

    [Test]
    public void Codec_GivenAValueOfAnotherType_NamesBoth()
    {
        var codec = CreateSerializer().CodecFor(typeof(Point));
        Assert.That(() => codec.Write(new ArrayBufferWriter<byte>(), "text"), Throws.ArgumentException.With.Message.Contains("Point")
            .And.Message.Contains("String"));
        Assert.That(() => codec.Write(new ArrayBufferWriter<byte>(), null), Throws.ArgumentException.With.Message.Contains("null"));
    }

    [Test]
    public void Serializer_UsedByManyThreadsAtOnce_GivesEachItsValue()
    {
        var serializer = CreateSerializer();
        Parallel.For(0, 200, i =>
        {
            var tree = new Tree($"{i}", [new Tree("leaf", []), new Tree($"{-i}", [])]);
            var read = serializer.Deserialized<Tree>(serializer.Serialized(tree));
            Assert.That(read.Children[1].Name, Is.EqualTo($"{-i}"));
            Assert.That(serializer.Deserialized<Line>(serializer.Serialized(new Line("ann", null, i))).Position, Is.EqualTo(i));
        });
    }

    [Test]
    public void Collections_OfEveryDeclaredKind_KeepElementsAndOrder()
    {
        var serializer = CreateSerializer();
        int[] elements = [3, 1, 2];
        void Holds<T>(T collection) where T : IEnumerable<int> =>
            Assert.That(serializer.Deserialized<T>(serializer.Serialized(collection)), Is.EqualTo(collection).AsCollection, typeof(T).Name);

        Holds(elements);
        Holds(elements.ToList());
        Holds<IEnumerable<int>>(elements.Where(element => element > 0));
        Holds<IReadOnlyList<int>>(elements);
        Holds<IReadOnlyCollection<int>>(new Queue<int>(elements));
        Holds<IList<int>>(elements);
        Holds<ICollection<int>>(elements);
        Holds(elements.ToHashSet());
        Holds<ISet<int>>(elements.ToHashSet());
        Holds<IReadOnlySet<int>>(elements.ToHashSet());
        Holds(new SortedSet<int>(elements));
        Holds(new Queue<int>(elements));
        Holds(new Stack<int>(elements));
        Holds(new LinkedList<int>(elements));
        Holds(new Collection<int>(elements));
        Holds(new ReadOnlyCollection<int>(elements));
        Holds(ImmutableArray.Create(elements));
        Holds(ImmutableList.Create(elements));
        Holds(ImmutableHashSet.Create(elements));
    }

    [Test]
    public void Dictionaries_OfEveryDeclaredKind_KeepTheirPairs()
    {
        var serializer = CreateSerializer();
        var pairs = new Dictionary<string, int> { ["one"] = 1, ["two"] = 2 };
        void Holds<T>(T map) where T : IEnumerable<KeyValuePair<string, int>> =>
            Assert.That(serializer.Deserialized<T>(serializer.Serialized(map)), Is.EquivalentTo(pairs), typeof(T).Name);

        Holds(pairs);
        Holds<IDictionary<string, int>>(pairs);
        Holds<IReadOnlyDictionary<string, int>>(pairs);
        Holds(new SortedDictionary<string, int>(pairs));
        Holds(new ReadOnlyDictionary<string, int>(pairs));
        Holds(pairs.ToImmutableDictionary());
    }
}
