using System.Runtime.CompilerServices;

namespace Course.Tests.Mutants;

public sealed class MutantWorldTests
{
    private static string ThisAssembly => typeof(Probe).Assembly.Location;

    [Test]
    public void World_OfAMutant_HoldsAllOfTheProductAndCastle()
    {
        using var world = new MutantWorld(new MutantCompiler().Compile(MutantCatalogue.Named("two-queues")));

        var own = "mutant two-queues";
        Assert.That(Run(world, nameof(Probe.Contexts)), Is.EqualTo($"{own}, {own}, {own}, {own}, Default"));
    }

    [Test]
    public void World_DriverThrows_TheTextSaysWhat()
    {
        using var world = new MutantWorld(CompiledMutant.Reference);

        Assert.That(
            () => Run(world, nameof(Probe.Throw), "because"),
            Throws.TypeOf<MutantException>().With.Message.Contains("World of reference").And.Message.Contains("because")
                .And.Message.Contains(nameof(InvalidOperationException)).And.InnerException.Null);
    }

    [TestCase("Course.Tests.Mutants.Probe", "None")]
    [TestCase("Course.Tests.Mutants.None", "Contexts")]
    public void World_NoSuchDriver_IsNamed(string type, string method)
    {
        using var world = new MutantWorld(CompiledMutant.Reference);

        Assert.That(
            () => world.Run(ThisAssembly, type, method, ""),
            Throws.TypeOf<MutantException>().With.Message.Contains($"no public static string {type}.{method}(string)"));
    }

    [Test]
    public void World_Disposed_RunsNothingMore()
    {
        var world = new MutantWorld(CompiledMutant.Reference);
        world.Dispose();

        Assert.That(() => Run(world, nameof(Probe.Contexts)), Throws.TypeOf<ObjectDisposedException>());
    }

    /// <summary>A grading opens one world after another in one process.</summary>
    [Test]
    public void Worlds_SeveralWithWholePeers_AreReclaimed()
    {
        const int worlds = 6;
        var before = Collected();
        var traces = Enumerable.Range(0, worlds).Select(_ => RunPeersInAWorld()).ToList();
        var after = Collected();

        var left = traces.Count(trace => trace.IsAlive);
        TestContext.Out.WriteLine($"{worlds} worlds: {left} alive, {(after - before) >> 10:N0} KiB more managed memory");
        TestContext.Out.WriteLine($"{Environment.WorkingSet >> 20:N0} MiB working set");
        Assert.That(left, Is.AtMost(1), "one may still be on the stack");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference RunPeersInAWorld()
    {
        using var world = new MutantWorld(CompiledMutant.Reference);
        var found = world.Run(ThisAssembly, typeof(PeerSchedules).FullName!, nameof(PeerSchedules.Run), "1 peers=3 broadcasts=2 crashes=1");
        Assert.That(found, Is.Empty);
        return world.Trace;
    }

    private static long Collected()
    {
        for (var round = 0; round < 10; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static string Run(MutantWorld world, string method, string argument = "") =>
        world.Run(ThisAssembly, typeof(Probe).FullName!, method, argument);
}
