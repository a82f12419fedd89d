using System.Net;
using System.Net.Sockets;
using System.Text;
using Course.Rpc.Tcp;
using Course.Rpc.Tcp.Hellos;
using Course.Rpc.Tcp.Wire;
using Course.Rpc.Transport;
using Course.Tests.Tcp.Support;

namespace Course.Tests.Tcp;

public sealed class RefusalTests
{
    [Test]
    public async Task Join_NobodyListens_SaysWhereAndWhatToDo()
    {
        int port;
        await using (var gone = await TestSession.HostAsync()) port = gone.Rendezvous.EndPoint.Port;
        var options = new TcpOptions { Name = new("ann"), Session = new("127.0.0.1", port, "lobby"), JoinPatience = TimeSpan.Zero };
        var error = await Assert.ThrowsAsync<SessionUnreachableException>(() => TcpTransport.JoinAsync(options));
        Assert.That(error!.Message, Does.StartWith($"Nobody listens at 127.0.0.1:{port}, "
            + "where 'ann' wants to join session 'lobby'").And.Contains("Host the rendezvous first"));
    }

    [Test]
    public async Task Join_WithPatience_GetsInWhenTheRendezvousComesUp()
    {
        int port;
        await using (var gone = await TestSession.HostAsync()) port = gone.Rendezvous.EndPoint.Port;
        var address = new SessionAddress("127.0.0.1", port, "lobby");
        var options = new TcpOptions { Name = new("ann"), Session = address, Members = 1, JoinPatience = TimeSpan.FromMinutes(1) };
        var joining = TestPeer.JoinAsync(options);
        await using var rendezvous = await Rendezvous.HostAsync(new() { Port = port });
        await using var ann = await joining;
        await ann.SeesAsync("started");
    }

    [Test]
    public async Task Host_PortTaken_SaysSo()
    {
        await using var session = await TestSession.HostAsync();
        var options = session.Options("ann", 1) with { Rendezvous = RendezvousMode.Host };
        var error = await Assert.ThrowsAsync<SessionUnreachableException>(() => TcpTransport.JoinAsync(options));
        var words = $"Port {session.Address.Port} of 127.0.0.1 is taken";
        Assert.That(error!.Message, Does.StartWith(words).And.Contains("choose another port"));
    }

    [Test]
    public async Task Join_NameTaken_IsRefused()
    {
        await using var session = await TestSession.HostAsync();
        await session.JoinAsync("ann", 2);
        await Refused(session.Options("ann", 2), RefusalRule.NameTaken, "the name 'ann' is taken in session 'lobby' by a peer at ");
    }

    [Test]
    public async Task Join_AfterTheStart_IsRefused()
    {
        await using var session = await TestSession.StartAsync("ann", "bob");
        await Refused(
            session.Options("cid", 2), RefusalRule.Started, "session 'lobby' has started with 2 members (ann, bob); "
                + "late joiners are not admitted.");
    }

    [Test]
    public async Task Join_MembersDisagree_IsRefused()
    {
        await using var session = await TestSession.HostAsync();
        await session.JoinAsync("ann", 3);
        await Refused(session.Options("bob", 4), RefusalRule.Members, "session 'lobby' was opened for 3 members, you asked for 4.");
    }

    [Test]
    public async Task Join_MoreAreThereThanAskedFor_IsRefused()
    {
        await using var session = await TestSession.HostAsync();
        await session.JoinAsync("ann", null);
        await session.JoinAsync("bob", null);
        await Refused(session.Options("cid", 2), RefusalRule.Members, "2 peers are in session 'lobby' already, you asked for 2 members.");
    }

    [Test]
    public async Task Join_TooManySessions_IsRefused()
    {
        await using var session = await TestSession.HostAsync(new() { MaximumSessions = 1 });
        await session.JoinAsync("ann", 2);
        var other = session.Options("ann", 2) with { Session = session.Address with { Name = "kitchen" } };
        await Refused(other, RefusalRule.Full, "1 sessions are open, which is the limit.");
    }

    [TestCase("right", "wrong", "the secret of 'ann' is not the one of this rendezvous")]
    [TestCase("right", null, "asks for a secret, and this peer has none")]
    [TestCase(null, "right", "has no secret, and this peer has one")]
    public async Task Join_SecretsDiffer_IsRefused(string? theirs, string? mine, string words)
    {
        await using var session = await TestSession.HostAsync(new() { Secret = theirs });
        await Refused(session.Options("ann", 1) with { Secret = mine }, RefusalRule.Secret, words);
    }

    [Test]
    public async Task Join_SecretsAgree_Starts()
    {
        await using var session = await TestSession.HostAsync(new() { Secret = "among us" });
        foreach (var name in new[] { "ann", "bob" }) await session.JoinAsync(session.Options(name, 2) with { Secret = "among us" });
        await session[0].SeesAsync("started");
        await session[0].SendAsync("bob", "hello");
        await session[1].SeesAsync("frame ann hello");
    }

