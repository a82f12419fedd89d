using static Course.Tests.FaultTolerance.Values;

namespace Course.Tests.FaultTolerance;

/// <summary>
/// Random schedules with fixed seeds: 3 to 5 peers, starts at different moments, up to all but one of them dying at any point, the
/// synchronization phase included, each outgoing link cut at a prefix of its own; now and then a live peer is taken for dead. Every
/// guarantee is checked at quiet.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class ExplorationTests
{
    private const int Schedules = 2000;

    [Test]
    public void Exploration_DistributedBuffering_EveryGuaranteeHolds() => Explore(Distributed);

    [Test]
    public void Exploration_ReplicatedBuffering_EveryGuaranteeHolds() => Explore(Replicated(window: 4, every: 2));

    [Test]
    public void Exploration_ReplicatedBufferingWithTheSmallestWindow_EveryGuaranteeHolds() => Explore(Replicated(window: 2, every: 1));

    [Test]
    public void Exploration_HighestNameRelaysFirst_EveryGuaranteeHolds() =>
        Explore(Replicated(window: 4, every: 2) with { ElectionPolicy = new HighestName() });

    [Test]
    public void Exploration_DistributedBufferingOverUnorderedLinks_EveryGuaranteeHolds() =>
        Explore(Distributed with { Links = LinkOrder.Unordered });

    [Test]
    public void Exploration_ReplicatedBufferingOverUnorderedLinks_EveryGuaranteeHolds() =>
        Explore(Replicated(window: 4, every: 2) with { Links = LinkOrder.Unordered });

    /// <summary>A search in which nothing of interest happened proves nothing.</summary>
    private static void Explore(FaultToleranceOptions options)
    {
        int fills = 0, elections = 0, resends = 0, deliveries = 0, excluded = 0;
        for (var seed = 1; seed <= Schedules; seed++)
        {
            var explorer = new Explorer(seed, options);
            var wrong = explorer.Run();
            Assert.That(wrong, Is.Empty, $"seed {seed}");
            var effects = explorer.Network.Peers.SelectMany(peer => peer.Effects).ToList();
            fills += effects.OfType<SendRelay>().Count(relay => relay.Fill);
            elections += effects.OfType<BecameRelayer>().Count(became => became.Epoch.Value > 1);
            resends += effects.OfType<SendBroadcast>().Count(broadcast => broadcast.Resend);
            deliveries += effects.OfType<Deliver>().Count();
            excluded += effects.OfType<EndSession>().Count();
        }

        TestContext.Out.WriteLine(
            $"{Schedules} schedules: {fills} fills, {elections} elections, {resends} re-sent, {deliveries} delivered, {excluded} excluded");
        Assert.That(new[] { fills, elections, resends, deliveries }, Has.All.GreaterThan(Schedules / 20), "the schedules are vacuous");
    }
}
