using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Course.Assignments.Running;
using Course.Staffing.Grading.Compiling;
using Course.Staffing.Grading.Kits;
using Course.Staffing.Grading.Running;
using Course.Staffing.Grading.Sandboxing;

namespace Course.Staffing.Grading.Sessions;

/// <summary>
/// The third gate: a child plays sessions that the grader chose, and the grader judges their traces. Nothing that the child says of its
/// own success counts.
/// </summary>
/// <param name="kit">What the child runs from.</param>
/// <param name="sandbox">What keeps it.</param>
/// <param name="limits">What it may use.</param>
/// <param name="work">A folder for its folder.</param>
internal sealed class SessionJudge(Kit kit, Sandbox sandbox, ChildLimits limits, string work)
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
        var (verdict, ending) = await PlayAsync(images, plans, played);
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

    private async Task<(Verdict Verdict, string Ending)> PlayAsync(
        IReadOnlyDictionary<string, AssemblyImage> images, IReadOnlyList<SessionPlan> plans, List<PlayedSession> played)
    {
        using var folder = RunFolder.Make(work, kit.FilesFor(SessionProgram.Assembly), images);
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        using var process = Process.Start(sandbox.Start(folder, limits, RunnerArguments.Sessions(folder.Path)))
            ?? throw new StaffException("A child process could not be started.");
        var errors = new ErrorTail(process.StandardError, limits.Output, () => sandbox.End(process));
        var lines = new ChildLines(process.StandardOutput.BaseStream, limits.Output);
        try
        {
            var writing = TellPlans(process, nonce, plans);
            while (await lines.NextAsync().WaitAsync(limits.Guard) is { } line)
            {
                var words = line.Split(' ', 4);
                if (words.Length < 4 || words[0] != nonce
                    || !int.TryParse(words[1], CultureInfo.InvariantCulture, out var number)) continue;
                if (number >= 0 && number < played.Count) played[number].Take(words[2], words[3]);
            }

            await Task.WhenAny(writing, Task.Delay(TimeSpan.FromSeconds(1)));
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(TimeSpan.FromSeconds(2)));
            return (Verdict.Stopped, Endings.Words(process, await errors.TextAsync(), lines.IsOverBound || errors.IsOverBound, limits));
        }
        catch (TimeoutException)
        {
            return (Verdict.Hung, $"Did not end within {limits.Guard.TotalSeconds:0.#} s, and was ended.");
        }
        finally
        {
            sandbox.End(process);
        }
    }

    private static async Task TellPlans(Process process, string nonce, IReadOnlyList<SessionPlan> plans)
    {
        try
        {
            await process.StandardInput.WriteLineAsync(nonce);
            foreach (var plan in plans) await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(plan));
            await process.StandardInput.WriteLineAsync();
            await process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            // It ended before; its exit says why.
        }
    }
}
