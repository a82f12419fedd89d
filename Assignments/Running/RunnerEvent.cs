using System.Text.Json.Serialization;

namespace Course.Assignments.Running;

/// <summary>What a runner tells its parent: one line each, see <see cref="RunnerLines"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Listed), "test")]
[JsonDerivedType(typeof(Started), "started")]
[JsonDerivedType(typeof(Ended), "ended")]
[JsonDerivedType(typeof(Done), "done")]
public abstract record RunnerEvent
{
    private RunnerEvent()
    {
    }

    /// <summary>A test that was chosen. All of them come before the first runs.</summary>
    /// <param name="Test">Its full name.</param>
    /// <param name="Part">The part that it is of.</param>
    /// <param name="Points">What it is worth.</param>
    /// <param name="Guarantee">The guarantee that it judges.</param>
    /// <param name="Slide">The lecture's slide.</param>
    /// <param name="Reason">Why it is there, if no known wrong solution fails it.</param>
    /// <param name="IsHidden">Whether it is of the staff's tests.</param>
    public sealed record Listed(
        string Test, string Part, double Points, string? Guarantee, string? Slide, string? Reason, bool IsHidden) : RunnerEvent
    {
        /// <summary>The test.</summary>
        public GradedTest ToTest() => new(Test, Part, Points, Guarantee, Slide, Reason, IsHidden);

        /// <summary>Of a test.</summary>
        public static Listed Of(GradedTest test)
        {
            ArgumentNullException.ThrowIfNull(test);
            return new(test.Test, test.Part, test.Points, test.Guarantee, test.Slide, test.Reason, test.IsHidden);
        }
    }

    /// <summary>A test begins. If the runner dies next, it died of this test.</summary>
    /// <param name="Test">Its full name.</param>
    public sealed record Started(string Test) : RunnerEvent;

    /// <summary>A test is over; it may have had no beginning, if what its class sets up failed.</summary>
    /// <param name="Outcome">What came of it.</param>
    public sealed record Ended(TestOutcome Outcome) : RunnerEvent;

    /// <summary>All that was chosen is over. Without this line a runner died.</summary>
    /// <param name="Tests">How many.</param>
    public sealed record Done(int Tests) : RunnerEvent;
}
