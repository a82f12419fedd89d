using System.Net;
using Course.Rpc.Tcp.Doors;
using Course.Rpc.Tcp.Joining;
using Course.Rpc.Tcp.Wire;
using Course.Tests.Tcp.Support;

namespace Course.Tests.Tcp;

public sealed class SilenceTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Tick = Bound / 5;

    [Test]
    public async Task Silence_LongerThanTheBound_PeerHasLeftAndIsToldSo()
    {
        var clock = new ManualTimeProvider();
        await using var session = await TestSession.HostAsync();
        var ann = await session.JoinAsync(session.Options("ann", 2) with { Clock = clock, SilenceBound = Bound });
        using var bob = await RawMember.JoinAsync(session.Options("bob", 2));
        await bob.SendAsync(FrameType.Data, "alive");
        await ann.SeesAsync("frame bob alive");

        for (var i = 1; i <= 5; i++) await TickAsync(clock, ann, i);
        Assert.That(ann.Events, Has.None.StartsWith("left"), "not before the bound");
        clock.Advance(Tick);
        var left = await ann.SeesAsync("left bob Silent");
        Assert.That(left, Does.Contain("Nothing was heard from bob for longer than the bound of 5 s"));

        Frame frame;
        do frame = await bob.ReadAsync();
        while (frame.Type == FrameType.Ping);
        Assert.That(frame.Type, Is.EqualTo(FrameType.Excluded));
    }

    [TestCase((int)FrameType.Pong)]
    [TestCase((int)FrameType.Ping)]
    [TestCase((int)FrameType.Data)]
    public async Task Silence_BrokenByAnyFrame_PeerStays(int sign)
    {
        var clock = new ManualTimeProvider();
        await using var session = await TestSession.HostAsync();
        using var read = new SemaphoreSlim(0);
        var options = session.Options("ann", 2) with { Clock = clock, SilenceBound = Bound };
        var ann = await session.JoinAsync(options, peer => peer.FrameRead = (_, _) => read.Release());
        using var bob = await RawMember.JoinAsync(session.Options("bob", 2));
        await ann.SeesAsync("started");
        for (var i = 1; i <= 30; i++)
        {
            await bob.SendAsync((FrameType)sign, "");
            await Guard.WaitAsync(read.WaitAsync(), "a sign of life");
            await TickAsync(clock, ann, i);
        }

        Assert.That(ann.Events, Has.None.StartsWith("left"));
    }

    [Test]
    public async Task Silence_PartOfALongFrameIsOnItsWay_CountsAsLife()
    {
        var clock = new ManualTimeProvider();
        await using var session = await TestSession.HostAsync();
        using var read = new SemaphoreSlim(0);
        var options = session.Options("ann", 2) with { Clock = clock, SilenceBound = Bound };
        var ann = await session.JoinAsync(options, peer => peer.FrameRead = (_, _) => read.Release());
        using var bob = await RawMember.JoinAsync(session.Options("bob", 2));
        await ann.SeesAsync("started");
        await bob.SendBytesAsync(0, 0, 0, 41, (byte)FrameType.Data);
        await Guard.WaitAsync(read.WaitAsync(), "the header");
        for (var i = 1; i <= 40; i++)
        {
            await bob.SendBytesAsync((byte)'x');
            await Guard.WaitAsync(read.WaitAsync(), "a byte");
            await TickAsync(clock, ann, i);
        }

        await ann.SeesAsync($"frame bob {new string('x', 40)}");
    }

    [Test]
    public async Task Ping_IsAnsweredByTheLoop_NotWhileTheLoopHangs()
    {
        var clock = new ManualTimeProvider();
        await using var session = await TestSession.HostAsync();
        using var hung = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var ann = await session.JoinAsync(session.Options("ann", 2) with { Clock = clock, SilenceBound = Bound });
        var bob = await session.JoinAsync("bob", 2);
        await bob.SendAsync("ann", "alive");
        await ann.SeesAsync("frame bob alive");
        bob.Loop.Post(Rpc.Loops.ThreadRole.Application, () => { });
        var hanging = Task.Run(() => bob.Loop.Post(Rpc.Loops.ThreadRole.Application, () =>
        {
            hung.Set();
            goOn.Wait();
        }));
        await Task.Run(hung.Wait);
        for (var i = 1; i <= 6; i++) clock.Advance(Tick);
        await ann.SeesAsync("left bob Silent");
        goOn.Set();
        await hanging;
        await bob.SeesAsync("ended Excluded excluded by ann: Nothing was heard from bob");
    }

    [Test]
    public async Task Dial_ThatNeverComes_IsSilence()
    {
        var clock = new ManualTimeProvider();
        await using var session = await TestSession.HostAsync();
        var ann = await session.JoinAsync(session.Options("ann", 2) with { Clock = clock, SilenceBound = Bound });
        using var listener = Doorkeeper.Listen(new(IPAddress.Loopback, 0));
        var options = session.Options("bob", 2);
        var client = new RendezvousClient(options, options.Session, (IPEndPoint)listener.LocalEndPoint!);
        using var control = await client.JoinAsync(default);
        await ann.SeesAsync("started");
        await ann.SendAsync("bob", "queued for nobody");
        for (var i = 1; i <= 6; i++) clock.Advance(Tick);
        await ann.SeesAsync("left bob Silent");
        await LeaveAsync(ann, clock);
    }

    [Test]
    public async Task Dial_ThatFails_IsALostConnection()
    {
        await using var session = await TestSession.HostAsync();
        var options = session.Options("ann", 2);
        int port;
        using (var listener = Doorkeeper.Listen(new(IPAddress.Loopback, 0))) port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        var client = new RendezvousClient(options, options.Session, new(IPAddress.Loopback, port));
        using var control = await client.JoinAsync(default);
        var bob = await session.JoinAsync("bob", 2);
        var left = await bob.SeesAsync("left ann ConnectionLost");
        Assert.That(left, Does.Contain($"ann could not be dialed at 127.0.0.1:{port}"));
    }

    /// <summary>A manual clock has to be moved for the bounds of leaving as well.</summary>
    private static async Task LeaveAsync(TestPeer peer, ManualTimeProvider clock)
    {
        var leaving = peer.Transport.LeaveAsync();
        while (!leaving.IsCompleted)
        {
            clock.Advance(Bound);
            await Task.Yield();
        }
    }

    private static async Task TickAsync(ManualTimeProvider clock, TestPeer peer, int number)
    {
        clock.Advance(Tick);
        await peer.UntilAsync(events => events.Count(e => e == "tick") == number, $"tick {number}");
    }
}
