using System.Diagnostics;
using System.Globalization;
using Course.Benchmarks.Children;

namespace Course.Tests.Benchmarks;

/// <summary>Processes that are kept on a core are there, and what a machine cannot do is left out in words.</summary>
[TestFixture]
[Platform("Linux", Reason = "the kernel is asked where a process may run")]
internal sealed class CoresTests
{
    [TestCase(0)]
    [TestCase(1)]
    public async Task Child_StartedOnACore_MayRunThereOnly(int index)
    {
        IgnoreWithOneCore();
        var core = Cores.Of(Placement.Own, index)!.Value;
        using var child = Cores.Start(Redirected("grep", "Cpus_allowed_list", "/proc/self/status"), core);
        var (_, output, _) = await BenchmarkProcess.EndAsync(child, "grep");

        Assert.That(output.Split(':')[^1].Trim(), Is.EqualTo(core.ToString(CultureInfo.InvariantCulture)));
    }

    [Test]
    public void Own_GivesTheHubOneCoreAndAllOthersAnother()
    {
        IgnoreWithOneCore();
        int?[] cores = [.. Enumerable.Range(0, 3).Select(index => Cores.Of(Placement.Own, index))];

        Assert.That(cores[1], Is.Not.EqualTo(cores[0]));
        Assert.That(cores[2], Is.EqualTo(cores[1]));
        Assert.That(Cores.Of(Placement.One, 2), Is.EqualTo(Cores.Of(Placement.One, 0)));
    }

    [Test]
    public async Task Own_WhereOneCoreMayBeUsed_IsLeftOutInWords()
    {
        var core = Cores.Of(Placement.One, 0)!.Value;
        var program = Path.Combine(AppContext.BaseDirectory, "benchmarks.dll");
        using var process = Cores.Start(Redirected("dotnet", program, "rpc", "--cores", "own"), core);
        var (exitCode, _, errors) = await BenchmarkProcess.EndAsync(process, "benchmarks rpc --cores own");

        Assert.That(errors, Does.Contain("--cores own is left out: this process may use one core only"));
        Assert.That(errors, Does.Contain("--cores names nothing that is there."));
        Assert.That(exitCode, Is.EqualTo(2));
    }

    private static void IgnoreWithOneCore()
    {
        if (Cores.Missing(Placement.Own) is { } reason) Assert.Ignore($"skipped: needs two cores: {reason}");
    }

    private static ProcessStartInfo Redirected(string file, params string[] arguments) =>
        new(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
}
