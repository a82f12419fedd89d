using System.Diagnostics;
using System.Reflection;
using System.Runtime.ExceptionServices;
using Course.Assignments.Sealed;

namespace Course.Assignments.Running;

/// <summary>Plays the scenarios of an opened seal in this process, and tells their outcomes as those of tests.</summary>
internal static class SealedRunner
{
    private const string PlayersAssembly = "Course.Testing";

    /// <exception cref="RunnerException">Nothing could begin.</exception>
    public static void Run(RunnerOptions options, Action<RunnerEvent> tell) => Run(options, Scenarios(options.Sealed!), NewPlayer(), tell);

    public static void Run(
        RunnerOptions options, IReadOnlyList<SealedScenario> scenarios, ISealedPlayer player, Action<RunnerEvent> tell)
    {
        (GradedTest Test, SealedScenario Scenario)[] chosen =
            [.. scenarios.Select(scenario => (Test: Of(scenario), scenario)).Where(one => options.Chooses(one.Test))];
        foreach (var (test, _) in chosen) tell(RunnerEvent.Listed.Of(test));
        if (options.IsList) return;
        foreach (var (test, scenario) in chosen)
        {
            tell(new RunnerEvent.Started(test.Test));
            tell(new RunnerEvent.Ended(Play(test, scenario, player)));
        }

        tell(new RunnerEvent.Done(chosen.Length));
    }

    private static TestOutcome Play(GradedTest test, SealedScenario scenario, ISealedPlayer player)
    {
        var watch = Stopwatch.StartNew();
        Gap? found = null;
        void Look(object? sender, FirstChanceExceptionEventArgs e)
        {
            if (Volatile.Read(ref found) is null && Gap.Of(e.Exception) is { } gap) Interlocked.CompareExchange(ref found, gap, null);
        }

        AppDomain.CurrentDomain.FirstChanceException += Look;
        var (verdict, message) = Attempt(scenario, player);
        AppDomain.CurrentDomain.FirstChanceException -= Look;
        if (Volatile.Read(ref found) is { } at)
            (verdict, message) = (at.Part == test.Part ? Verdict.NotStarted : Verdict.Blocked, at.Tell(test.Part));
        message = RunnerLines.Clean(message, OutcomeListener.MaximumMessage);
        return test.Ends(verdict, message, seconds: Math.Round(watch.Elapsed.TotalSeconds, 3));
    }

    private static (Verdict, string) Attempt(SealedScenario scenario, ISealedPlayer player)
    {
        try
        {
            return player.Play(scenario);
        }
#pragma warning disable CA1031 // Whatever the student's code throws costs this scenario and no other.
        catch (Exception e)
#pragma warning restore CA1031
        {
            var place = FailureText.PlaceOf(e.StackTrace ?? "") is { } at ? $"\nat {at}" : "";
            return (Verdict.Failed, $"{e.GetType().FullName} : {e.Message}{place}");
        }
    }

    private static GradedTest Of(SealedScenario scenario) =>
        new(scenario.Name, scenario.Part, scenario.Points, Guarantee: null, Slide: null, Reason: null, IsHidden: true);

    private static IReadOnlyList<SealedScenario> Scenarios(string path)
    {
        try
        {
            return SealedContent.Parse(Seal.Read(File.ReadAllText(path)).Content).Scenarios;
        }
        catch (Exception e) when (e is SealException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new RunnerException($"--sealed {path}: {e.Message}");
        }
    }

    private static ISealedPlayer NewPlayer()
    {
        try
        {
            var type = Assembly.Load(PlayersAssembly).GetTypes()
                .Single(type => type.IsAssignableTo(typeof(ISealedPlayer)) && type is { IsInterface: false, IsAbstract: false });
            return (ISealedPlayer)Activator.CreateInstance(type, nonPublic: true)!;
        }
        catch (Exception e) when (e is IOException or BadImageFormatException or InvalidOperationException or ReflectionTypeLoadException)
        {
            throw new RunnerException($"{PlayersAssembly} plays sealed scenarios and cannot be loaded: {e.Message}");
        }
    }
}
