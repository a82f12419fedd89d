using System.Net;
using Course.Rpc.Tcp;
using Course.Tests.Tcp.Support;

namespace Course.Tests.Tcp;

public sealed class RendezvousTests
{
    [Test]
    public async Task Rendezvous_LostBeforeTheStart_EndsTheSession()
    {
        await using var session = await TestSession.HostAsync();
        var ann = await session.JoinAsync("ann", 2);
        await session.Rendezvous.DisposeAsync();
        var ended = await ann.SeesAsync("ended");
        Assert.That(ended, Does.StartWith($"ended ConnectionLost The rendezvous at {session.Address.Place} was lost before session "
            + "'lobby' had started"));
        await ann.DisposeAsync();
        Assert.That(ann.Events, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Rendezvous_LostAfterTheStart_ChangesNothing()
    {
        await using var session = await TestSession.StartAsync("ann", "bob");
        await session.Rendezvous.DisposeAsync();
        await session[0].SendAsync("bob", "still here");
        await session[1].SeesAsync("frame ann still here");
        await session[1].SendAsync("ann", "me too");
        await session[0].SeesAsync("frame bob me too");
        Assert.That(session[0].Events, Has.None.StartsWith("ended").And.None.StartsWith("left"));
    }

    [Test]
    public async Task Rendezvous_OfAPeerThatLeaves_OthersGoOn()
    {
        var address = new SessionAddress("localhost", 0, "lobby");
        var options = new TcpOptions { Name = new("ann"), Session = address, Members = 3, Rendezvous = RendezvousMode.Host };
        await using var ann = await TestPeer.JoinAsync(options);
        options = options with { Session = ann.Transport.Session, Rendezvous = RendezvousMode.Join };
        await using var bob = await TestPeer.JoinAsync(options with { Name = new("bob") });
        await using var cid = await TestPeer.JoinAsync(options with { Name = new("cid") });
        await bob.SeesAsync("started");
        await cid.SeesAsync("started");
        await ann.SeesAsync("started");
        await Guard.WaitAsync(ann.Transport.LeaveAsync(), "ann leaves");
        await bob.SeesAsync("left ann Goodbye");
        await bob.SendAsync("cid", "hello");
        await cid.SeesAsync("frame bob hello");
    }

    [Test]
    public async Task Session_AllMembersGone_NameMayBeUsedAnew()
    {
        await using var session = await TestSession.StartAsync("ann");
        await session[0].DisposeAsync();
        var again = session.Options("bob", 1) with { JoinPatience = TimeSpan.FromMinutes(1) };
        // The rendezvous hears of the end by its own socket; until then it refuses as it should.
        TestPeer? bob = null;
        while (bob is null)
        {
            try
            {
                bob = await session.JoinAsync(again);
            }
            catch (SessionRefusedException exception) when (exception.Rule == RefusalRule.Started)
            {
                await Task.Yield();
            }
        }

        await bob.SeesAsync("started bob:1");
    }

    [Test]
    public async Task Host_AtIPv6Loopback_IsJoinedThere()
    {
        if (!System.Net.Sockets.Socket.OSSupportsIPv6) Assert.Inconclusive("needs IPv6");
        Rendezvous rendezvous;
        try
        {
            rendezvous = await Rendezvous.HostAsync(new() { Listen = IPAddress.IPv6Loopback, Port = 0 });
        }
        catch (SessionUnreachableException)
        {
            Assert.Inconclusive("needs IPv6");
            throw;
        }

        await using (rendezvous)
        {
            var address = SessionAddress.Parse($"tcp://[::1]:{rendezvous.EndPoint.Port}/lobby");
            var options = new TcpOptions { Name = new("ann"), Session = address, Members = 2, Listen = IPAddress.IPv6Loopback };
            await using var ann = await TestPeer.JoinAsync(options);
            await using var bob = await TestPeer.JoinAsync(options with { Name = new("bob"), Listen = IPAddress.Loopback });
            await ann.SeesAsync("started");
            await bob.SeesAsync("started");
            await bob.SendAsync("ann", "over six");
            await ann.SeesAsync("frame bob over six");
        }
    }
}
