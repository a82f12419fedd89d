using System.Diagnostics;
using System.Net;
using Course.Hosting;
using Course.Peers;
using Course.Tests.Shared;

namespace Course.Tests.Hosting;

/// <summary>A running session under attack, at all its ports.</summary>
[Category("Hostile")]
[TestFixture("Distributed")]
[TestFixture("Replicated")]
public sealed class HostileConnectionsTests(string buffering)
{
    private const int Connections = 10_000;
    private const int Rounds = 10;
    private const int BoundMebibytes = 20;

    [Test]
    public async Task RunningSession_UnderTenThousandHostileConnections_GoesOnAndMemoryReturns()
    {
        var lines = 0;
        await using var session = await TcpContractSession.OpenAsync(3, new PeerOptions
        {
            Name = "",
            Session = "",
            Secret = "among ourselves",
            Ordering = buffering == "Distributed" ? Ordering.Distributed : Ordering.Replicated,
            Log = _ => Interlocked.Increment(ref lines),
        });
        var left = 0;
        var tallies = new List<Tally>();
        foreach (var peer in session.TcpPeers)
        {
            peer.Left += (_, _, _) => Interlocked.Increment(ref left);
            tallies.Add(new Tally());
            peer.Replicate<ITally>(tallies[^1]);
        }

        var attack = new Attack(
            new IPEndPoint(IPAddress.Loopback, session.TcpPeers[0].Session.Port),
                [.. session.TcpPeers.Select(peer => peer.ListenEndPoint)]);
        using var over = new CancellationTokenSource();
        var caller = Task.Run(() => CallUntilAsync(session.TcpPeers[1].Ordered<ITally>(), tallies[1], over.Token));

        // The start is a session that runs: what its own calls allocate once is there, what the attack allocates is not.
        await Guard.WaitAsync(tallies[1].Reached(5000), "the calls before the attack");
        var before = Memory.Measure();
        var clock = Stopwatch.StartNew();
        var (calledBefore, made) = (tallies[1].Count, new int[5]);
        for (var round = 0; round < Rounds; round++)
        {
            var called = tallies[1].Count;
            var attacking = attack.RunAsync(Connections / Rounds);
            await Guard.WaitAsync(tallies[1].Reached(called + 10), $"ordered calls in round {round}");
            await Guard.WaitAsync(attacking, $"the hostile connections of round {round}");
            for (var kind = 0; kind < made.Length; kind++) made[kind] += attack.Made[kind];
            Assert.That(attack.Refused, Is.EqualTo(attack.Made[3]), "each wrong secret is refused in words");
        }

        var (seconds, calls) = (clock.Elapsed.TotalSeconds, tallies[1].Count - calledBefore);
        await over.CancelAsync();
        await Guard.WaitAsync(caller, "the last ordered call");
        var total = await caller;
        await Guard.WaitAsync(Task.WhenAll(tallies.Select(tally => tally.Reached(total))), "all deliveries at all replicas");
        var after = Memory.Measure();

        TestContext.Out.WriteLine(
            $"{buffering}: {made.Sum()} hostile connections ({string.Join(" + ", made)}) in {seconds:0.0} s, "
            + $"at most {attack.MostOpen} open at once");
        TestContext.Out.WriteLine($"{calls} ordered calls meanwhile, each awaited; {lines} lines of log");
        TestContext.Out.WriteLine($"before: {before}; after: {after}; difference: {after - before}");
        Assert.That(made, Is.All.EqualTo(Connections / made.Length));
        Assert.That((attack.Admitted, left), Is.EqualTo((0, 0)), "strangers admitted, members lost");
        Assert.That(tallies.Select(tally => (tally.Count, tally.Digest)), Is.All.EqualTo((total, tallies[0].Digest)), "the replicas agree");
        Assert.That((after - before).ManagedHeap, Is.LessThan(BoundMebibytes));
        Assert.That((after - before).Resident, Is.LessThan(BoundMebibytes));
    }

    /// <summary>One call after another, each at its place.</summary>
    private static async Task<int> CallUntilAsync(ITally tally, Tally local, CancellationToken over)
    {
        var made = 0;
        while (!over.IsCancellationRequested)
        {
            var position = await tally.Add($"call {made}");
            made++;
            if (position != made) throw new InvalidOperationException(
                $"call {made} was carried out as number {position}, the replica has {local.Count}");
        }

        return made;
    }
}
