using System.Net;
using Course.Rpc.Tcp;

namespace Course.Tests.Tcp;

public sealed class OptionsTests
{
    private static readonly TcpOptions Good = new() { Name = new("ann"), Session = SessionAddress.Parse("tcp://127.0.0.1:9090/lobby") };

    [TestCase("tcp://127.0.0.1:9090/lobby", "127.0.0.1", 9090, "lobby")]
    [TestCase("tcp://[::1]:9090/lobby", "::1", 9090, "lobby")]
    [TestCase("tcp://localhost:1/a-b_c.d", "localhost", 1, "a-b_c.d")]
    [TestCase("tcp://localhost:0/lobby/", "localhost", 0, "lobby")]
    public void SessionAddress_Good_IsReadAndWritten(string text, string host, int port, string name)
    {
        var address = SessionAddress.Parse(text);
        Assert.That(address, Is.EqualTo(new SessionAddress(host, port, name)));
        Assert.That(SessionAddress.Parse(address.ToString()), Is.EqualTo(address));
    }

    [TestCase(null, "is not the address of a session")]
    [TestCase("lobby", "is not the address of a session")]
    [TestCase("http://localhost:1/lobby", "is not the address of a session")]
    [TestCase("tcp://localhost/lobby", "names no port")]
    [TestCase("tcp://localhost:1", "'' is not the name of a session")]
    [TestCase("tcp://localhost:1/a/b", "'a/b' is not the name of a session")]
    [TestCase("tcp://me@localhost:1/lobby", "more than a host")]
    [TestCase("tcp://localhost:1/lobby?x", "more than a host")]
    [TestCase("tcp://localhost:99999/lobby", "is not the address of a session")]
    public void SessionAddress_Bad_SaysWhyAndGivesAnExample(string? text, string words) =>
        Assert.That(
            () => SessionAddress.Parse(text),
            Throws.ArgumentException.With.Message.Contains(words).And.Message.Contains("tcp://127.0.0.1:9090/lobby"));

    private static IEnumerable<TestCaseData> BadOptions()
    {
        yield return new(Good with { Name = new("no spaces") }, "'no spaces' is not a peer name");
        yield return new(Good with { Name = default }, "is not a peer name");
        yield return new(Good with { Members = 0 }, "Members is 0; it lies between 1 and 256");
        yield return new(Good with { Members = 257 }, "Members is 257");
        yield return new(Good with { SilenceBound = TimeSpan.FromMilliseconds(999) }, "SilenceBound is 00:00:00.9990000; it lies");
        yield return new(Good with { MaximumFrameBytes = 100 }, "MaximumFrameBytes is 100");
        yield return new(Good with { LinkQueueBytes = 0 }, "LinkQueueBytes is 0");
        yield return new(Good with { HardLinkQueueBytes = 1 << 20 }, "HardLinkQueueBytes is 1048576; it lies between 16777216");
        yield return new(Good with { MaximumUnauthenticated = 0 }, "MaximumUnauthenticated is 0");
        yield return new(Good with { HelloBound = TimeSpan.Zero }, "HelloBound is 00:00:00");
        yield return new(Good with { JoinPatience = TimeSpan.FromSeconds(-1) }, "JoinPatience");
        yield return new(Good with { Secret = "" }, "a secret has 1 to 1024");
        yield return new(Good with { Listen = IPAddress.Any }, "Peer 'ann' may not listen at 0.0.0.0 without a secret or TLS");
    }

    [TestCaseSource(nameof(BadOptions))]
    public void Options_OutOfRange_AreRefusedByName(TcpOptions options, string words) =>
        Assert.That(() => TcpTransport.JoinAsync(options), Throws.InstanceOf<ArgumentException>().With.Message.Contains(words));

    [Test]
    public void Rendezvous_OpenToAllWithoutASecret_IsRefused() =>
        Assert.That(
            () => Rendezvous.HostAsync(new() { Listen = IPAddress.Any, Port = 0 }),
            Throws.ArgumentException.With.Message.Contains("The rendezvous may not listen at 0.0.0.0 without a secret or TLS"));

    [Test]
    public async Task Rendezvous_OpenToAllWithASecret_IsHosted()
    {
        await using var rendezvous = await Rendezvous.HostAsync(new() { Listen = IPAddress.Any, Port = 0, Secret = "among us" });
        Assert.That(rendezvous.EndPoint.Port, Is.Positive);
    }

    [Test]
    public void Options_InTexts_KeepTheSecret() => Assert.That($"{Good with { Secret = "hush" }}", Does.Not.Contain("hush"));
}
