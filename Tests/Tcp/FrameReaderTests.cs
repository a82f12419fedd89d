using Course.Rpc.Tcp.Wire;

namespace Course.Tests.Tcp;

public sealed class FrameReaderTests
{
    [Test]
    public async Task Frames_InAnyCut_AreTheSame([Values(1, 2, 3, 5, 7, 1000, 65535, 65536, 1 << 20)] int cut)
    {
        var random = new Random(cut);
        int[] sizes = [0, 1, 4, 5, 100, 65530, 65531, 65532, 70000, 3, 200_000, .. Enumerable.Range(0, 300).Select(_ => random.Next(2000))];
        using var stream = new MemoryStream();
        var sent = new List<byte[]>();
        foreach (var size in sizes)
        {
            var payload = new byte[size];
            random.NextBytes(payload);
            sent.Add(payload);
            await HelloStream.WriteAsync(stream, new Frame(FrameType.Data, payload), default);
        }

        var reader = new FrameReader(new CutStream(stream.ToArray(), cut), 1 << 20);
        var frames = new List<Frame>();
        while (await reader.ReadAsync(frames))
        {
        }

        Assert.That(reader.Fault, Is.Null);
        Assert.That(reader.Begun, Is.Zero);
        Assert.That(frames, Has.Count.EqualTo(sent.Count));
        // Compared at the end: no later read has touched the memory of an earlier frame.
        for (var i = 0; i < sent.Count; i++) Assert.That(frames[i].Payload.Span.SequenceEqual(sent[i]), $"frame {i} of {sizes[i]} bytes");
    }

    [Test]
    public async Task RandomBytes_NeverThrowAndNeverAllocateBeyondTheLimit()
    {
        var random = new Random(1);
        for (var run = 0; run < 300; run++)
        {
            var bytes = new byte[random.Next(5000)];
            random.NextBytes(bytes);
            var reader = new FrameReader(new CutStream(bytes, 1 + random.Next(500)), 4096);
            var frames = new List<Frame>();
            while (reader.Fault is null && await reader.ReadAsync(frames))
            {
            }

            Assert.That(frames.Select(frame => frame.Payload.Length), Is.All.LessThanOrEqualTo(4096));
        }
    }

    [Test]
    public async Task ReadOn_MoreHasCome_TakesItToo([Values(2, 3, FrameReader.MostReads, 100)] int times)
    {
        var asked = 1;
        var stream = new CutStream(await BytesAsync(1 << 20), 1 << 20);

        Assert.That(await new FrameReader(stream, 1 << 20).ReadOnAsync([], () => asked++ < times), Is.True);

        Assert.That(stream.Reads, Is.EqualTo(Math.Min(times, FrameReader.MostReads)));
    }

    [Test]
    public async Task ReadOn_ReadThatGotLessThanItAskedFor_IsTheLast()
    {
        var stream = new CutStream(await BytesAsync(1 << 20), 1000);

        await new FrameReader(stream, 1 << 20).ReadOnAsync([], () => throw new InvalidOperationException("asked"));

        Assert.That(stream.Reads, Is.EqualTo(1));
    }

    [Test]
    public async Task ReadOn_BytesThatBreakTheFormat_AreTheLast()
    {
        var bytes = new byte[1 << 20];
        bytes.AsSpan().Fill(0xFF);
        var stream = new CutStream(bytes, 1 << 20);
        var reader = new FrameReader(stream, 1 << 20);

        await reader.ReadOnAsync([], () => true);

        Assert.That(reader.Fault, Is.Not.Null);
        Assert.That(stream.Reads, Is.EqualTo(1));
    }

    [Test]
    public async Task ReadOn_FramesLongerThanASlab_HandsOverOneAtMost()
    {
        using var sent = new MemoryStream();
        for (var i = 0; i < 5; i++) await HelloStream.WriteAsync(sent, new Frame(FrameType.Data, new byte[200_000]), default);
        var reader = new FrameReader(new CutStream(sent.ToArray(), 1 << 20), 1 << 20);
        var frames = new List<Frame>();

        await reader.ReadOnAsync(frames, () => true);

        Assert.That(frames, Has.Count.EqualTo(1), "each has an array of its own, up to the limit of a frame");
    }

    [Test]
    public async Task ReadOn_EndBehindWhatHasCome_IsTold()
    {
        var stream = new CutStream(await BytesAsync(FrameReader.SlabBytes), 1 << 20);

        Assert.That(await new FrameReader(stream, 1 << 20).ReadOnAsync([], () => true), Is.False);
    }

    /// <summary>Frames of 1000 bytes, cut off at a length.</summary>
    private static async Task<byte[]> BytesAsync(int length)
    {
        using var stream = new MemoryStream();
        while (stream.Length < length) await HelloStream.WriteAsync(stream, new Frame(FrameType.Data, new byte[1000]), default);
        return stream.ToArray()[..length];
    }

    /// <summary>Gives so many bytes with each read.</summary>
    private sealed class CutStream(byte[] bytes, int cut) : MemoryStream(bytes)
    {
        public int Reads { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Reads++;
            return base.ReadAsync(buffer[..Math.Min(cut, buffer.Length)], cancellationToken);
        }
    }
}
