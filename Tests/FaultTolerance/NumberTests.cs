using static Course.Tests.FaultTolerance.Values;

namespace Course.Tests.FaultTolerance;

/// <summary>The small values of the protocol: their order, their equality, and how a person reads them.</summary>
public sealed class NumberTests
{
    [Test]
    public void Epochs_Compared_AreOrderedByRank() =>
        Ordered(Epoch(1), Epoch(2), (l, r) => l < r, (l, r) => l <= r, (l, r) => l > r, (l, r) => l >= r);

    [Test]
    public void SequenceNumbers_Compared_AreOrderedByPlace() =>
        Ordered(Number(1), Number(2), (l, r) => l < r, (l, r) => l <= r, (l, r) => l > r, (l, r) => l >= r);

    [Test]
    public void PeerNumbers_Compared_AreOrderedByJoin() =>
        Ordered(Peer(1), Peer(2), (l, r) => l < r, (l, r) => l <= r, (l, r) => l > r, (l, r) => l >= r);

    [Test]
    public void LastReceived_Compared_IsOrderedByCount() =>
        Ordered(Nothing, Through(1), (l, r) => l < r, (l, r) => l <= r, (l, r) => l > r, (l, r) => l >= r);

    [Test]
    public void Reports_ThatDifferInOneThing_AreNotEqual()
    {
        var report = Report(2, Through(1), Entry(1, 1, 1, "a"));

        Assert.That(report, Is.Not.EqualTo(Report(3, Through(1), Entry(1, 1, 1, "a"))), "epoch");
        Assert.That(report, Is.Not.EqualTo(Report(2, Through(2), Entry(1, 1, 1, "a"))), "last");
        Assert.That(report, Is.Not.EqualTo(Report(2, Through(1))), "entries");
        Assert.That(report.Equals(null), Is.False);
        Assert.That(report.GetHashCode(), Is.EqualTo(Report(2, Through(1), Entry(1, 1, 1, "a")).GetHashCode()));
    }

    [Test]
    public void Values_InWords_AreShort()
    {
        Assert.That($"{Text("abc")}", Is.EqualTo("3 bytes"));
        Assert.That(
            $"{Report(2, Through(4), Entry(3, 1, 1, "a"), Entry(4, 2, 1, "b"))}", Is.EqualTo("epoch 2, through 4, keeps [3=1:1, 4=2:1]"));
    }

    private static void Ordered<T>(
        T low, T high, Func<T, T, bool> less, Func<T, T, bool> lessOrEqual, Func<T, T, bool> greater, Func<T, T, bool> greaterOrEqual)
    {
        Assert.That(Answers(less), Is.EqualTo((true, false, false)), "<");
        Assert.That(Answers(lessOrEqual), Is.EqualTo((true, true, false)), "<=");
        Assert.That(Answers(greater), Is.EqualTo((false, false, true)), ">");
        Assert.That(Answers(greaterOrEqual), Is.EqualTo((false, true, true)), ">=");

        (bool LowHigh, bool Same, bool HighLow) Answers(Func<T, T, bool> compare) =>
            (compare(low, high), compare(low, low), compare(high, low));
    }
}
