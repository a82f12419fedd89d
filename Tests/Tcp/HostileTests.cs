using System.Net;
using System.Net.Sockets;
using Course.Rpc.Tcp;
using Course.Rpc.Tcp.Hellos;
using Course.Rpc.Tcp.Wire;
using Course.Tests.Tcp.Support;

namespace Course.Tests.Tcp;

public sealed class HostileTests
{
    [Test]
    public async Task Door_SlowOpeners_AreBoundedAndLockNobodyOut()
    {
        await using var session = await TestSession.HostAsync(new() { MaximumUnauthenticated = 8, HelloBound = TimeSpan.FromMinutes(5) });
        var openers = new List<TcpClient>();
        for (var i = 0; i < 50; i++) openers.Add(await DialAsync(session.Rendezvous.EndPoint));
        // The first was shown out for a newer one, although its time is not over.
        Assert.That(await Guard.WaitAsync(ReadAsync(openers[0]), "the end of the oldest"), Is.Zero);
        await session.JoinAsync("ann", 1);
        await session[0].SeesAsync("started");
        foreach (var opener in openers) opener.Dispose();
    }

    [Test]
    public async Task Door_TimeIsOver_GuestIsClosed()
    {
        var clock = new ManualTimeProvider();
        var lines = new List<string>();
        var logged = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var session = await TestSession.HostAsync(new() { Clock = clock, Log = line => logged.TrySetResult(line) });
        using var client = await DialAsync(session.Rendezvous.EndPoint);
        await client.GetStream().WriteAsync("CRPC\0"u8.ToArray());
        // Its time begins when it is accepted, so the clock has to be moved until it is over.
        while (!logged.Task.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.That(await logged.Task, Does.Contain("did not prove who it is within 5 s"));
        Assert.That(await Guard.WaitAsync(ReadAsync(client), "the end"), Is.Zero);
    }

    [Test]
    public async Task Door_GiantLength_IsClosedBeforeAnythingIsAllocated()
    {
        var logged = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var session = await TestSession.HostAsync(new() { Log = line => logged.TrySetResult(line) });
        using var client = await DialAsync(session.Rendezvous.EndPoint);
        await client.GetStream().WriteAsync((byte[])[.. "CRPC\0\u0001"u8, 0x7f, 0xff, 0xff, 0xff, 16]);
        var line = await Guard.WaitAsync(logged.Task, "a line");
        Assert.That(line, Does.Contain("it sent a frame of 2147483646 bytes with tag 16; the limit is 4096 bytes"));
        Assert.That(await Guard.WaitAsync(ReadAsync(client), "the end"), Is.Zero);
    }

    [Test]
    public void Log_ManyLines_IsLimitedAndCounts()
    {
        var clock = new ManualTimeProvider();
        var lines = new List<string>();
        var log = new Course.Rpc.Tcp.Doors.RateLimitedLog(lines.Add, clock);
        for (var i = 0; i < 313; i++) log.Write("closed");
        clock.Advance(TimeSpan.FromSeconds(1));
        log.Write("closed again");
        log.Write("held");
        log.Finish("the door");
        string[] expected =
            ["closed", "closed again … and 312 more before it", "the door: … and 1 more connections were closed at the door."];
        Assert.That(lines, Is.EqualTo(expected));
    }

    [Test]
    public async Task Session_UnderTwoThousandHostileConnections_GoesOnAndMemoryReturns()
    {
        const int Count = 2000;
        const string Secret = "among us";
        await using var session = await TestSession.HostAsync(new() { Secret = Secret });
        foreach (var name in new[] { "ann", "bob" }) await session.JoinAsync(session.Options(name, 2) with { Secret = Secret });
        var (ann, bob) = (session[0], session[1]);
        await ann.SeesAsync("started");
        await bob.SeesAsync("started");
        var number = 0;
        bob.FrameHandler = (_, frame) =>
        {
            if (BitConverter.ToInt32(frame.Span) != number++) bob.Record("out of order");
            if (number % 100 == 0) bob.Record($"number {number}");
        };
        var before = GC.GetTotalMemory(true);
        IPEndPoint[] targets = [session.Rendezvous.EndPoint, ann.Transport.ListenEndPoint, bob.Transport.ListenEndPoint];
        var kept = new Queue<TcpClient>();
        var random = new Random(7);
        for (var i = 0; i < Count; i++)
        {
            kept.Enqueue(await AttackAsync(targets[i % targets.Length], i, random));
            // Slow openers stay for a while; the rest of this process needs descriptors as well.
            if (kept.Count > 300) kept.Dequeue().Dispose();
            await ann.DoAsync(() => ann.Transport.Send(bob.Name, BitConverter.GetBytes(i)));
        }

        await bob.SeesAsync($"number {Count}");
        Assert.That(bob.Events, Has.None.EqualTo("out of order").And.None.StartsWith("left"));
        Assert.That(ann.Events, Has.None.StartsWith("left"));
        Assert.That(new[] { ann.Transport.Unauthenticated, bob.Transport.Unauthenticated }, Is.All.LessThanOrEqualTo(64));
        foreach (var client in kept) client.Dispose();
        Assert.That(GC.GetTotalMemory(true) - before, Is.LessThan(20 << 20));
    }

    /// <summary>Garbage, half frames, wrong secrets, giant lengths, slow openers, in turn.</summary>
    private static async Task<TcpClient> AttackAsync(IPEndPoint target, int number, Random random)
    {
        var client = await DialAsync(target);
        var garbage = new byte[random.Next(1, 3000)];
        random.NextBytes(garbage);
        var opening = "CRPC\0\u0001"u8.ToArray();
        try
        {
            switch (number % 6)
            {
                case 0:
                    await client.GetStream().WriteAsync(garbage);
                    break;
                case 1:
                    await client.GetStream().WriteAsync(opening.AsMemory(0, random.Next(1, opening.Length)));
                    break;
                case 2:
                    await client.GetStream().WriteAsync((byte[])[.. opening, 0, 0, 8, 0, (byte)FrameType.JoinHello, 1, 2, 3]);
                    break;
                case 3:
                    await client.GetStream().WriteAsync((byte[])[.. opening, 0xff, 0xff, 0xff, 0xff, (byte)FrameType.LinkHello]);
                    break;
                case 4:
                    var hello = new JoinHello("lobby", "mallory", new IPEndPoint(IPAddress.Loopback, 1), 2);
                    var key = "wrong"u8.ToArray();
                    await DialerHandshake.RunAsync(client.GetStream(), FrameType.JoinHello, hello.Write, key, "it", default);
                    Assert.Fail("A stranger was admitted.");
                    break;
                default:
                    break;
            }
        }
        catch (Exception exception) when (exception is IOException or SessionRefusedException or BadFrameException)
        {
            // Closed or refused, as it should be.
        }

        return client;
    }

    private static async Task<TcpClient> DialAsync(IPEndPoint target)
    {
        var client = new TcpClient();
        await client.ConnectAsync(target);
        return client;
    }

    /// <summary>Reads once; a reset is an end as well.</summary>
    private static async Task<int> ReadAsync(TcpClient client)
    {
        try
        {
            return await client.GetStream().ReadAsync(new byte[100]);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
