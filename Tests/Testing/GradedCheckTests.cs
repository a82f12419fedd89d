using Course.Assignments;
using Course.Simulation.Checking;
using Course.Testing;
using NUnit.Framework.Internal;

namespace Course.Tests.Testing;

/// <summary>Points for each guarantee of one body: a broken one costs its own points and no others.</summary>
public sealed class GradedCheckTests
{
    private static readonly Guarantee[] Checked = [Guarantee.Agreement, Guarantee.Validity, Guarantee.Fifo];

    [Test]
    public void Cases_AllGuaranteesHold_AreTriedOnceTogether()
    {
        var mode = new FakeMode();
        var graded = new GradedCheck(mode);

        foreach (var guarantee in new[] { "agreement", "validity" }) Check(graded, guarantee);

        Assert.That(mode.Tried, Is.EqualTo(new[] { "agreement validity FIFO" }));
    }

    [Test]
    public void Cases_OneGuaranteeIsBroken_LosesItsOwnPointsAlone()
    {
        var mode = new FakeMode(Guarantee.Validity);
        var graded = new GradedCheck(mode);

        Assert.That(() => Check(graded, "agreement"), Throws.Nothing);
        Assert.That(() => Check(graded, "validity"), Throws.TypeOf<AssertionException>().With.Message.EqualTo("validity is broken"));
        Assert.That(() => Check(graded, "FIFO"), Throws.Nothing);
        Assert.That(mode.Tried, Is.EqualTo(new[] { "agreement validity FIFO", "agreement", "validity", "FIFO" }));
    }

    [Test]
    public void Case_GuaranteeThatTheBodyDoesNotCheck_FailsAndNamesThoseItDoes() =>
        Assert.That(
            () => Check(new GradedCheck(new FakeMode()), "total order"),
            Throws.TypeOf<AssertionException>().With.Message.Contains("gives points for 'total order'")
                .And.Message.Contains("agreement, validity, FIFO"));

    [Test]
    public void Case_BodyThatIsNotWritten_IsNotTakenForABrokenGuarantee()
    {
        var graded = new GradedCheck(new FakeMode { Thrown = new NotImplementedException("A5.2 Report.") });

        Assert.That(() => Check(graded, "agreement"), Throws.TypeOf<NotImplementedException>());
    }

    [Test]
    public void Attributes_TwoGuaranteesOnOneMethod_MakeTwoCasesWithTheirPoints()
    {
        var cases = new ExploreAttribute().BuildFrom(new MethodWrapper(typeof(Sample), nameof(Sample.Body)), null).ToList();

        Assert.That(
            cases.Select(one => (one.Name, one.Properties.Get("Guarantee"), one.Properties.Get("Points"), one.Properties.Get("Part"))),
            Is.EqualTo(new (string, object?, object?, object?)[]
            {
                ("Body(agreement)", "agreement", 2.0, "A5.8"), ("Body(quiet)", "quiet", 1.0, "A5.9"),
            }));
    }

    [Test]
    public void Command_OfACase_CanBeCopiedIntoAShell() =>
        Assert.That(
            new TestIdentity("Lab5.AnyOrderTests.Body(total order)", "Tests/Lab5", TextWriter.Null).CommandWith("COURSE_REPLAY", "x"),
            Is.EqualTo(
                "dotnet test Tests/Lab5 --filter \"FullyQualifiedName=Lab5.AnyOrderTests.Body\\(total order\\)\" -e COURSE_REPLAY=x"));

    private static void Check(GradedCheck graded, string guarantee) => new World(graded.For(guarantee)).Check(Checked);

    private sealed class FakeMode(params Guarantee[] broken) : IWorldMode
    {
        public int Peers => 3;

        public List<string> Tried { get; } = [];

        public Exception? Thrown { get; init; }

        public void Check(World world, IReadOnlyList<Guarantee> guarantees)
        {
            Tried.Add(string.Join(' ', guarantees.Select(GuaranteeNames.Of)));
            if (Thrown is not null) throw Thrown;
            foreach (var guarantee in guarantees.Where(broken.Contains))
                throw new AssertionException($"{GuaranteeNames.Of(guarantee)} is broken");
        }
    }

    internal sealed class Sample
    {
        [AssignmentTest("A5.8", Points = 2, Guarantee = "agreement")]
        [AssignmentTest("A5.9", Points = 1, Guarantee = "quiet")]
        public void Body(World world) => world.Check(Guarantee.Agreement, Guarantee.Quiet);
    }
}
