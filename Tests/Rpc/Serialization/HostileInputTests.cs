using System.Buffers;
using Course.Rpc.Serialization;

namespace Course.Tests.Rpc.Serialization;

/// <summary>
/// A million inputs that nobody vouches for: each is read, or refused by the codec's own error, and neither costs more memory
/// than stated in docs/design/codec.md.
/// </summary>
[TestFixture]
public sealed class HostileInputTests
{
    private const int Seed = 20_240_229;
    private const int Inputs = 1_000_000;

    // docs/design/codec.md, "Limits": what reading n bytes may allocate. The constant holds an error with text and stack trace.
    private const int AllocationPerByte = 64;
    private const int AllocationConstant = 16_384;

    private readonly MessagePackMessageSerializer _serializer = new();

    [Test]
    public void Inputs_AMillionMutatedAndRandom_AreReadOrRefusedWithinTheirMemory()
    {
        var targets = Targets();
        var random = new Random(Seed);
        var buffer = new byte[4096];
        var (read, refused, dearest) = (0, 0, 0.0);
        for (var i = 0; i < Inputs; i++)
        {
            var (codec, valid) = targets[i % targets.Count];
            var length = i % 5 == 0 ? Noise(random, buffer) : Mutant(random, valid, buffer);
            var input = new ReadOnlySequence<byte>(buffer, 0, length);
            var before = GC.GetAllocatedBytesForCurrentThread();
            if (WasRead(codec, input, i)) read++;
            else refused++;
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            var allowed = AllocationConstant + (AllocationPerByte * length);
            dearest = Math.Max(dearest, (double)allocated / allowed);
            if (allocated > allowed) Assert.Fail($"{Describe(codec, input, i)} allocated {allocated} bytes, more than {allowed}.");
        }
        TestContext.Out.WriteLine($"seed {Seed}: {Inputs} inputs, {read} read, {refused} refused, dearest {dearest:P0} of the allowance");
        Assert.That(read, Is.GreaterThan(Inputs / 20), "inputs that were read: the mutations are too wild to reach the depth of the codec");
        Assert.That(refused, Is.GreaterThan(Inputs / 20), "inputs that were refused");
    }

    private static bool WasRead(IValueCodec? codec, ReadOnlySequence<byte> input, int i)
    {
        try
        {
            if (codec is not null)
            {
                codec.Read(input, out _);
                return true;
            }
            var reader = new MessagePackReader(input);
            while (!reader.End) reader.Skip();
            return true;
        }
        // An inner exception would be a fault of the codec itself: none of the targets has a constructor with a rule.
        catch (MessageFormatException error) when (error.InnerException is null)
        {
            return false;
        }
        catch (Exception error)
        {
            Assert.Fail($"{Describe(codec, input, i)} was refused by {error}");
            throw;
        }
    }

    private static string Describe(IValueCodec? codec, ReadOnlySequence<byte> input, int i) =>
        $"Input {i} of seed {Seed}, {codec?.Type.Name ?? "skipped"}, {Convert.ToHexString(input.ToArray())},";

    /// <summary>Types with a valid input each; the one without a type is skipped over.</summary>
    private List<(IValueCodec? Codec, byte[] Valid)> Targets()
    {
        var targets = new List<(IValueCodec?, byte[])>();
        void Add<T>(T value) => targets.Add((_serializer.CodecFor(typeof(T)), _serializer.Serialized(value)));

        Add(Samples.Everything);
        Add("Grüße, 世界 🙂");
        Add(new[] { 1L, 1L << 40, -5 });
        Add(new decimal[] { 1.5m, 0, decimal.MinValue });
        Add(new List<string?> { "a", null, "bcd" });
        Add(new Dictionary<string, double> { ["one"] = 1, ["two"] = 0.1 });
        Add(new Dictionary<int, Dictionary<byte, Guid?>> { [1] = new() { [2] = Guid.Empty, [3] = null } });
        Add(new Tree("root", [new Tree("a", [new Tree("b", [])]), new Tree("c", [])]));
        Add<Shape>(new Group([new Circle(1), new Square(2), new Group([])]));
        Add(new NewerLine("ann", "hello", 3, Color.Red, ["x", "y"], new Point(1, 2)));
        Add(new HashSet<Point> { new(1, 2), new(3, 4) });
        Add(new Ping[] { new(), new(), new() });
        Add((1, (DateTime.UnixEpoch, DateTimeOffset.UnixEpoch), new Uri("tcp://a/b"), new Version(1, 2)));
        Add(new DateTimeOffset[] { DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue });
        Add(new[] { [1, 2, 3], Array.Empty<byte>() });
        Add(new SortedDictionary<Color, (float, char)> { [Color.Red] = (1, 'x') });
        targets.Add((null, _serializer.Serialized(Samples.Everything)));
        return targets;
    }

    private static int Noise(Random random, byte[] buffer)
    {
        var length = random.Next(64);
        random.NextBytes(buffer.AsSpan(0, length));
        // The first tag decides whether the rest is looked at: collections often.
        if (length > 0 && random.Next(2) == 0) buffer[0] = (byte)(0x80 + random.Next(0x20));
        return length;
    }

    private static int Mutant(Random random, byte[] valid, byte[] buffer)
    {
        valid.CopyTo(buffer, 0);
        var length = valid.Length;
        for (var mutations = 1 + random.Next(3); mutations > 0 && length > 0; mutations--)
        {
            var at = random.Next(length);
            switch (random.Next(7))
            {
                case 0:
                    buffer[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    buffer[at] = (byte)random.Next(256);
                    break;
                case 2:
                    buffer[at] = (byte)(0xc0 + random.Next(0x20)); // another tag
                    break;
                case 3:
                    length = at; // a torn frame
                    break;
                case 4:
                    Array.Copy(buffer, at, buffer, at + 1, length++ - at); // a byte doubled
                    break;
                case 5:
                    Array.Copy(buffer, at + 1, buffer, at, --length - at); // a byte lost
                    break;
                default:
                    length = Math.Max(length, at + 5); // a giant length
                    buffer[at] = (byte)(random.Next(2) == 0 ? 0xdd : 0xdf);
                    buffer.AsSpan(at + 1, 4).Fill((byte)random.Next(256));
                    break;
            }
        }
        return length;
    }
}
