using System.Diagnostics;
using Course.Benchmarks;
using Course.Benchmarks.Rivals;

namespace Course.Tests.Benchmarks;

/// <summary>Systems whose server is a program of its own: where it is installed they run and hold, and nothing of them remains.</summary>
[TestFixture]
[Platform("Linux")]
internal sealed class ServerTests
{
    private const string Tiny = "--runs 1 --messages 3000 --warm-up 0";
    private const string ServerWritesItsId = "server.pid";

    // Not to end in time is a hang; no figure depends on it.
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("benchmarks-servers-");

    [TearDown]
    public void RemoveFolder() => _folder.Delete(recursive: true);

    [TestCase("redis", $"relay {Tiny}")]
    [TestCase("nats", $"relay {Tiny}")]
    [TestCase("rabbitmq", $"relay {Tiny} --echo")]
    [TestCase("rabbitmq", "order --messages 20000 --runs 1")]
    public async Task Command_OfAServer_RunsAndHolds(string system, string arguments)
    {
        IgnoreWithout(system);

        var (exitCode, output, errors) = await BenchmarkProcess.RunAsync($"{arguments} --peers {system}", _folder.FullName);

        Assert.That(exitCode, Is.Zero, output + errors);
        Assert.That(output, Does.Contain("hold").And.Not.Contain("FAILED"));
    }

    [TestCase("redis")]
    [TestCase("nats")]
    [TestCase("rabbitmq")]
    public async Task Relay_OfAServerThatIsMissing_LeavesItOutInWords(string system)
    {
        if (Systems.Missing(system) is null) Assert.Ignore($"The server of {system} is installed, so nothing is left out.");

        var (exitCode, output, errors) = await BenchmarkProcess.RunAsync($"relay {Tiny} --peers ring,{system}");

        Assert.That(exitCode, Is.Zero, output + errors);
        Assert.That(errors, Does.Contain($"{system} is left out: {system}-server is not on the path: apt-get install {system}-server"));
    }

    [Test]
    public async Task Rabbit_RunsAndHolds_AndLeavesNeitherFilesNorProcesses()
    {
        IgnoreWithout(Systems.Rabbit);

        var (exitCode, output, errors) = await BenchmarkProcess.RunAsync($"relay {Tiny} --peers rabbitmq", _folder.FullName);

        Assert.That(exitCode, Is.Zero, output + errors);
        Assert.That(output, Does.Contain("hold").And.Not.Contain("FAILED"));
        Assert.That(Remaining(), Is.Empty);
        Assert.That(_folder.GetDirectories($"{RabbitHub.FolderPrefix}*"), Is.Empty);
    }

    [Test]
    public async Task Rabbit_WhenTheBenchmarkIsKilled_LeavesNeitherFilesNorProcesses()
    {
        IgnoreWithout(Systems.Rabbit);
        using var guard = new CancellationTokenSource(Guard);
        using var watcher = new FileSystemWatcher(_folder.FullName, ServerWritesItsId) { IncludeSubdirectories = true };
        var isThere = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        watcher.Created += (_, _) => isThere.TrySetResult();
        watcher.EnableRaisingEvents = true;
        using var benchmark = BenchmarkProcess.Start("relay --peers rabbitmq --seconds 100", _folder.FullName);
        await isThere.Task.WaitAsync(guard.Token);
        var started = Remaining();
        Assert.That(started, Is.Not.Empty);

        benchmark.Kill();

        foreach (var process in started) await process.WaitForExitAsync(guard.Token);
        Assert.That(Remaining(), Is.Empty);
        Assert.That(_folder.GetDirectories($"{RabbitHub.FolderPrefix}*"), Is.Empty);
    }

    private static void IgnoreWithout(string system)
    {
        if (Systems.Missing(system) is { } reason) Assert.Ignore(reason);
    }

    /// <summary>The processes whose command line names the folder of this test: the server, and the shell before it.</summary>
    private List<Process> Remaining() => [.. Process.GetProcesses().Where(process => NamesTheFolder(process.Id))];

    private bool NamesTheFolder(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline").Contains(_folder.FullName, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return false;
        }
    }
}
