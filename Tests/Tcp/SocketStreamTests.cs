using System.Net;
using System.Net.Sockets;
using Course.Rpc.Tcp.Wire;
using Course.Tests.Tcp.Support;

namespace Course.Tests.Tcp;

public sealed class SocketStreamTests
{
    [Test]
    public async Task Read_WhereThePeerDiedWithBytesUnread_EndsAndTellsHow()
    {
        using var pair = await Pair.OpenAsync();
        var read = pair.Here.Stream.ReadAsync(new byte[10]).AsTask();
        pair.There.Client.LingerState = new LingerOption(enable: true, seconds: 0);
        pair.There.Client.Dispose();

        Assert.That(await Guard.WaitAsync(read, "the end"), Is.Zero, "no exception");
        Assert.That(pair.Here.Breach, Is.Not.Null.And.Not.Empty);
    }

    [Test]
    public async Task Write_WhereThePeerDied_EndsWithoutAnException()
    {
        using var pair = await Pair.OpenAsync();
        pair.There.Client.LingerState = new LingerOption(enable: true, seconds: 0);
        pair.There.Client.Dispose();
        Assert.That(await Guard.WaitAsync(pair.Here.Stream.ReadAsync(new byte[10]).AsTask(), "the end"), Is.Zero);

        Assert.That(async () => await pair.Here.Stream.WriteAsync(new byte[10]), Throws.Nothing);
        Assert.That(async () => await pair.Here.Stream.WriteAsync(new byte[10]), Throws.Nothing, "a second time");
        Assert.That(pair.Here.Breach, Is.Not.Null.And.Not.Empty, "the read has told it");
    }

    [Test]
    public async Task Write_MoreThanTheKernelTakes_ArrivesWhole()
    {
        using var pair = await Pair.OpenAsync();
        var sent = new byte[16 << 20];
        new Random(1).NextBytes(sent);
        var written = pair.Here.Stream.WriteAsync(sent).AsTask();
        Assert.That(written.IsCompleted, Is.False, "nobody reads yet");

        var received = new byte[sent.Length];
        await Guard.WaitAsync(pair.There.GetStream().ReadExactlyAsync(received).AsTask(), "the bytes");

        await Guard.WaitAsync(written, "the write");
        Assert.That(received.AsSpan().SequenceEqual(sent), Is.True);
    }

    [Test]
    public async Task Read_WhereThePeerClosed_EndsWithoutABreach()
    {
        using var pair = await Pair.OpenAsync();
        await pair.There.GetStream().WriteAsync(new byte[] { 1, 2, 3 });
        pair.There.Dispose();
        var buffer = new byte[10];

        Assert.That(await Guard.WaitAsync(pair.Here.Stream.ReadAsync(buffer).AsTask(), "the bytes"), Is.EqualTo(3));
        Assert.That(await Guard.WaitAsync(pair.Here.Stream.ReadAsync(buffer).AsTask(), "the end"), Is.Zero);
        Assert.That(pair.Here.Breach, Is.Null);
        Assert.That(buffer[..3], Is.EqualTo(new byte[] { 1, 2, 3 }));
    }

    [Test]
    public async Task Read_UnderWayWhenTheStreamIsDisposed_Ends()
    {
        using var pair = await Pair.OpenAsync();
        var read = pair.Here.Stream.ReadAsync(new byte[10]).AsTask();

        pair.Here.Dispose();

        Assert.That(await Guard.WaitAsync(read, "the end"), Is.Zero);
    }

    [Test]
    public async Task HasCome_BytesThatWereNotRead_AreToldUntilTheyAre()
    {
        using var pair = await Pair.OpenAsync();
        Assert.That(pair.Here.HasCome, Is.False);
        await pair.There.GetStream().WriteAsync(new byte[] { 1, 2 });
        await Guard.WaitAsync(pair.Here.Stream.ReadAsync(new byte[1]).AsTask(), "the first byte");
        Assert.That(pair.Here.HasCome, Is.True);
        await Guard.WaitAsync(pair.Here.Stream.ReadAsync(new byte[1]).AsTask(), "the other byte");
        Assert.That(pair.Here.HasCome, Is.False);
    }

    [Test]
    public async Task HasCome_OfAClosedConnection_IsNotTold()
    {
        using var pair = await Pair.OpenAsync();
        pair.Here.Dispose();
        Assert.That(pair.Here.HasCome, Is.False);
    }

    private sealed record Pair(Connection Here, TcpClient There) : IDisposable
    {
        public static async Task<Pair> OpenAsync()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var there = listener.AcceptTcpClientAsync();
            var here = await Connection.DialAsync((IPEndPoint)listener.LocalEndpoint, "", null, default);
            return new Pair(here, await Guard.WaitAsync(there, "the other side"));
        }

        public void Dispose()
        {
            Here.Dispose();
            There.Dispose();
        }
    }
}
