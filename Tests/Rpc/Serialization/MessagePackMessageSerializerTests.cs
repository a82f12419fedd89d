using Course.Rpc.Serialization;

namespace Course.Tests.Rpc.Serialization;

[TestFixture]
public sealed class MessagePackMessageSerializerTests : SerializerContract
{
    protected override IMessageSerializer CreateSerializer() => new MessagePackMessageSerializer();
}

/// <summary>Sharing the input changes no value.</summary>
[TestFixture]
public sealed class SharingMessagePackMessageSerializerTests : SerializerContract
{
    protected override IMessageSerializer CreateSerializer() => new MessagePackMessageSerializer(sharesInput: true);
}
