using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.Commands;

namespace Course.Assignments;

/// <summary>
/// Makes a test count for a part of an assignment. It stands beside [Test], [TestCase], [Scenario] or [Explore], and changes one thing: a
/// test that comes to a gap which the student has not filled is <em>not started</em>, whatever else it found. On a test that takes a World
/// it may stand several times, once for each guarantee with points of its own: each becomes a test case.
/// </summary>
/// <param name="part">The part's id, as in the lab's table: A5.2.</param>
/// <example><code>
/// [Test, AssignmentTest("A4.1", Points = 2, Slide = "Relayer elector")]
/// </code></example>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class AssignmentTestAttribute(string part) : Attribute, IApplyToTest, IWrapSetUpTearDown
{
    /// <summary>The part's id.</summary>
    public string Part { get; } = part;

    /// <summary>What the test is worth; above 0. Default 1.</summary>
    public double Points { get; set; } = 1;

    /// <summary>
    /// The one guarantee that these points are for, as the checkers name it: "total order". Default: all that the test checks.
    /// </summary>
    public string? Guarantee { get; set; }

    /// <summary>The lecture's slide.</summary>
    public string? Slide { get; set; }

    /// <summary>Why the test is there, if no known wrong solution fails it.</summary>
    public string? Reason { get; set; }

    /// <inheritdoc/>
    public void ApplyToTest(Test test)
    {
        ArgumentNullException.ThrowIfNull(test);
        // Several on one method: whoever makes a test case of each tells the case.
        if (Guarantee is null || test.Method?.GetCustomAttributes<AssignmentTestAttribute>(inherit: false).Length == 1) TellTest(test);
    }

    /// <summary>Writes part, points, guarantee and slide to the properties of a test case, where runners find them.</summary>
    public void TellTest(Test test)
    {
        ArgumentNullException.ThrowIfNull(test);
        test.Properties.Set(nameof(Part), Part);
        test.Properties.Set(nameof(Points), Points);
        if (Guarantee is not null) test.Properties.Set(nameof(Guarantee), Guarantee);
        if (Slide is not null) test.Properties.Set(nameof(Slide), Slide);
        if (Reason is not null) test.Properties.Set(nameof(Reason), Reason);
        test.Properties.Add(PropertyNames.Category, Part);
    }

    /// <inheritdoc/>
    public TestCommand Wrap(TestCommand command) => new GapCommand(command, Part);
}
