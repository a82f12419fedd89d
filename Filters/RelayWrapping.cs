using Course.FaultTolerance;
using Course.Rpc.Serialization;

namespace Course.Filters;

/// <summary>What the send filter puts around a relay.</summary>
/// <param name="Epoch">The relayer's epoch.</param>
/// <param name="Sequence">The place in the order; equal in all relays of one broadcast.</param>
/// <param name="Id">The broadcast.</param>
/// <param name="Stable">The last relay known to have been received by every live member.</param>
internal readonly record struct RelayWrapping(Epoch Epoch, SequenceNumber Sequence, BroadcastId Id, LastReceived Stable)
{
    private const int Fields = 5;
    private const int LongestBytes = 1 + (Fields * 9); // the header, and each number at its longest

    public ReadOnlyMemory<byte> Wrap()
    {
        // <A3.3> Wrap and unwrap.
        // | An array of five whole numbers: epoch, sequence, host and local number of the id, stable.
        var writer = new MessagePackWriter(stackalloc byte[LongestBytes]);
        writer.WriteArrayHeader(Fields);
        writer.WriteInt64(Epoch.Value);
        writer.WriteInt64(Sequence.Value);
        writer.WriteInt64(Id.Host.Value);
        writer.WriteInt64(Id.LocalNumber);
        writer.WriteInt64(Stable.Count);
        return writer.ToArray();
        // </A3.3>
    }

    /// <exception cref="MessageFormatException">The bytes are no such wrapping.</exception>
    public static RelayWrapping Unwrap(ReadOnlyMemory<byte> bytes, MemberTable members)
    {
        // <A3.3> Wrap and unwrap.
        var reader = new WrappingReader(bytes, "relay", Fields);
        var wrapping = new RelayWrapping(reader.ReadEpoch(), reader.ReadSequence(), reader.ReadId(members), reader.ReadLast());
        reader.End();
        return wrapping;
        // </A3.3>
    }
}
