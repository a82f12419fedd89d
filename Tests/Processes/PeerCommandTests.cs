namespace Course.Tests.Processes;

/// <summary><c>course peer</c>: two processes, pipes for keyboards.</summary>
public class PeerCommandTests
{
    [Test]
    public async Task Peer_TwoProcessesTalkAtOnce_BothPrintOneOrder()
    {
        var session = NewSession();
        await using var ann = ChildProcess.Course("peer", "--name", "ann", "--session", session, "--host");
        await ann.WaitForError("ann joined");
        await using var ben = ChildProcess.Course("peer", "--name", "ben", "--session", session);
        await Task.WhenAll(ann.Say(LinesOf("ann", 30)), ben.Say(LinesOf("ben", 30)));
        await ann.WaitForLines(60, _ => true);
        await ben.WaitForLines(60, _ => true);

        Assert.That(ben.Output.Lines, Is.EqualTo(ann.Output.Lines), "one order for all");
        Assert.That(
            ann.Output.Lines.Where(line => line.StartsWith("ben", StringComparison.Ordinal)),
            Is.EqualTo(LinesOf("ben", 30).Select(line => $"ben: {line}")),
            "each speaker's lines in the order in which they were said");
    }

    [Test]
    public async Task Rendezvous_InAProcessOfItsOwn_MayEndOnceTheSessionHasStarted()
    {
        await using var rendezvous = ChildProcess.Course("rendezvous", "--port", "0", "--secret", "s3cret");
        await rendezvous.WaitForLines(1, _ => true);
        var session = rendezvous.Output.Lines[0].Split(' ')[2].Replace("NAME;", "lobby", StringComparison.Ordinal);
        await using var ann = ChildProcess.Course("peer", "--name", "ann", "--session", session, "--members", "2", "--secret", "s3cret");
        await using var ben = ChildProcess.Course("peer", "--name", "ben", "--session", session, "--secret", "s3cret");
        await ann.Say("before");
        await ben.WaitForLine("ann: before");

        rendezvous.Kill();
        await rendezvous.WaitForExit();
        await ben.Say("after");

        await ann.WaitForLine("ben: after");
    }

    [Test]
    public async Task Rendezvous_OpenToTheWorldWithoutSecret_IsRefusedInOneLine()
    {
        await using var rendezvous = ChildProcess.Course("rendezvous", "--port", "0", "--listen", "0.0.0.0");

        Assert.That(await rendezvous.WaitForExit(), Is.EqualTo(2), rendezvous.ToString());
        Assert.That(rendezvous.Errors.Lines, Has.Count.EqualTo(1).And.Some.Contains("secret"));
    }

    [Test]
    [Platform("Linux,MacOsX", Reason = "SIGTERM is a Unix signal")]
    public async Task Peer_Terminated_SaysGoodbyeAndExitsWithZero()
    {
        var session = NewSession();
        await using var ann = ChildProcess.Course("peer", "--name", "ann", "--session", session, "--host");
        await ann.WaitForError("ann joined");
        await using var ben = ChildProcess.Course("peer", "--name", "ben", "--session", session);
        await ann.Say("hello");
        await ben.WaitForLine("ann: hello");

        ben.Terminate();

        Assert.That(await ben.WaitForExit(), Is.Zero, ben.ToString());
        await ann.WaitForError("ben left (Goodbye)");
        await ann.Say("still there");
        await ann.WaitForLine("ann: still there");
    }

    [Test]
    public async Task Peer_InputFromFile_BroadcastsItAndGoesOnListening()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllLinesAsync(folder.File("text.txt"), ["one", "two – zwei", "three"]);
        var session = NewSession();
        await using var ann = ChildProcess.Course(
            "peer", "--name", "ann", "--session", session, "--host",
            "--input", folder.File("text.txt"), "--trace", folder.File("ann.jsonl"));
        await ann.WaitForError("ann joined");
        await using var ben = ChildProcess.Course("peer", "--name", "ben", "--session", session);
        await ben.WaitForLine("ann: three");
        await ben.Say("four");
        await ann.WaitForLine("ben: four");

        Assert.That(ann.Output.Lines, Is.EqualTo(new[] { "ann: one", "ann: two – zwei", "ann: three", "ben: four" }));
        Assert.That(File.ReadAllText(folder.File("ann.jsonl")), Does.Contain("\"event\":\"delivered\""));
    }

    [Test]
    public async Task Peer_PortTaken_FailsInOneLine()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        await using var ann = ChildProcess.Course(
            "peer", "--name", "ann", "--session", $"tcp://{listener.LocalEndpoint}/lobby", "--host");

        Assert.That(await ann.WaitForExit(), Is.EqualTo(1), ann.ToString());
        Assert.That(ann.Errors.Lines, Has.Count.EqualTo(1).And.All.Contains($"{listener.LocalEndpoint}"));
    }

    [TestCase("no name given", "--session", "tcp://127.0.0.1:9090/lobby")]
    [TestCase("'a b' is not a peer name", "--name", "a b", "--session", "tcp://127.0.0.1:9090/lobby")]
    [TestCase("is not the address of a session", "--name", "ann", "--session", "lobby")]
    [TestCase("--input /no/file cannot be read", "--name", "ann", "--session", "tcp://127.0.0.1:9090/lobby", "--input", "/no/file")]
    [TestCase("--kill-at takes K:J", "--name", "ann", "--session", "tcp://127.0.0.1:9090/lobby", "--kill-at", "3")]
    [TestCase("--silence-bound takes seconds", "--name", "ann", "--session", "tcp://127.0.0.1:9090/lobby", "--silence-bound", "soon")]
    public async Task Peer_BadOption_IsOneLineAndExitCodeTwo(string part, params string[] arguments)
    {
        await using var peer = ChildProcess.Course(["peer", .. arguments]);

        Assert.That(await peer.WaitForExit(), Is.EqualTo(2), peer.ToString());
        Assert.That(peer.Errors.Lines, Has.Count.EqualTo(1).And.All.Contains(part == "no name given" ? "--name" : part));
    }

    private static string NewSession() => $"tcp://127.0.0.1:{ChildProcess.FreePort()}/lobby";

    private static IEnumerable<string> LinesOf(string name, int count) => Enumerable.Range(1, count).Select(i => $"{name}'s line {i}");
}
