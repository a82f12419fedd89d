using Course.FaultTolerance;
using Course.Rpc.Serialization;

namespace Course.Filters;

/// <summary>Reads the numbers of a wrapping, each checked for its range: they come from another process.</summary>
internal ref struct WrappingReader
{
    private readonly string _what;
    private MessagePackReader _reader;

    /// <exception cref="MessageFormatException">There is no wrapping, or it has another number of fields.</exception>
    public WrappingReader(ReadOnlyMemory<byte> bytes, string what, int fields)
    {
        _what = what;
        if (bytes.IsEmpty) throw new MessageFormatException($"A {what} came without its wrapping. Do both peers use the same filters?");
        _reader = new MessagePackReader(bytes);
        var count = _reader.ReadArrayHeader();
        if (count != fields) throw new MessageFormatException($"The wrapping of a {what} has {fields} fields, this one has {count}.");
    }

    public Epoch ReadEpoch() => new((int)Require(_reader.ReadInt32(), 1, "an epoch"));

    public SequenceNumber ReadSequence() => new(Require(_reader.ReadInt64(), 1, "a sequence number"));

    public LastReceived ReadLast() => LastReceived.FromCount(Require(_reader.ReadInt64(), 0, "a last received number"));

    public BroadcastId ReadId(MemberTable members)
    {
        var host = new PeerNumber((int)Require(_reader.ReadInt32(), 1, "a member's number"));
        if (!members.Contains(host))
        {
            throw new MessageFormatException($"The wrapping of a {_what} names member {host.Value}, the session has {members.Count}.");
        }

        return new BroadcastId(host, Require(_reader.ReadInt64(), 1, "a local number"));
    }

    public readonly void End()
    {
        if (!_reader.End) throw new MessageFormatException($"Bytes follow the wrapping of a {_what}.");
    }

    private readonly long Require(long value, long least, string meaning) => value >= least
        ? value
        : throw new MessageFormatException($"The wrapping of a {_what} has {meaning} of {value}; the least is {least}.");
}
