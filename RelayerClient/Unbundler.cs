namespace Course.Relaying;

/// <summary>The replica of <see cref="IBundle"/>: hands the calls of a bundle to an in-coupler of their own. On the loop only.</summary>
/// <param name="inCoupler">
/// Delivers the calls; it has the replicas of the application. It is another one than that which delivers the bundle: to that one the
/// bundle is a delivery that has not ended.
/// </param>
public sealed class Unbundler(InCoupler inCoupler) : IBundle
{
    /// <inheritdoc/>
    public Task Carry(ReadOnlyMemory<byte> calls)
    {
        var reader = new BundleReader(calls);
        while (reader.TryRead(out var call)) inCoupler.Deliver(call);
        return inCoupler.WhenIdle();
    }
}
