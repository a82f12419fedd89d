using Course.Rpc.Tcp.Wire;
using Course.Tests.Tcp.Support;

namespace Course.Tests.Tcp;

public sealed class SleepTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Nap = TimeSpan.FromSeconds(6.2);

    [Test]
    public async Task Sleep_LongerThanTheBound_NothingIsDeliveredAndTheFarewellIsFound()
    {
        var clock = new ManualTimeProvider();
        await using var session = await TestSession.HostAsync();
        var ann = await session.JoinAsync(session.Options("ann", 2) with { Clock = clock, SilenceBound = Bound });
        using var bob = await RawMember.JoinAsync(session.Options("bob", 2));
        await ann.SeesAsync("started");
        clock.Jump(Nap);
        await bob.SendAsync(FrameType.Data, "too late");
        await bob.SendAsync(FrameType.Excluded, "excluded at epoch 2 by bob");
        var ended = await ann.SeesAsync("ended");
        Assert.That(ended, Is.EqualTo(
            "ended Excluded excluded at epoch 2 by bob: this peer ('ann') slept 6.2 s, longer than the bound of 5 s; "
            + "nothing was delivered since. Start it again in a new session."));
        Assert.That(ann.Events, Has.None.StartsWith("frame").And.None.StartsWith("left").And.None.EqualTo("tick"));
    }

    [Test]
    public async Task Sleep_OthersAreGone_EndsWithoutAFarewell()
    {
        var clock = new ManualTimeProvider();
        await using var session = await TestSession.HostAsync();
        var ann = await session.JoinAsync(session.Options("ann", 2) with { Clock = clock, SilenceBound = Bound });
        using var bob = await RawMember.JoinAsync(session.Options("bob", 2));
        await bob.SendAsync(FrameType.Data, "alive");
        await ann.SeesAsync("frame bob alive");
        clock.Jump(Nap);
        bob.Hang();
        var ended = await ann.SeesAsync("ended");
        Assert.That(ended, Does.StartWith("ended Excluded this peer ('ann') slept 6.2 s, longer than the bound of 5 s, "
            + "so the others have excluded it"));
    }

    [Test]
    public async Task Sleep_NobodySaysAnything_EndsAfterOneMoreBound()
    {
        var clock = new ManualTimeProvider();
        await using var session = await TestSession.HostAsync();
        var ann = await session.JoinAsync(session.Options("ann", 2) with { Clock = clock, SilenceBound = Bound });
        using var bob = await RawMember.JoinAsync(session.Options("bob", 2));
        await bob.SendAsync(FrameType.Data, "alive");
        await ann.SeesAsync("frame bob alive");
        clock.Jump(Nap);
        await bob.SendAsync(FrameType.Data, "too late");
        clock.Advance(Bound);
        await ann.SeesAsync("ended Excluded this peer ('ann') slept 6.2 s");
        clock.Advance(Bound);
        await ann.DisposeAsync();
        Assert.That(ann.Events.Skip(2), Has.Exactly(1).Items);
    }

    [Test]
    public async Task Sleep_InsideABatch_TheRestOfItIsNotDelivered()
    {
        var clock = new ManualTimeProvider();
        await using var session = await TestSession.HostAsync();
        var ann = await session.JoinAsync(session.Options("ann", 2) with { Clock = clock, SilenceBound = Bound });
        var bob = await session.JoinAsync("bob", 2);
        ann.FrameHandler = (_, _) =>
        {
            // The process is stopped here, and continued after the others have excluded it.
            ann.Record("frame");
            clock.Jump(Nap);
        };
        await bob.SeesAsync("started");
        await bob.DoAsync(() =>
        {
            for (var i = 0; i < 50; i++) bob.Transport.Send(ann.Name, new byte[10]);
        });
        await ann.SeesAsync("frame");
        await bob.DoAsync(() => bob.Transport.Close(ann.Name, "excluded at epoch 2 by bob"));
        await ann.SeesAsync("ended Excluded excluded at epoch 2 by bob: this peer ('ann') slept");
        Assert.That(ann.Events.Count(e => e == "frame"), Is.EqualTo(1));
    }

    [Test]
    public async Task Sleep_ApplicationCallsMeanwhile_GetTheirTurnAfterTheEnd()
    {
        var clock = new ManualTimeProvider();
        await using var session = await TestSession.HostAsync();
        var ann = await session.JoinAsync(session.Options("ann", 2) with { Clock = clock, SilenceBound = Bound });
        using var bob = await RawMember.JoinAsync(session.Options("bob", 2));
        await ann.SeesAsync("started");
        clock.Jump(Nap);
        var call = ann.DoAsync(() => ann.Record("call"));
        Assert.That(call.IsCompleted, Is.False, "put aside");
        await bob.SendAsync(FrameType.Excluded, "excluded at epoch 2 by bob");
        await call;
        Assert.That(ann.Events[^2], Does.StartWith("ended"));
        Assert.That(ann.Events[^1], Is.EqualTo("call"));
    }

    [Test]
    public async Task Sleep_BeforeTheStart_EndsTheSession()
    {
        var clock = new ManualTimeProvider();
        await using var session = await TestSession.HostAsync();
        var ann = await session.JoinAsync(session.Options("ann", 2) with { Clock = clock, SilenceBound = Bound });
        clock.Jump(Nap);
        await ann.SeesAsync("ended Excluded this peer ('ann') slept 6.2 s");
    }

    [Test]
    public async Task Nap_ShorterThanTheBound_HarmsNobody()
    {
        var clock = new ManualTimeProvider();
        await using var session = await TestSession.HostAsync();
        var ann = await session.JoinAsync(session.Options("ann", 2) with { Clock = clock, SilenceBound = Bound });
        using var bob = await RawMember.JoinAsync(session.Options("bob", 2));
        await ann.SeesAsync("started");
        // Three naps in a row are three ticks: what bob wrote meanwhile lies in the socket, so silence is not counted by the clock.
        for (var i = 0; i < 3; i++) clock.Jump(Bound - TimeSpan.FromTicks(1));
        await bob.SendAsync(FrameType.Data, "alive");
        await ann.SeesAsync("frame bob alive");
        Assert.That(ann.Events, Has.None.StartsWith("left").And.None.StartsWith("ended"));
    }
}
