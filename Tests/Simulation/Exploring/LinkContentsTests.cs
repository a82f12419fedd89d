using Course.Simulation.Exploring;

namespace Course.Tests.Simulation.Exploring;

/// <summary>The contents of links: each has one number, by whatever way it comes about.</summary>
[TestFixture]
internal sealed class LinkContentsTests
{
    private readonly LinkContents _links = new(item => item < 10 ? item : 0);

    [Test]
    public void Content_ReachedByAppendingRemovingAndCutting_HasOneNumber()
    {
        var content = Of(3, 12, 5);
        Assert.That(_links[content].ToArray(), Is.EqualTo(new[] { 3, 12, 5 }));
        for (var again = 0; again < 2; again++)
        {
            Assert.That(_links.Remove(content, 1), Is.EqualTo(Of(3, 5)));
            Assert.That(_links.Remove(content, 0), Is.EqualTo(Of(12, 5)));
            Assert.That(_links.Prefix(content, 2), Is.EqualTo(Of(3, 12)));
            Assert.That(_links.Prefix(content, 3), Is.EqualTo(content));
            Assert.That(_links.Prefix(content, 0), Is.Zero);
            Assert.That(_links.Remove(Of(3), 0), Is.Zero);
        }

        Assert.That(Of(12, 3, 5), Is.Not.EqualTo(content));
    }

    [Test]
    public void LastRelay_IsTheGreatestOfTheItems()
    {
        Assert.That(_links.LastRelayIn(Of(3, 7, 5, 12)), Is.EqualTo(7));
        Assert.That(_links.LastRelayIn(Of(12)), Is.Zero);
        Assert.That(_links.LastRelayIn(0), Is.Zero);
    }

    private int Of(params int[] items) => items.Aggregate(0, _links.Append);
}
