using System.Globalization;
using Course.Assignments.Running;

namespace Course.Commands.Labs;

/// <summary>
/// Runs the tests of a command in children: one that hangs is ended, one that dies is replaced, and each costs the one test that it ran.
/// </summary>
internal sealed class TestSession(RunnerCommand command, string folder, TimeSpan guard)
{
    private static readonly TimeSpan Starting = TimeSpan.FromSeconds(60);
    private readonly List<GradedTest> _tests = [];
    private readonly Dictionary<string, TestOutcome> _outcomes = [];

    /// <summary>In the order in which they are told.</summary>
    public IReadOnlyList<GradedTest> Tests => _tests;

    /// <summary>Runs all.</summary>
    /// <param name="view">Is told what happens.</param>
    /// <param name="interrupt">Ends it.</param>
    /// <returns>The outcomes, in the order of the tests.</returns>
    /// <exception cref="CommandException">No runner could begin.</exception>
    /// <exception cref="OperationCanceledException">Interrupted; the child is ended.</exception>
    public async Task<IReadOnlyList<TestOutcome>> RunAsync(ITestView view, CancellationToken interrupt)
    {
        var isFirst = true;
        do
        {
            var child = isFirst ? command : command with { Tests = [.. Open().Select(test => test.Test)] };
            var before = _outcomes.Count;
            var problem = await RunChildAsync(view, child, isFirst, interrupt);
            if (problem is not null && _tests.Count == 0) throw new CommandException($"the tests cannot be run: {problem}.", ExitCode.Failed);
            // A child that brings nothing would be followed by another one for ever.
            if (_outcomes.Count == before && problem is not null) GiveUp(view, problem);
            isFirst = false;
        }
        while (Open().Count > 0);

        return [.. _tests.Select(test => _outcomes[test.Test])];
    }

    private List<GradedTest> Open() => [.. _tests.Where(test => !_outcomes.ContainsKey(test.Test))];

    /// <returns>Null if it did what it was to do; else what became of it.</returns>
    private async Task<string?> RunChildAsync(ITestView view, RunnerCommand what, bool isFirst, CancellationToken interrupt)
    {
        await using var child = new RunnerProcess(what.Arguments(), folder);
        GradedTest? running = null;
        try
        {
            while (await child.NextAsync(running is null ? Longer(guard) : guard, interrupt) is { } told)
            {
                switch (told)
                {
                    case RunnerEvent.Listed listed when isFirst: _tests.Add(listed.ToTest()); break;
                    case RunnerEvent.Started started:
                        running = _tests.Find(test => test.Test == started.Test);
                        if (running is not null) view.Begins(running);
                        break;
                    case RunnerEvent.Ended ended when _tests.Exists(test => test.Test == ended.Outcome.Test):
                        running = null;
                        Take(view, ended.Outcome);
                        break;
                    case RunnerEvent.Done: return null;
                }
            }
        }
        catch (TimeoutException)
        {
            if (running is null) return $"the runner told nothing for {Seconds(Longer(guard))}";
            Take(view, running.Ends(
                Verdict.Hung, $"It did not end within {Seconds(guard)} and was ended: some loop or wait in it never ends.", "", guard.TotalSeconds));
            return "hung";
        }

        var end = await child.EndAsync(interrupt);
        if (running is not null) Take(view, running.Ends(Verdict.Stopped, $"Its process ended under it ({end})."));
        return $"the runner ended ({end})";
    }

    /// <summary>Between tests nothing runs that may take its time: there a short guard would only measure how busy the machine is.</summary>
    private static TimeSpan Longer(TimeSpan guard) => guard > Starting ? guard : Starting;

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s");

    private void GiveUp(ITestView view, string problem)
    {
        foreach (var test in Open()) Take(view, test.Ends(Verdict.NotRun, $"It was not run: {problem}."));
    }

    private void Take(ITestView view, TestOutcome outcome)
    {
        if (_outcomes.TryAdd(outcome.Test, outcome)) view.Ends(outcome);
    }
}
