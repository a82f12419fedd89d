using System.Xml.Linq;
using Course.Benchmarks.Measuring;
using Course.Benchmarks.Runs;

namespace Course.Tests.Benchmarks;

/// <summary>What is made of figures.</summary>
[TestFixture]
internal sealed class FigureTests
{
    [TestCase(new[] { 3.0, 1, 2 }, 2)]
    [TestCase(new[] { 4.0, 1, 2, 3 }, 2.5)]
    [TestCase(new[] { 7.0 }, 7)]
    public void Median_OfSomeFigures_IsTheirMiddle(double[] figures, double median) =>
        Assert.That(Spread.Of(figures), Is.EqualTo(new Spread(median, figures.Min(), figures.Max())));

    [Test]
    public void Median_OfNone_IsRefused() => Assert.That(() => Spread.Of([]), Throws.ArgumentException);

    [Test]
    public void Ratio_OfRunsInTurns_IsThatOfEachPair()
    {
        // Either is slow in every other run or so: the ratio of the medians is 50 / 20.
        var ratio = PairedRatio.Of([24, 50, 50, 24, 50], [20, 40, 20, 20, 40]);

        Assert.That(ratio, Is.EqualTo(new PairedRatio(1.25, 1.2, 1.25)));
    }

    [Test]
    public void Ratio_OfRunsThatAreNoPairs_IsRefused()
    {
        Assert.That(() => PairedRatio.Of([1], [1, 2]), Throws.ArgumentException);
        Assert.That(() => PairedRatio.Of([], []), Throws.ArgumentException);
    }

    [Test]
    public void Failover_OfSomeKills_TellsTheSilenceAtTheLastSurvivorAndTheKernelsPartOfIt()
    {
        var report = new FailoverReport(3, 1, [Kill(10, [30, 20]), Kill(30, [40, 50]), Kill(20, [45, 35])]);

        Assert.That((report.Median, report.Closed), Is.EqualTo((45, 20)));

        static FailoverFigures Kill(double closed, double[] silences) =>
            new() { Closed = closed, Milliseconds = silences, Messages = 1, Problems = [] };
    }

    [TestCase(900, 1.0, BarVerdict.Must)]
    [TestCase(899, 1.0, BarVerdict.Short)]
    [TestCase(1600, 1.0, BarVerdict.Goal)]
    [TestCase(450, 0.5, BarVerdict.Must)]
    [TestCase(800, 0.5, BarVerdict.Goal)]
    public void Bar_OfARate_IsScaledAndReachedFromAbove(double measured, double scale, BarVerdict verdict) =>
        Assert.That(new Bar("rate", measured, 900, 1600, scale).Verdict, Is.EqualTo(verdict));

    [TestCase(0.6, BarVerdict.Goal)]
    [TestCase(1.0, BarVerdict.Must)]
    [TestCase(1.1, BarVerdict.Short)]
    public void Bar_OfATime_IsReachedFromBelow(double measured, BarVerdict verdict) =>
        Assert.That(new Bar("time", measured, 1, 0.6, MoreIsBetter: false).Verdict, Is.EqualTo(verdict));

    [TestCase(0.4, BarVerdict.ShortOfGoal)]
    [TestCase(0.5, BarVerdict.Goal)]
    public void Bar_WithoutAMust_IsReachedOrShortOfTheGoal(double measured, BarVerdict verdict) =>
        Assert.That(new Bar("ratio", measured, null, 0.5).Verdict, Is.EqualTo(verdict));

    [TestCase(105, true)]
    [TestCase(106, false)]
    public void Memory_OfALongRun_IsFlatUpToOneTwentieth(long last, bool flat) =>
        Assert.That(new MemoryFigures("relayer", [50, 100, 300, 300, 300, 300, 300, 300, 300, last]).IsFlat, Is.EqualTo(flat));

    [Test]
    public void Memory_OfAFewSamples_IsJudgedAllTheSame() => Assert.That(new MemoryFigures("relayer", [100]).IsFlat, Is.True);

    [Test]
    public void Chart_WithSigns_IsXmlWithABarForEachRow()
    {
        var picture = XDocument.Parse(BarChart.Of("a < b & c", "messages/s", [new("ring", 10, 8, 12), new("\"product\"", 5, 5, 5)]));

        Assert.That(picture.Descendants().Count(element => element.Name.LocalName == "line"), Is.EqualTo(2));
        Assert.That(picture.ToString(), Does.Contain("a &lt; b &amp; c"));
    }
}
