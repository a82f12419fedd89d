using Course.Rpc.Tcp.Wire;
using Course.Rpc.Transport;
using Course.Tests.Tcp.Support;

namespace Course.Tests.Tcp;

public sealed class LeaveTests
{
    [Test]
    public async Task Leave_AfterManyFrames_OthersHearAllOfThemAndThenTheGoodbye()
    {
        await using var session = await TestSession.StartAsync("ann", "bob", "cid");
        var ann = session[0];
        const int Count = 3000;
        await ann.DoAsync(() =>
        {
            for (var n = 0; n < Count; n++)
            {
                ann.Transport.Send(session[1].Name, new byte[1000]);
                ann.Transport.Send(session[2].Name, new byte[1000]);
            }
        });
        await Guard.WaitAsync(ann.Transport.LeaveAsync(), "ann leaves");
        foreach (var other in new[] { session[1], session[2] })
        {
            await other.SeesAsync("left ann Goodbye");
            Assert.That(other.Events.Count(e => e.StartsWith("frame ann", StringComparison.Ordinal)), Is.EqualTo(Count));
            Assert.That(other.Events[^1], Does.StartWith("left ann Goodbye"));
        }

        Assert.That(ann.Events, Has.None.StartsWith("left").And.None.StartsWith("ended"));
    }

    [Test]
    public async Task Leave_RightAfterTheStart_WaitsForLinksThatAreBeingMade()
    {
        await using var session = await TestSession.HostAsync();
        var ann = await session.JoinAsync("ann", 2);
        await session.JoinAsync("bob", 2);
        await ann.SeesAsync("started");
        await ann.SendAsync("bob", "first and last");
        await Guard.WaitAsync(ann.Transport.LeaveAsync(), "ann leaves");
        await session[1].SeesAsync("frame ann first and last");
        await session[1].SeesAsync("left ann Goodbye");
    }

    [Test]
    public async Task Leave_Twice_IsOneGoodbye()
    {
        await using var session = await TestSession.StartAsync("ann", "bob");
        var first = session[0].Transport.LeaveAsync();
        Assert.That(session[0].Transport.LeaveAsync(), Is.SameAs(first));
        await Guard.WaitAsync(first, "ann leaves");
        await session[1].SeesAsync("left ann Goodbye");
    }

    [Test]
    public async Task Leave_BothAtOnce_Ends()
    {
        await using var session = await TestSession.StartAsync("ann", "bob");
        await Guard.WaitAsync(Task.WhenAll(session[0].Transport.LeaveAsync(), session[1].Transport.LeaveAsync()), "both leave");
    }

    [Test]
    public async Task ConnectionLost_AfterFrames_FramesComeFirstAndSendsAreDropped()
    {
        await using var session = await TestSession.HostAsync();
        var ann = await session.JoinAsync("ann", 2);
        using var bob = await RawMember.JoinAsync(session.Options("bob", 2));
        await bob.SendAsync(FrameType.Data, "one");
        await bob.SendAsync(FrameType.Data, "two");
        await bob.SendBytesAsync(0, 0, 1, 0, (byte)FrameType.Data, 9);
        bob.Hang();
        var left = await ann.SeesAsync("left bob ConnectionLost");
        Assert.That(ann.Events.Skip(1), Is.EqualTo(new[] { "frame bob one", "frame bob two", left }));
        Assert.That(left, Does.Contain("inside a frame, 6 bytes"));
        await ann.SendAsync("bob", "dropped");
        Assert.That(() => ann.Transport.WaitForRoom(new PeerName("bob"), CancellationToken.None), Throws.Nothing);
        Assert.That(ann.Failures, Is.Empty);
    }

    [Test]
    public async Task ConnectionLost_ToAPeerThatCouldStillRead_IsNotFollowedByAFarewell()
    {
        await using var session = await TestSession.HostAsync();
        var ann = await session.JoinAsync("ann", 2);
        ann.LeftHandler = (peer, _) => ann.Transport.Close(peer, "excluded at epoch 2 by ann");
        using var bob = await RawMember.JoinAsync(session.Options("bob", 2));
        await bob.EndAsync();
        await ann.SeesAsync("left bob ConnectionLost");
        Assert.That(await bob.ReadToEndAsync(), Has.None.EqualTo(FrameType.Excluded));
    }

    [Test]
    public async Task Close_ByOneSide_NothingFromThatPeerFollowsAndItsEndIsLost()
    {
        await using var session = await TestSession.StartAsync("ann", "bob");
        var (ann, bob) = (session[0], session[1]);
        await ann.DoAsync(() =>
        {
            ann.Transport.Send(bob.Name, new byte[] { (byte)'a' });
            ann.Transport.Close(bob.Name);
            ann.Transport.Send(bob.Name, new byte[] { (byte)'b' });
        });
        await bob.SeesAsync("left ann ConnectionLost");
        Assert.That(bob.Events[1], Is.EqualTo("frame ann a"));
        Assert.That(bob.Events, Has.None.StartsWith("frame ann b"));
        Assert.That(ann.Events, Has.Count.EqualTo(1), "no OnPeerLeft after Close");
    }

    [Test]
    public async Task Close_WithFarewell_EndsTheSessionOfTheOther()
    {
        await using var session = await TestSession.StartAsync("ann", "bob", "cid");
        var (ann, bob) = (session[0], session[1]);
        await ann.DoAsync(() => ann.Transport.Close(bob.Name, "excluded at epoch 2 by ann"));
        var ended = await bob.SeesAsync("ended");
        Assert.That(ended, Is.EqualTo("ended Excluded excluded at epoch 2 by ann"));
        // Its other links close as well, so that cid hears of it.
        await session[2].SeesAsync("left bob");
        await bob.SendAsync("cid", "nobody hears it");
        await bob.SendAsync("bob", "not even bob");
        await bob.DisposeAsync();
        Assert.That(bob.Events.Count(e => e.StartsWith("ended", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(bob.Events[^1], Does.StartWith("ended"), "nothing is delivered afterwards");
    }

    [Test]
    public async Task Farewell_WhileTheLoopHoldsABatch_NothingMoreOfItIsDelivered()
    {
        await using var session = await TestSession.StartAsync("ann", "bob", "cid");
        var (ann, bob) = (session[0], session[1]);
        using var entered = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        bob.FrameHandler = (from, _) =>
        {
            bob.Record($"frame {from}");
            entered.Set();
            goOn.Wait();
        };
        await session[2].DoAsync(() =>
        {
            for (var i = 0; i < 100; i++) session[2].Transport.Send(bob.Name, new byte[10]);
        });
        await Task.Run(entered.Wait);
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bob.FrameRead = (_, type) =>
        {
            if (type == FrameType.Excluded) seen.SetResult();
        };
        await ann.DoAsync(() => ann.Transport.Close(bob.Name, "excluded at epoch 2 by ann"));
        await Guard.WaitAsync(seen.Task, "bob's reader sees the farewell");
        goOn.Set();
        await bob.SeesAsync("ended Excluded");
        Assert.That(bob.Events.Count(e => e == "frame cid"), Is.EqualTo(1));
    }

    [Test]
    public async Task Loop_StepsPutAsideByTheEnd_RunAfterIt()
    {
        await using var session = await TestSession.StartAsync("ann", "bob");
        var bob = session[1];
        await session[0].DoAsync(() => session[0].Transport.Close(bob.Name, "excluded"));
        await bob.SeesAsync("ended");
        // An application call that came late gets its turn, to fail.
        await bob.DoAsync(() => bob.Record("late call"));
        Assert.That(bob.Events[^1], Is.EqualTo("late call"));
    }
}
