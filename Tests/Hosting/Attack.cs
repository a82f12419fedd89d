using System.Net;
using System.Net.Sockets;
using Course.Rpc.Tcp;
using Course.Rpc.Tcp.Hellos;
using Course.Rpc.Tcp.Wire;

namespace Course.Tests.Hosting;

/// <summary>
/// Hostile connections, in turn: garbage, half frames, giant lengths, wrong secrets with valid magic, slow openers that never finish.
/// Those that the other side may keep are kept open for a while; so are never more than a hundred or so at once.
/// </summary>
/// <param name="rendezvous">The port of the rendezvous.</param>
/// <param name="peers">The ports on which the peers listen for one another.</param>
internal sealed class Attack(IPEndPoint rendezvous, IReadOnlyList<IPEndPoint> peers)
{
    private const int Attackers = 10;
    private const int KeptByEach = 9;
    private const int Kinds = 5;
    private readonly int[] _made = new int[Kinds];
    private int _next;
    private int _open;
    private int _refused;
    private int _admitted;

    /// <summary>Connections that each kind has made: garbage, half frames, giant lengths, wrong secrets, slow openers.</summary>
    public IReadOnlyList<int> Made => _made;

    /// <summary>The most connections that were open at the same time.</summary>
    public int MostOpen { get; private set; }

    /// <summary>Strangers that were let in.</summary>
    public int Admitted => _admitted;

    /// <summary>Wrong secrets that were refused in words.</summary>
    public int Refused => _refused;

    /// <summary>Makes so many connections and closes them all.</summary>
    public Task RunAsync(int connections)
    {
        _next = _refused = 0;
        Array.Clear(_made);
        return Task.WhenAll(Enumerable.Range(0, Attackers).Select(seed => Task.Run(() => AttackAsync(connections, new Random(seed)))));
    }

    private async Task AttackAsync(int connections, Random random)
    {
        var kept = new Queue<Socket>();
        for (var number = Interlocked.Increment(ref _next) - 1; number < connections; number = Interlocked.Increment(ref _next) - 1)
        {
            var target = number % (peers.Count + 1);
            kept.Enqueue(
                await OpenAsync(
                target == peers.Count ? rendezvous : peers[target], number / (peers.Count + 1) % Kinds, target == peers.Count, random));
            if (kept.Count > KeptByEach) Close(kept.Dequeue());
        }

        while (kept.TryDequeue(out var socket)) Close(socket);
    }

    private async Task<Socket> OpenAsync(IPEndPoint target, int kind, bool isRendezvous, Random random)
    {
        var socket = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(target);
        Interlocked.Increment(ref _made[kind]);
        MostOpen = Math.Max(MostOpen, Interlocked.Increment(ref _open));
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: false);
            await (kind == 3 ? ShowWrongSecretAsync(stream, isRendezvous, random) : stream.WriteAsync(BytesOf(kind, random)).AsTask());
            // Garbage and giant lengths are answered by the end of the connection.
            if (kind is 0 or 2) Assert.That(await stream.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false), Is.Zero);
        }
        catch (SessionRefusedException exception) when (exception.Message.Contains("secret", StringComparison.OrdinalIgnoreCase))
        {
            Interlocked.Increment(ref _refused);
        }
        catch (IOException)
        {
            // Closed while it wrote, as it should be.
        }

        return socket;
    }

    private static byte[] BytesOf(int kind, Random random)
    {
        var opening = "CRPC\0\u0001"u8;
        var garbage = new byte[random.Next(8, 3000)];
        random.NextBytes(garbage);
        return kind switch
        {
            0 => [0, .. garbage],
            1 => [.. opening, 0, 0, 8, 0, (byte)FrameType.JoinHello, .. garbage.AsSpan(0, 8)],
            2 => [.. opening, 0x7f, 0xff, 0xff, 0xff, (byte)FrameType.LinkHello, .. garbage],
            _ => [.. opening[..random.Next(opening.Length)]],
        };
    }

    private async Task ShowWrongSecretAsync(Stream stream, bool isRendezvous, Random random)
    {
        var key = new byte[32];
        random.NextBytes(key);
        if (isRendezvous)
        {
            var join = new JoinHello("lobby", $"mallory{random.Next(100)}", new IPEndPoint(IPAddress.Loopback, 1), 3);
            await DialerHandshake.RunAsync(stream, FrameType.JoinHello, join.Write, key, "the rendezvous", default);
        }
        else
        {
            var link = new LinkHello("lobby", "p3", 3, "p1");
            await DialerHandshake.RunAsync(stream, FrameType.LinkHello, link.Write, key, "the peer", default);
        }

        Interlocked.Increment(ref _admitted);
    }

    private void Close(Socket socket)
    {
        socket.Dispose();
        Interlocked.Decrement(ref _open);
    }
}
