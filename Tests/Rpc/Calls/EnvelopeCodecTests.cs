using Course.Rpc.Calls;
using Course.Rpc.Filtering;
using Course.Rpc.Serialization;
using Course.Rpc.Transport;

namespace Course.Tests.Rpc.Calls;

public sealed class EnvelopeCodecTests
{
    private static readonly PeerName Ann = new("ann");
    private static readonly PeerName Ben = new("ben");

    [Test]
    public void Encode_AfterAnEnvelopeThatBrokeOff_HoldsNothingOfIt()
    {
        var codec = new EnvelopeCodec();
        // Long enough that something of it was written when the half character is met.
        var broken = Call("chat") with { Target = new string('t', 1000), Header = "Say\ud800(String)" };
        Assert.That(() => codec.Encode(broken, out _), Throws.TypeOf<MessageFormatException>());

        var received = codec.Decode(Ann, Ben, codec.Encode(Call("chat"), out _));

        Assert.That((received.Target, received.Header), Is.EqualTo(("chat", "Say(String)")));
        Assert.That(received.Payload.ToArray(), Is.EqualTo(new byte[] { 1, 2, 3 }));
    }

    [TestCase(1023, false)]
    [TestCase(1024, true)]
    [TestCase(70_000, true)]
    public void LongPayload_GoesBesideItsFrame_FromWhereItLies(int length, bool isBeside)
    {
        var codec = new EnvelopeCodec();
        var payload = Enumerable.Range(0, length).Select(number => (byte)number).ToArray();
        var envelope = Call("chat") with { Payload = payload, Wrapping = new byte[] { 7 } };

        var head = codec.Encode(envelope, out var body);

        Assert.That(body.Equals(isBeside ? payload : default(ReadOnlyMemory<byte>)), Is.True, "the very memory of the payload, or nothing");
        foreach (var received in new[] { codec.Decode(Ann, Ben, head, body), codec.Decode(Ann, Ben, FrameParts.Join(head, body)) })
        {
            Assert.That(received.Payload.ToArray(), Is.EqualTo(payload));
            Assert.That((received.Target, received.Header, received.Wrapping.Span[0]), Is.EqualTo(("chat", "Say(String)", 7)));
        }
    }

    private static Envelope Call(string target) =>
        new() { Kind = EnvelopeKind.OneWay, To = Ben, Target = target, Header = "Say(String)", Payload = new byte[] { 1, 2, 3 } };
}
