namespace Course.Tests.Mutants;

public sealed class MutantWorldTests
{
    private static string ThisAssembly => typeof(Probe).Assembly.Location;

    [Test]
    public void World_OfAMutant_HoldsAllOfTheProductAndCastle()
    {
        var world = new MutantWorld(new MutantCompiler().Compile(MutantCatalogue.Named("two-queues")));

        var own = "mutant two-queues";
        Assert.That(Run(world, nameof(Probe.Contexts)), Is.EqualTo($"{own}, {own}, {own}, {own}, Default"));
    }

    [Test]
    public void World_DriverThrows_TheTextSaysWhat()
    {
        var world = new MutantWorld(CompiledMutant.Reference);

        Assert.That(
            () => Run(world, nameof(Probe.Throw), "because"),
            Throws.TypeOf<MutantException>().With.Message.Contains("World of reference").And.Message.Contains("because")
                .And.Message.Contains(nameof(InvalidOperationException)).And.InnerException.Null);
    }

    [TestCase("Course.Tests.Mutants.Probe", "None")]
    [TestCase("Course.Tests.Mutants.None", "Contexts")]
    public void World_NoSuchDriver_IsNamed(string type, string method)
    {
        var world = new MutantWorld(CompiledMutant.Reference);

        Assert.That(
            () => world.Run(ThisAssembly, type, method, ""),
            Throws.TypeOf<MutantException>().With.Message.Contains($"no public static string {type}.{method}(string)"));
    }

    private static string Run(MutantWorld world, string method, string argument = "") =>
        world.Run(ThisAssembly, typeof(Probe).FullName!, method, argument);
}
