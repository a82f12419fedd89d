using Course.Rpc.Tcp;
using Course.Tests.Tcp.Support;

namespace Course.Tests.Tcp;

public sealed class StartTests
{
    [Test]
    public async Task Session_LastMemberJoins_AllStartWithTheSameList()
    {
        await using var session = await TestSession.StartAsync("ann", "bob", "cid");
        for (var i = 0; i < 3; i++)
        {
            Assert.That(session[i].Events[0], Is.EqualTo("started ann:1,bob:2,cid:3"));
            Assert.That(session[i].Transport.JoinNumber, Is.EqualTo(i + 1));
        }

        Assert.That(session[0].Start!.Session, Is.EqualTo("lobby"));
    }

    [Test]
    public async Task Session_OneMember_StartsAtOnce()
    {
        await using var session = await TestSession.StartAsync("ann");
        await session[0].SendAsync("ann", "to myself");
        await session[0].SeesAsync("frame ann to myself");
    }

    [Test]
    public async Task Session_OnePeerSaysTheNumber_OthersLeaveItToIt()
    {
        await using var session = await TestSession.HostAsync();
        await session.JoinAsync("ann", null);
        await session.JoinAsync("bob", 3);
        await session.JoinAsync("cid", null);
        await session[0].SeesAsync("started ann:1,bob:2,cid:3");
    }

    [Test]
    public async Task Session_PeerLeavesBeforeTheStart_ItsNameAndSeatAreFree()
    {
        await using var session = await TestSession.HostAsync();
        await session.JoinAsync("ann", 2);
        await session[0].DisposeAsync();
        // The rendezvous hears of the end by its own socket, so another may try in between.
        var bob = await session.JoinAsync("bob", 2);
        Assert.That(bob.Events, Has.None.StartsWith("started ann:1,bob"), "ann is gone");
    }

    [Test]
    public async Task Rendezvous_SeveralSessions_DoNotMeet()
    {
        await using var session = await TestSession.HostAsync();
        var other = session.Address with { Name = "kitchen" };
        await session.JoinAsync("ann", 2);
        await session.JoinAsync(session.Options("ann", 1) with { Session = other });
        await session[1].SeesAsync("started ann:1");
        Assert.That(session[0].Events, Is.Empty);
        await session.JoinAsync("bob", 2);
        await session[0].SeesAsync("started ann:1,bob:2");
    }

    [Test]
    public async Task Host_ByAPeer_OthersJoinThere()
    {
        var address = new SessionAddress("127.0.0.1", 0, "lobby");
        var options = new TcpOptions { Name = new("ann"), Session = address, Members = 2, Rendezvous = RendezvousMode.Host };
        await using var ann = await TestPeer.JoinAsync(options);
        Assert.That(ann.Transport.IsHost);
        // The port is taken now, so bob joins what is there.
        var second = options with { Name = new("bob"), Session = ann.Transport.Session, Rendezvous = RendezvousMode.HostIfFree };
        await using var bob = await TestPeer.JoinAsync(second);
        Assert.That(bob.Transport.IsHost, Is.False);
        await ann.SeesAsync("started ann:1,bob:2");
        await bob.SeesAsync("started ann:1,bob:2");
    }

    [Test]
    public async Task Attach_Twice_IsRefused()
    {
        await using var session = await TestSession.StartAsync("ann");
        Assert.That(
            () => session[0].Transport.Attach(session[0].Loop, session[0]),
            Throws.InvalidOperationException.With.Message.Contains("only once"));
    }
}
