using System.Globalization;
using Course.Rpc.Serialization;

namespace Course.Tests.Rpc.Serialization;

/// <summary>
/// The codec judged both ways by other implementations of the format: they must see in its bytes what it means, and it must
/// read the bytes that they write.
/// </summary>
[TestFixture]
public sealed class ForeignImplementationTests
{
    private const int Seed = 20_240_229;
    private const int RandomValues = 2_000;

    private readonly MessagePackMessageSerializer _serializer = new();

    [Test]
    public async Task Python_JudgesBothWays() => await Judge(
        await ForeignImplementation.FindPython(), oneKindOfNumber: false,
        "python3-msgpack (apt-get install python3-msgpack)");

    [Test]
    public async Task Node_JudgesBothWays() => await Judge(
        await ForeignImplementation.FindNode(), oneKindOfNumber: true,
        "@msgpack/msgpack (npm ci --prefix Tests/Rpc/Serialization/foreign)");

    private async Task Judge(ForeignImplementation? foreign, bool oneKindOfNumber, string needs)
    {
        if (foreign is null)
        {
            Assert.Ignore($"skipped: needs {needs}");
            return;
        }
        var samples = Samples.All.Append(new Sample<Everything>("everything", Samples.Everything, _serializer.Hex)).ToList();
        var random = new Random(Seed);
        var values = samples.ConvertAll(sample => sample.Bytes(_serializer));
        for (var i = 0; i < RandomValues; i++) values.Add(Bytes.Written((ref writer) => WriteAny(ref writer, random, 4)));

        var description = new Description(oneKindOfNumber);
        var judged = await foreign.Judge(values);
        Assert.That(judged, Has.Count.EqualTo(values.Count));
        for (var i = 0; i < values.Count; i++)
        {
            var expected = description.Of(values[i]);
            Assert.That(judged[i].Description, Is.EqualTo(expected), () => $"what they read of ours: {Name(i)}");
            Assert.That(description.Of(judged[i].Bytes), Is.EqualTo(expected), () => $"what we read of theirs: {Name(i)}");
            if (i < samples.Count) samples[i].AssertEqual(_serializer, judged[i].Bytes);
        }
        TestContext.Out.WriteLine($"{samples.Count} samples and {RandomValues} random values (seed {Seed}) agree both ways");

        string Name(int i) => i < samples.Count ? samples[i].ToString()! : $"random value {i}, {Convert.ToHexString(values[i])}";
    }

    /// <summary>A value of any kind and width; keys of maps are texts, the one kind that all implementations share.</summary>
    private static void WriteAny(ref MessagePackWriter writer, Random random, int depth)
    {
        switch (random.Next(depth > 0 ? 13 : 10))
        {
            case 0:
                writer.WriteNil();
                break;
            case 1:
                writer.WriteBoolean(random.Next(2) == 0);
                break;
            case 2 or 3:
                writer.WriteInt64(random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64));
                break;
            case 4:
                writer.WriteUInt64((ulong)random.NextInt64() << 1 >> random.Next(64));
                break;
            case 5:
                writer.WriteSingle((float)random.NextDouble());
                break;
            case 6:
                writer.WriteDouble(BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)));
                break;
            case 7:
                writer.WriteString(string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => (char)random.Next(1, 0xd800))));
                break;
            case 8:
                var data = new byte[random.Next(300)];
                random.NextBytes(data);
                if (random.Next(2) == 0) writer.WriteBinary(data);
                else writer.WriteExtension((sbyte)random.Next(128), data);
                break;
            case 9:
                writer.WriteTimestamp(new DateTime(random.NextInt64(DateTime.MaxValue.Ticks), DateTimeKind.Utc));
                break;
            case 10 or 11:
                var count = random.Next(20);
                writer.WriteArrayHeader(count);
                for (var i = 0; i < count; i++) WriteAny(ref writer, random, depth - 1);
                break;
            default:
                var pairs = random.Next(20);
                writer.WriteMapHeader(pairs);
                for (var i = 0; i < pairs; i++)
                {
                    writer.WriteString("key" + i.ToString(CultureInfo.InvariantCulture));
                    WriteAny(ref writer, random, depth - 1);
                }
                break;
        }
    }
}
