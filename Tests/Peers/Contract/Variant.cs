using Course.Peers;
using Course.Rpc.Serialization;

namespace Course.Tests.Peers.Contract;

/// <summary>A choice of buffering and serializer by which a suite is run.</summary>
internal static class Variant
{
    private static readonly string[] Serializers = ["MessagePack", "Prefixing"];

    /// <summary>Buffering × serializer, and relaying without fault tolerance.</summary>
    public static IEnumerable<object[]> All =>
        FaultTolerant.Concat(Serializers.Select(serializer => new object[] { "RelayOnly", serializer }));

    /// <summary>Buffering × serializer.</summary>
    public static IEnumerable<object[]> FaultTolerant =>
        from buffering in new[] { "Distributed", "Replicated" }
        from serializer in Serializers
        select new object[] { buffering, serializer };

    public static Ordering OrderingOf(string buffering) => buffering switch
    {
        "RelayOnly" => Ordering.RelayOnly,
        "Distributed" => Ordering.Distributed,
        _ => Ordering.Replicated,
    };

    public static IMessageSerializer SerializerOf(string name) =>
        name == "Prefixing" ? new PrefixingSerializer() : new MessagePackMessageSerializer(sharesInput: true);
}
