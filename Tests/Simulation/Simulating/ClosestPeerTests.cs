using Course.Examples;
using Course.Peers;

namespace Course.Tests.Simulation.Simulating;

/// <summary>The lecture's scenario that the closest peer fails, in its four cases; the example plays one seed of it.</summary>
public sealed class ClosestPeerTests
{
    private const ulong Seeds = 8;

    private static IEnumerable<TestCaseData> Cases =>
        from each in ClosestPeerCase.All
        from buffering in new[] { (Name: "distributed", Of: Ordering.Distributed), (Name: "replicated", Of: Ordering.Replicated) }
        select new TestCaseData(each, buffering.Of).SetArgDisplayNames(each.Name, buffering.Name);

    [TestCaseSource(nameof(Cases))]
    public void ClosestPeer_FailsInsideAMulticast_SurvivorsHearAllOnceInOneOrder(ClosestPeerCase each, Ordering ordering)
    {
        for (var seed = 1UL; seed <= Seeds; seed++)
        {
            var run = each.Run(ordering, seed);

            Assert.That(run.Problems, Is.Empty, $"seed {seed}");
            Assert.That(run.Witness.PartialMulticasts.Single().Id.ToString(), Is.EqualTo($"{each.Sender}:1"), $"seed {seed}");
        }
    }

    [Test]
    public void ClosestPeer_WithoutFaultTolerance_LosesTheCutMessage() =>
        Assert.That(ClosestPeerCase.All.Select(each => each.Run(Ordering.RelayOnly).Problems), Has.None.Empty);
}
