namespace Course.Testing;

/// <summary>
/// A test whose scenario runs in virtual time once for each seed. What the body declares happens in its order; the seed draws the pauses
/// between, the delays of all frames and the cuts of crashes. Seeds are samples: a pass is no certificate.
/// </summary>
/// <example><code>
/// [Scenario(Peers = 4, Seeds = 50)]
/// public void RelayerCrashesInTheMiddle(World world)
/// {
///     world.Peer(1).Broadcast("a");
///     world.CrashRelayer(afterSends: 1);
///     world.Peer(3).Broadcast("b");
///     world.Check(AtomicBroadcast.All);
/// }
/// </code></example>
public sealed class ScenarioAttribute : WorldAttribute
{
    /// <summary>Runs with the seeds 1 to this, 1 to 1,000,000. Default 50.</summary>
    public int Seeds { get; set; } = 50;

    private protected override string Name => "Scenario";

    private protected override IWorldMode NewMode() => new ScenarioMode(this);
}
