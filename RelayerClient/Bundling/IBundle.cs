namespace Course.Relaying.Bundling;

/// <summary>
/// Several ordered calls of one peer that share a broadcast, and with it a number. A peer that bundles has its <see cref="Unbundler"/> as
/// the replica of this contract, so to the relayer, the filters and the managers a bundle is a call like any other.
/// </summary>
public interface IBundle
{
    /// <summary>Delivers the calls one after another; ends with the last of them.</summary>
    /// <param name="calls">In the form that docs/design/bundles.md describes.</param>
    Task Carry(ReadOnlyMemory<byte> calls);
}
