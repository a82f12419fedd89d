using Course.Benchmarks.Measuring;

namespace Course.Tests.Benchmarks;

/// <summary>What is checked while measuring finds what may go wrong.</summary>
[TestFixture]
internal sealed class DeliveryCheckTests
{
    private readonly DeliveryCheck _check = new();

    [Test]
    public void Check_AllInOrder_FindsNothing()
    {
        Take(expected: 4, 0, 1, 2, 3);

        Assert.That(_check.Problems(), Is.Empty);
        Assert.That(_check.Completed.IsCompletedSuccessfully, Is.True);
        Assert.That(_check.LastDelivery, Is.Positive);
    }

    [Test]
    public void Check_MoreThanACycle_FindsNothing()
    {
        const int count = (2 * Payloads.Cycle) + 3;
        Take(count, [.. Enumerable.Range(0, count).Select(number => number % Payloads.Cycle)]);

        Assert.That(_check.Problems(), Is.Empty);
    }

    [Test]
    public void Check_Swapped_NamesTheFirst()
    {
        Take(expected: 4, 0, 2, 1, 3);

        Assert.That(_check.Problems()[0], Does.StartWith("sender 0: number 2 is out of its place").And.Contains("delivery 2"));
    }

    [Test]
    public void Check_Doubled_NamesItAndTheCount()
    {
        Take(expected: 3, 0, 1, 1, 2);

        Assert.That(_check.Problems(), Has.Some.Contains("number 1 is doubled"));
        Assert.That(_check.Problems(), Has.Some.EqualTo("sender 0: 4 messages delivered instead of 3"));
    }

    [Test]
    public void Check_Lost_NamesTheGapAndTheCount()
    {
        Take(expected: 4, 0, 1, 3);

        Assert.That(_check.Problems(), Has.Some.Contains("number 3 is out of its place"));
        Assert.That(_check.Problems(), Has.Some.EqualTo("sender 0: 3 messages delivered instead of 4"));
        Assert.That(_check.Completed.IsCompleted, Is.False);
    }

    [Test]
    public void Check_AWholeCycleLost_IsSeenByTheCount()
    {
        Take(expected: Payloads.Cycle + 1, 0);

        Assert.That(_check.Problems(), Is.EqualTo(new[] { $"sender 0: 1 messages delivered instead of {Payloads.Cycle + 1}" }));
    }

    [Test]
    public void Check_OfAStrangeSender_NamesIt()
    {
        _check.Begin([1]);
        _check.Take((3, 0));

        Assert.That(_check.Problems(), Has.Some.Contains("a sender that there is not (3)"));
    }

    [TestCase(true, TestName = "Digest_OfEqualSequences_IsEqual")]
    [TestCase(false, TestName = "Digest_OfTwoSendersInAnotherOrder_Differs")]
    public void Digest(bool sameOrder)
    {
        var other = new DeliveryCheck();
        _check.Begin([1, 1]);
        other.Begin([1, 1]);
        _check.Take((0, 0));
        _check.Take((1, 0));
        other.Take((sameOrder ? 0 : 1, 0));
        other.Take((sameOrder ? 1 : 0, 0));

        Assert.That(other.Digest == _check.Digest, Is.EqualTo(sameOrder));
        Assert.That(other.Problems(), Is.Empty);
    }

    [Test]
    public void Begin_AfterARun_StartsOver()
    {
        Take(expected: 2, 1);
        Take(expected: 2, 0, 1);

        Assert.That(_check.Problems(), Is.Empty);
        Assert.That(_check.Delivered, Is.EqualTo(2));
    }

    [TestCase(0, 0)]
    [TestCase(2, 4095)]
    [TestCase(15, 4097)]
    public void Payload_ReadBack_GivesSenderAndNumberModuloTheCycle(int sender, int number)
    {
        var payloads = new Payloads(sender, 20);

        Assert.That(Payloads.Read(payloads.Text(number)), Is.EqualTo((sender, number % Payloads.Cycle)));
        Assert.That(Payloads.Read(payloads.Bytes(number)), Is.EqualTo((sender, number % Payloads.Cycle)));
        Assert.That(payloads.Text(number), Has.Length.EqualTo(20));
    }

    private void Take(int expected, params int[] numbers)
    {
        _check.Begin([expected]);
        foreach (var number in numbers) _check.Take((0, number));
    }
}