    [Test]
    public async Task Join_RendezvousDoesNotKnowTheSecret_IsNotTrusted()
    {
        // An impostor asks for a proof, and then welcomes whoever came.
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var impostor = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync();
            var handshake = await DialedHandshake.ReadAsync(client.GetStream(), FrameType.JoinHello, "", default);
            await HelloStream.WriteAsync(client.GetStream(), new Frame(FrameType.Challenge, (byte[])[1, .. new byte[Keys.Bytes]]), default);
            await HelloStream.ReadAsync(client.GetStream(), Keys.Bytes, default);
            await HelloStream.WriteAsync(client.GetStream(), handshake.Welcome([1], [0, 0, 0, 1]), default);
        });
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var options = new TcpOptions { Name = new("ann"), Session = new("127.0.0.1", port, "lobby"), Secret = "among us" };
        await Refused(options, RefusalRule.Secret, "could not prove that it knows the secret");
        await Guard.WaitAsync(impostor, "the impostor");
    }

    [Test]
    public async Task Hello_OfAnotherVersion_IsRefusedInWords()
    {
        await using var session = await TestSession.HostAsync();
        using var client = await DialAsync(session.Rendezvous.EndPoint);
        await HelloStream.OpenAsync(client.GetStream(), new Frame(FrameType.JoinHello, new byte[40]), default, version: 7);
        var frame = await Guard.WaitAsync(HelloStream.ReadAsync(client.GetStream(), 4096, default), "the refusal");
        var refusal = Refusal.Read(frame);
        Assert.That(refusal.Rule, Is.EqualTo(RefusalRule.Version));
        Assert.That(refusal.Text, Does.Contain("speaks version 1 of the protocol, the hello came in version 7. Use the same release"));
    }

    [TestCase("lobby", "no spaces", "'no spaces' is not a peer name")]
    [TestCase("no spaces", "ann", "'no spaces' is not the name of a session")]
    public async Task Hello_WithABadName_IsRefusedInWords(string session, string name, string words)
    {
        await using var host = await TestSession.HostAsync();
        using var client = await DialAsync(host.Rendezvous.EndPoint);
        var hello = new JoinHello(session, name, new IPEndPoint(IPAddress.Loopback, 1), 1);
        var error = await Assert.ThrowsAsync<SessionRefusedException>(
            () => DialerHandshake.RunAsync(client.GetStream(), FrameType.JoinHello, hello.Write, null, "x", default));
        Assert.That(error!.Message, Does.Contain(words));
    }

    [Test]
    public async Task Join_SomethingElseListensThere_SaysSo()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var server = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync();
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 400 Bad Request\r\n\r\n"));
            await client.GetStream().ReadExactlyAsync(new byte[60]);
        });
        var options = new TcpOptions { Name = new("ann"), Session = new("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, "lobby") };
        var error = await Assert.ThrowsAsync<SessionUnreachableException>(() => TcpTransport.JoinAsync(options));
        Assert.That(error!.Message, Does.Contain("is no rendezvous").And.Contain("Check the port"));
        await Guard.WaitAsync(server, "the server");
    }

    [Test]
    public async Task Link_Strangers_AreRefusedAndTheMemberStillGetsIn()
    {
        await using var session = await TestSession.HostAsync();
        var ann = await session.JoinAsync("ann", 2);
        var options = session.Options("bob", 2);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var client = new Course.Rpc.Tcp.Joining.RendezvousClient(options, options.Session, (IPEndPoint)listener.LocalEndpoint);
        using var control = await client.JoinAsync(default);
        var start = await Guard.WaitAsync(control.ReadStartAsync(), "the start");

        Strange("could not prove that it is a member", () => RawMember.DialAsync(options, 2, start with { Token = new byte[Keys.Bytes] }));
        Strange("'zoe' with join number 2 is not a", () => RawMember.DialAsync(options, 2, start, hello => hello with { Dialer = "zoe" }));
        Strange("'bob' with join number 9 is not a member", () => RawMember.DialAsync(options, 9, start));
        Strange("dials 'eve' in 'lobby'", () => RawMember.DialAsync(options, 2, start, hello => hello with { Dialed = "eve" }));
        using var good = await RawMember.DialAsync(options, 2, start);
        Strange("the link of 'bob' to 'ann' was made before", () => RawMember.DialAsync(options, 2, start));
        await HelloStream.WriteAsync(good.Stream, new Frame(FrameType.Data, "me"u8.ToArray()), default);
        await ann.SeesAsync("frame bob me");
    }

    [Test]
    public async Task Link_OfAnExcludedMember_HearsTheFarewell()
    {
        await using var session = await TestSession.HostAsync();
        var ann = await session.JoinAsync("ann", 2);
        var options = session.Options("bob", 2);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var client = new Course.Rpc.Tcp.Joining.RendezvousClient(options, options.Session, (IPEndPoint)listener.LocalEndpoint);
        using var control = await client.JoinAsync(default);
        var start = await Guard.WaitAsync(control.ReadStartAsync(), "the start");
        await ann.SeesAsync("started");
        await ann.DoAsync(() => ann.Transport.Close(new PeerName("bob"), "excluded at epoch 1 by ann"));
        var error = await Assert.ThrowsAsync<SessionRefusedException>(() => RawMember.DialAsync(options, 2, start));
        Assert.That((error!.Rule, error.Message), Is.EqualTo((RefusalRule.Excluded, "excluded at epoch 1 by ann")));
    }

    private static void Strange(string words, Func<Task> dial) =>
        Assert.That(dial, Throws.TypeOf<SessionRefusedException>().With.Message.Contains(words));

    private static async Task<TcpClient> DialAsync(IPEndPoint target)
    {
        var client = new TcpClient();
        await client.ConnectAsync(target);
        return client;
    }

    private static async Task Refused(TcpOptions options, RefusalRule rule, string words)
    {
        try
        {
            await Guard.WaitAsync(TcpTransport.JoinAsync(options), "the refusal");
            Assert.Fail("The peer was admitted.");
        }
        catch (SessionRefusedException exception)
        {
            Assert.That(exception.Rule, Is.EqualTo(rule));
            Assert.That(exception.Message, Does.Contain(words));
        }
    }
}
