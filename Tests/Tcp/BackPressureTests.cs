using Course.Rpc.Tcp.Wire;
using Course.Rpc.Transport;
using Course.Tests.Tcp.Support;

namespace Course.Tests.Tcp;

public sealed class BackPressureTests
{
    [Test]
    public async Task WaitForRoom_PeerDoesNotRead_BlocksUntilItDoes()
    {
        await using var session = await TestSession.HostAsync();
        var ann = await session.JoinAsync(session.Options("ann", 2) with { LinkQueueBytes = 1 << 20 });
        var bob = await session.JoinAsync("bob", 2);
        using var goOn = new ManualResetEventSlim();
        var received = 0;
        bob.FrameHandler = (_, _) =>
        {
            // The loop hangs at the first frame: nothing is read any more, and the sender's queue grows.
            goOn.Wait();
            if (++received == 200) bob.Record("all");
        };
        await ann.SeesAsync("started");
        await ann.DoAsync(() =>
        {
            for (var i = 0; i < 200; i++) ann.Transport.Send(bob.Name, new byte[200_000]);
        });
        using var blocked = new ManualResetEventSlim();
        var waiting = Task.Run(() =>
        {
            blocked.Set();
            ann.Transport.WaitForRoom(bob.Name, CancellationToken.None);
        });
        blocked.Wait();
        using var impatience = new CancellationTokenSource();
        var cancelled = Task.Run(() => ann.Transport.WaitForRoom(bob.Name, impatience.Token));
        await impatience.CancelAsync();
        Assert.That(async () => await Guard.WaitAsync(cancelled, "a cancelled wait"), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(waiting.IsCompleted, Is.False);
        goOn.Set();
        await Guard.WaitAsync(waiting, "room");
        await bob.SeesAsync("all");
    }

    [Test]
    public async Task WaitForRoom_PeerIsClosed_ReturnsAtOnce()
    {
        await using var session = await TestSession.HostAsync();
        var ann = await session.JoinAsync(session.Options("ann", 2) with { LinkQueueBytes = 1 << 10, Clock = new ManualTimeProvider() });
        using var bob = await RawMember.JoinAsync(session.Options("bob", 2));
        await ann.SeesAsync("started");
        await ann.DoAsync(() => ann.Transport.Send(new PeerName("bob"), new byte[10 << 20]));
        var waiting = Task.Run(() => ann.Transport.WaitForRoom(new PeerName("bob"), CancellationToken.None));
        await ann.DoAsync(() => ann.Transport.Close(new PeerName("bob")));
        await Guard.WaitAsync(waiting, "room");
        bob.Hang();
    }

    [Test]
    public async Task WaitForRoom_OnTheLoop_IsRefused()
    {
        await using var session = await TestSession.StartAsync("ann", "bob");
        Assert.That(
            async () => await session[0].DoAsync(() => session[0].Transport.WaitForRoom(session[1].Name, default)),
            Throws.InvalidOperationException.With.Message.Contains("on the loop of 'ann'"));
    }

    [Test]
    public async Task HardBound_PeerNeverReads_CountsAsLost()
    {
        await using var session = await TestSession.HostAsync();
        var options = session.Options("ann", 2) with { LinkQueueBytes = 1 << 20, HardLinkQueueBytes = 20 << 20 };
        var ann = await session.JoinAsync(options);
        using var bob = await RawMember.JoinAsync(session.Options("bob", 2));
        await bob.SendAsync(FrameType.Data, "here");
        await ann.SeesAsync("frame bob here");
        await ann.DoAsync(() =>
        {
            for (var i = 0; i < 40; i++) ann.Transport.Send(new PeerName("bob"), new byte[1 << 20]);
        });
        var left = await ann.SeesAsync("left bob ConnectionLost");
        Assert.That(left, Does.Contain("bob does not read").And.Contain($"the limit is {20 << 20} (HardLinkQueueBytes)"));
    }

    [Test]
    public async Task Reader_LoopIsSlow_ReadsNoMoreThanOneBatchAhead()
    {
        await using var session = await TestSession.HostAsync();
        var read = 0;
        var ann = await session.JoinAsync(
            session.Options("ann", 2), peer => peer.FrameRead = (_, type) => Interlocked.Add(ref read, type == FrameType.Data ? 1 : 0));
        var bob = await session.JoinAsync("bob", 2);
        using var entered = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var handled = 0;
        ann.FrameHandler = (_, _) =>
        {
            entered.Set();
            goOn.Wait();
            if (++handled == 1000) ann.Record("all");
        };
        await bob.SeesAsync("started");
        await bob.DoAsync(() =>
        {
            for (var i = 0; i < 1000; i++) bob.Transport.Send(ann.Name, new byte[1000]);
        });
        await Task.Run(entered.Wait);
        await Guard.WaitAsync(bob.Transport.FlushAsync(), "the kernel takes a megabyte");
        const int MostOfABatch = FrameReader.MostReads * FrameReader.SlabBytes / 1000;
        Assert.That(Volatile.Read(ref read), Is.LessThanOrEqualTo(MostOfABatch), "one batch at most");
        goOn.Set();
        await ann.SeesAsync("all");
    }
}
