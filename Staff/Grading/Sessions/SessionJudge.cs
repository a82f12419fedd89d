using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Course.Assignments.Running;
using Course.Staffing.Grading.Compiling;
using Course.Staffing.Grading.Kits;
using Course.Staffing.Grading.Running;

namespace Course.Staffing.Grading.Sessions;

/// <summary>
/// The third gate: a child plays sessions that the grader chose, and the grader judges their traces. Nothing that the child says of its
/// own success counts.
/// </summary>
/// <param name="child">What plays them.</param>
internal sealed class SessionJudge(PlayChild child)
{
    /// <summary>The start of the names of its outcomes.</summary>
    public const string Name = "Course.Sessions";

    /// <summary>Plays the sessions and judges them.</summary>
    /// <param name="images">The submission's assemblies.</param>
    /// <param name="plans">The sessions.</param>
    /// <param name="part">The part that the outcomes are of.</param>
    public async Task<IReadOnlyList<TestOutcome>> RunAsync(
        IReadOnlyDictionary<string, AssemblyImage> images, IReadOnlyList<SessionPlan> plans, string part)
    {
        var played = plans.Select(plan => new PlayedSession(plan)).ToList();
        var clock = Stopwatch.StartNew();
        var (verdict, ending) = await child.RunAsync(
            images, SessionPlayer.Verb, [.. plans.Select(plan => JsonSerializer.Serialize(plan))], (number, kind, text) =>
            {
                if (number >= 0 && number < played.Count) played[number].Take(kind, text);
            });
        var outcomes = new List<TestOutcome>();
        for (var number = 0; number < plans.Count; number++)
        {
            var test = TestOf(plans[number], number, part);
            var problem = played[number].HasEnded ? played[number].Judge() : null;
            // The child plays one after another: the first that did not end is the one that ended it.
            var isFirst = number == 0 || played[number - 1].HasEnded;
            outcomes.Add(
                !played[number].HasEnded
                    ? Outcomes.Of(
                        test, isFirst ? verdict : Verdict.NotRun, isFirst ? ending : "Not run: the session before it ended its process.")
                : problem is null ? Outcomes.Of(test, Verdict.Passed, "", seconds: clock.Elapsed.TotalSeconds / plans.Count)
                : Outcomes.Of(test, Verdict.Failed, $"{plans[number].Words}: {problem}"));
        }

        return outcomes;
    }

    /// <summary>Outcomes without playing.</summary>
    public static IReadOnlyList<TestOutcome> Without(IReadOnlyList<SessionPlan> plans, string part, Verdict verdict, string why) =>
        [.. plans.Select((plan, number) => Outcomes.Of(TestOf(plan, number, part), verdict, why))];

    private static KitTest TestOf(SessionPlan plan, int number, string part) =>
        new(
            new GradedTest(
                string.Create(CultureInfo.InvariantCulture, $"{Name}.{number + 1}: {plan.Words}"), part, 1, null, null,
                "Judged by the grader from inputs that it chose itself.", IsHidden: true),
            SessionProgram.Assembly);
}
