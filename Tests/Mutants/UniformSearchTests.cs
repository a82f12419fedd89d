namespace Course.Tests.Mutants;

/// <summary>A relayer that delivers to itself first: who looks between two steps only never sees what is wrong with it.</summary>
public sealed class UniformSearchTests
{
    [TestCase("handler", "not violated")]
    [TestCase("send", "uniform agreement: ")]
    public void DeliverToItselfFirst_IsRefutedBetweenTwoSendsOnly(string granularity, string told)
    {
        var world = new MutantWorld(new MutantCompiler().Compile(MutantCatalogue.Named("deliver-to-itself-first")));
        var found = world.Run(
            typeof(PeerExploration).Assembly.Location, typeof(PeerExploration).FullName!, nameof(PeerExploration.Run),
            $"peers=3 broadcasts=1 crashes=1|uniform {granularity}");
        Assert.That(found.Split('\n'), Has.Some.StartsWith(told));
        if (granularity == "handler") Assert.That(found, Does.Contain("holds (exhausted ").And.Contain("every crash between handlers"));
    }
}
