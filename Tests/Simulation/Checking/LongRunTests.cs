using Course.Simulation.Checking;

namespace Course.Tests.Simulation.Checking;

/// <summary>Long traces are judged in work that grows with their length, not with its square.</summary>
[TestFixture]
public sealed class LongRunTests
{
    private static readonly string[] Peers = ["ann", "bob", "cyd", "dan", "eve"];

    [Test]
    public void Run_FivePeersAndTenThousandBroadcasts_IsReadAndHolds()
    {
        var script = new TraceScript(Peers);
        for (var i = 0; i < 10_000; i++) script.Orders($"{Peers[i % 5]}:{(i / 5) + 1}", i + 1);
        var folder = Directory.CreateTempSubdirectory();
        foreach (var peer in Peers) File.WriteAllBytes(Path.Combine(folder.FullName, peer + ".jsonl"), script.File(peer));

        var run = TraceFolder.Load(folder.FullName);
        var report = Checkers.Run(run);
        folder.Delete(recursive: true);

        report.MustPass();
        Assert.That(run.Peers.Sum(p => p.Events.Count), Is.GreaterThan(170_000));
        Assert.That(report.Peers.Select(row => row.Delivered), Has.All.EqualTo(10_000));
    }
}
