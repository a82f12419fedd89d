using Course.FaultTolerance;
using Course.Rpc.Serialization;

namespace Course.Filters;

/// <summary>What the send filter puts around a broadcast.</summary>
/// <param name="Epoch">The epoch in which it is sent.</param>
/// <param name="Id">Unique: the owner's number and its local number.</param>
/// <param name="LastReceived">The last relay that the owner has received: an acknowledgement that travels along.</param>
internal readonly record struct BroadcastWrapping(Epoch Epoch, BroadcastId Id, LastReceived LastReceived)
{
    private const int Fields = 4;
    private const int LongestBytes = 1 + (Fields * 9); // the header, and each number at its longest

    public ReadOnlyMemory<byte> Wrap()
    {
        // <A3.3> Wrap and unwrap.
        // | An array of four whole numbers: epoch, host and local number of the id, last received.
        var writer = new MessagePackWriter(stackalloc byte[LongestBytes]);
        writer.WriteArrayHeader(Fields);
        writer.WriteInt64(Epoch.Value);
        writer.WriteInt64(Id.Host.Value);
        writer.WriteInt64(Id.LocalNumber);
        writer.WriteInt64(LastReceived.Count);
        return writer.ToArray();
        // </A3.3>
    }

    /// <exception cref="MessageFormatException">The bytes are no such wrapping.</exception>
    public static BroadcastWrapping Unwrap(ReadOnlyMemory<byte> bytes, MemberTable members)
    {
        // <A3.3> Wrap and unwrap.
        // | What Wrap wrote, by a WrappingReader, which checks the range of each number; nothing may follow (End).
        var reader = new WrappingReader(bytes, "broadcast", Fields);
        var wrapping = new BroadcastWrapping(reader.ReadEpoch(), reader.ReadId(members), reader.ReadLast());
        reader.End();
        return wrapping;
        // </A3.3>
    }
}
