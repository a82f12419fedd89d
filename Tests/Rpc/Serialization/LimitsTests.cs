using System.Buffers;
using Course.Rpc.Serialization;

namespace Course.Tests.Rpc.Serialization;

[TestFixture]
public sealed class LimitsTests
{
    [Test]
    public void Limits_OutOfRange_NameRangeAndValue()
    {
        Assert.That(() => new SerializerLimits { MaximumDepth = 257 }, Throws.TypeOf<ArgumentOutOfRangeException>()
            .With.Message.Contains("MaximumDepth must be from 1 to 256, but is 257"));
        Assert.That(() => new SerializerLimits { MaximumBytes = 0 }, Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new SerializerLimits { MaximumCollectionLength = -1 }, Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Depth_AtTheLimit_Passes_AndBeyond_IsNamedOnBothSides()
    {
        var serializer = new MessagePackMessageSerializer(new SerializerLimits { MaximumDepth = 3 });
        var three = new Box<int>(1, new Box<int>(2, new Box<int>(3, null)));
        Assert.That(serializer.Deserialized<Box<int>>(serializer.Serialized(three)), Is.EqualTo(three));
        AssertRefused(() => serializer.Serialized(new Box<int>(0, three)), "MaximumDepth (3)");
        AssertRefused(() => serializer.FromHex<Box<int>>("9200920092009200C0"), "MaximumDepth (3)");
    }

    [Test]
    public void Depth_OfSkippedValues_IsBoundedToo()
    {
        var deep = Enumerable.Repeat((byte)0x91, 1_000_000).Append((byte)0xc0).ToArray();
        AssertRefused(() => Bytes.Read(new ReadOnlySequence<byte>(deep), (ref r) => r.ReadRaw().Length), "MaximumDepth (64)");
        Assert.That(() => new MessagePackMessageSerializer().Deserialized<Tree>(deep), Throws.TypeOf<MessageFormatException>());
    }

    [Test]
    public void Depth_OfACycle_EndsInWords()
    {
        var tree = new Tree("root", []);
        tree.Children.Add(tree);
        AssertRefused(() => new MessagePackMessageSerializer().Serialized(tree), "a cycle cannot travel");
    }

    [Test]
    public void Depth_AtItsLargest_FitsTheStackOfASmallThread()
    {
        Exception? thrown = null;
        var serializer = new MessagePackMessageSerializer(new SerializerLimits { MaximumDepth = 256 });
        var tree = new Tree("leaf", []);
        for (var i = 0; i < 127; i++) tree = new Tree("node", [tree]);
        serializer.CodecFor(typeof(Tree));
        // 256 KB is half of the smallest default stack of the supported systems.
        var thread = new Thread(() =>
        {
            try
            {
                serializer.Deserialized<Tree>(serializer.Serialized(tree));
            }
            catch (Exception error)
            {
                thrown = error;
            }
        }, 256 * 1024);
        thread.Start();
        thread.Join();
        Assert.That(thrown, Is.Null);
    }

    [Test]
    public void CollectionLength_AtTheLimit_Passes_AndBeyond_IsNamedOnBothSides()
    {
        var serializer = new MessagePackMessageSerializer(new SerializerLimits { MaximumCollectionLength = 2 });
        Assert.That(serializer.FromHex<int[]>("920102"), Is.EqualTo(new[] { 1, 2 }));
        AssertRefused(() => serializer.FromHex<int[]>("93010203"), "The array of 3", "MaximumCollectionLength (2)");
        AssertRefused(() => serializer.FromHex<Dictionary<int, int>>("83010203040506"), "The map of 3", "MaximumCollectionLength (2)");
        AssertRefused(() => serializer.Serialized(new[] { 1, 2, 3 }), "The array of 3", "MaximumCollectionLength (2)");
    }

    [Test]
    public void Size_AtTheLimit_Passes_AndBeyond_IsNamedOnBothSides()
    {
        var limited = new MessagePackMessageSerializer(new SerializerLimits { MaximumBytes = 10 });
        var free = new MessagePackMessageSerializer();
        Assert.That(limited.Deserialized<string>(limited.Serialized("123456789")), Is.EqualTo("123456789"));
        AssertRefused(() => limited.Serialized("1234567890"), "MaximumBytes (10)");
        AssertRefused(() => limited.Deserialized<string>(free.Serialized("1234567890")), "MaximumBytes is 10");
    }

    [Test]
    public void Size_FarBeyondTheLimit_StopsBeforeTheOutputGrows()
    {
        var limited = new MessagePackMessageSerializer(new SerializerLimits { MaximumBytes = 1000 });
        var output = new ArrayBufferWriter<byte>();
        AssertRefused(() => limited.Serialize(output, Enumerable.Repeat(new string('x', 1000), 10_000).ToArray()), "MaximumBytes (1000)");
        Assert.That(output.Capacity, Is.LessThan(200_000));
    }

    [TestCase("DD7FFFFFFF", "array of 2147483647")]
    [TestCase("DDFFFFFFFF", "array of 4294967295")]
    [TestCase("DD00100000", "array of 1048576")]
    public void GiantArray_WithNothingBehind_IsRefusedBeforeAnythingIsAllocated(string hex, string expected) =>
        AssertRefusedCheaply<long[]>(hex, expected);

    [TestCase("C6FFFFFFFF", "bin of 4294967295 bytes")]
    [TestCase("C600FFFFFF", "bin of 16777215 bytes")]
    public void GiantBinary_WithNothingBehind_IsRefusedBeforeAnythingIsAllocated(string hex, string expected) =>
        AssertRefusedCheaply<byte[]>(hex, expected);

    [TestCase("DBFFFFFFFF", "str of 4294967295 bytes")]
    public void GiantText_WithNothingBehind_IsRefusedBeforeAnythingIsAllocated(string hex, string expected) =>
        AssertRefusedCheaply<string>(hex, expected);

    [TestCase("DF00080000", "map of 524288")]
    public void GiantMap_WithNothingBehind_IsRefusedBeforeAnythingIsAllocated(string hex, string expected) =>
        AssertRefusedCheaply<Dictionary<long, decimal>>(hex, expected);

    private static void AssertRefusedCheaply<T>(string hex, string expected)
    {
        var serializer = new MessagePackMessageSerializer();
        var input = new ReadOnlySequence<byte>(Convert.FromHexString(hex));
        serializer.CodecFor(typeof(T));
        var before = GC.GetAllocatedBytesForCurrentThread();
        MessageFormatException? error = null;
        try
        {
            serializer.Deserialize<T>(input, out _);
        }
        catch (MessageFormatException thrown)
        {
            error = thrown;
        }
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(32_768));
        Assert.That(error?.Message, Does.Contain(expected));
    }

    private static void AssertRefused(Action act, params string[] texts)
    {
        var error = Assert.Throws<MessageFormatException>(() => act());
        foreach (var text in texts) Assert.That(error.Message, Does.Contain(text));
    }
}
