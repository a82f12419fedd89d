using Course.Benchmarks.Children;
using Course.Benchmarks.Runs;

namespace Course.Tests.Benchmarks;

/// <summary>Receivers held against each other.</summary>
[TestFixture]
internal sealed class DeliveryComparisonTests
{
    [Test]
    public void Problems_OfEqualDigests_AreNone() =>
        Assert.That(DeliveryComparison.Problems([Hub, Receiver(7), Receiver(7)]), Is.Empty);

    [Test]
    public void Problems_OfDifferentDigests_AreTold() =>
        Assert.That(
            DeliveryComparison.Problems([Hub, Receiver(7), Receiver(8)]),
            Is.EqualTo(new[] { "the receivers have 2 different orders" }));

    [Test]
    public void Problems_OfOneReceiver_NameIt() =>
        Assert.That(
            DeliveryComparison.Problems([Hub, Receiver(7), Receiver(7) with { Problems = ["lost"] }]),
            Is.EqualTo(new[] { "receiver 2: lost" }));

    [TestCase("1234", "1234", 0)]
    [TestCase("1234", "1324", 2)]
    [TestCase("1234", "123", 1)]
    [TestCase("123", "1234", 1)]
    public void DifferentPositions_OfTwoReceivers_AreCounted(string one, string other, int expected) =>
        Assert.That(DeliveryComparison.DifferentPositions([Sequence(one), Sequence(one), Sequence(other)]), Is.EqualTo(expected));

    private static ChildReply Hub => new();

    private static ChildReply Receiver(ulong digest) => new() { Digest = digest, LastDelivery = 1 };

    private static ushort[] Sequence(string text) => [.. text.Select(character => (ushort)character)];
}
