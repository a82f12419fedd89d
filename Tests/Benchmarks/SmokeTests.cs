using System.Text.Json;
using System.Xml.Linq;

namespace Course.Tests.Benchmarks;

/// <summary>Each command with tiny counts: real processes, every check on, no figure judged.</summary>
[TestFixture]
internal sealed class SmokeTests
{
    private const string Tiny = "--runs 1 --messages 300 --warm-up 0 --receivers 2";

    [TestCase($"relay {Tiny} --peers product,ring,pipelines,signalr", "product", "ring", "pipelines", "signalr")]
    [TestCase($"relay {Tiny} --peers product,unbundled,round --size 1024 --buffering distributed", "product", "unbundled", "round")]
    [TestCase($"relay {Tiny} --echo --peers product,ring", "product, awaited calls")]
    [TestCase($"relay {Tiny} --returning --peers product,ring", "product, calls with a result", "calls with a result, of one-way calls")]
    [TestCase("rpc --cores any --runs 1 --calls 100 --warm-up 0", "ping-pong", "cores: any")]
    [TestCase("failover --kills 1 --load 0.05 --senders 3", "nothing lost, doubled or reordered", "had closed the killed")]
    [TestCase("order --messages 500 --runs 1 --peers product,ring", "0.00 %")]
    [TestCase("micro --dry --part managers", "ManagerBenchmarks")]
    public async Task Command_WithTinyCounts_RunsAndHolds(string arguments, params string[] words)
    {
        var (exitCode, output, errors) = await BenchmarkProcess.RunAsync(arguments);

        Assert.That(exitCode, Is.Zero, output + errors);
        Assert.That(output, Does.Not.Contain("FAILED"));
        Assert.Multiple(() =>
        {
            foreach (var word in words) Assert.That(output, Does.Contain(word));
        });
    }

    [Test]
    public async Task Memory_OfAShortRun_ShowsEachProcess()
    {
        // Whether so short a run is flat is nothing that a test could know.
        var (_, output, errors) = await BenchmarkProcess.RunAsync("memory --messages 2000 --sample 0.02");

        Assert.That(output, Does.Contain("relayer").And.Contain("sender").And.Contain("receiver 3"), errors);
    }

    [Test]
    public async Task Relay_WithFiles_WritesFiguresAndAPicture()
    {
        var folder = Directory.CreateTempSubdirectory("benchmarks-");
        try
        {
            var (json, plot) = (Path.Combine(folder.FullName, "a.json"), Path.Combine(folder.FullName, "a.svg"));
            var (exitCode, output, errors) = await BenchmarkProcess.RunAsync($"relay {Tiny} --peers ring --json {json} --plot {plot}");

            Assert.That(exitCode, Is.Zero, output + errors);
            var report = JsonDocument.Parse(await File.ReadAllTextAsync(json)).RootElement;
            Assert.That(report.GetProperty("series")[0].GetProperty("runs")[0].GetProperty("messages").GetInt32(), Is.EqualTo(300));
            Assert.That(XDocument.Load(plot).Root!.Name.LocalName, Is.EqualTo("svg"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
