using Course.FaultTolerance;
using Course.Rpc.Calls;
using Course.Rpc.Filtering;
using Course.Rpc.Serialization;
using Course.Rpc.Transport;

namespace Course.Filters;

/// <summary>Makes the envelopes of the managers' messages, and reads them back as events' values.</summary>
internal sealed class ManagerMessages
{
    /// <summary>The name to which the managers' messages are addressed.</summary>
    // Parentheses keep it apart from every contract's name.
    public const string Target = "(managers)";

    private readonly Message _acknowledge;
    private readonly Message _report;
    private readonly Message _finish;
    private readonly Message _left;

    public ManagerMessages(IMessageSerializer serializer)
    {
        _acknowledge = new Message(nameof(IManagerMessages.Acknowledge), serializer);
        _report = new Message(nameof(IManagerMessages.Report), serializer);
        _finish = new Message(nameof(IManagerMessages.FinishSynchronization), serializer);
        _left = new Message(nameof(IManagerMessages.Left), serializer);
    }

    public Envelope Acknowledge(PeerName to, Epoch epoch, LastReceived last) => _acknowledge.To(to, epoch.Value, last.Count);

    public Envelope Report(PeerName to, ReportPart part) => _report.To(to, part);

    public Envelope FinishSynchronization(PeerName to, Epoch epoch, LastReceived last) => _finish.To(to, epoch.Value, last.Count);

    public Envelope Left(PeerName to, PeerNumber member, string reason) => _left.To(to, member.Value, reason);

    public bool IsAcknowledge(in Envelope envelope) => _acknowledge.Is(envelope);

    public bool IsReport(in Envelope envelope) => _report.Is(envelope);

    public bool IsFinishSynchronization(in Envelope envelope) => _finish.Is(envelope);

    public bool IsLeft(in Envelope envelope) => _left.Is(envelope);

    /// <exception cref="MessageFormatException">The numbers are out of range.</exception>
    public (Epoch Epoch, LastReceived Last) ReadAcknowledge(in Envelope envelope) => EpochAndLast(_acknowledge.Read(envelope));

    /// <exception cref="MessageFormatException">The numbers are out of range.</exception>
    public (Epoch Epoch, LastReceived Last) ReadFinishSynchronization(in Envelope envelope) => EpochAndLast(_finish.Read(envelope));

    /// <exception cref="MessageFormatException">The bytes are no report.</exception>
    public ReportPart ReadReport(in Envelope envelope) =>
        _report.Read(envelope)[0] is ReportPart { Entries: not null } part
            ? part
            : throw new MessageFormatException("A report, or the list of its entries, is missing from its message.");

    /// <exception cref="MessageFormatException">The member does not exist.</exception>
    public (PeerNumber Member, string Reason) ReadLeft(in Envelope envelope, MemberTable members)
    {
        var arguments = _left.Read(envelope);
        var member = new PeerNumber((int)arguments[0]!);
        return members.Contains(member)
            ? (member, (string?)arguments[1] ?? "")
            : throw new MessageFormatException($"{envelope.Header} names member {member.Value}, the session has {members.Count}.");
    }

    private static (Epoch Epoch, LastReceived Last) EpochAndLast(object?[] arguments)
    {
        var (epoch, last) = ((int)arguments[0]!, (long)arguments[1]!);
        if (epoch < 1 || last < 0)
        {
            throw new MessageFormatException(
                $"Epoch {epoch} and last {last} are out of range: epochs start at 1, a last received number at 0.");
        }

        return (new Epoch(epoch), LastReceived.FromCount(last));
    }

    private sealed class Message
    {
        private readonly string _header;
        private readonly ArgumentsCodec _codec;

        public Message(string name, IMessageSerializer serializer)
        {
            var method = ContractDescriptor.Of(typeof(IManagerMessages)).Methods.Single(candidate => candidate.Method.Name == name);
            _header = method.Header;
            _codec = new ArgumentsCodec(method, serializer.CodecFor);
        }

        public bool Is(in Envelope envelope) => string.Equals(envelope.Header, _header, StringComparison.Ordinal);

        public Envelope To(PeerName to, params object?[] arguments) =>
            new() { Kind = EnvelopeKind.OneWay, To = to, Target = Target, Header = _header, Payload = _codec.Encode(arguments) };

        public object?[] Read(in Envelope envelope) => _codec.Decode(envelope.Payload);
    }
}
