using Course.Assignments;
using Course.Assignments.Running;

namespace Course.Commands.Labs;

/// <summary>Builds and runs what was chosen, lab by lab, and says what came of it.</summary>
internal sealed class TestRun
{
    private readonly CourseTree _tree;
    private readonly TestRequest _request;
    private readonly LabResults _results;
    private readonly HintBook _hints;
    private readonly List<TestOutcome> _outcomes = [];

    private TestRun(CourseTree tree, TestRequest request)
    {
        _tree = tree;
        _request = request;
        _results = LabResults.Read(tree, out var ofResults);
        _hints = HintBook.Read(tree, out var ofHints);
        foreach (var note in new[] { ofResults, ofHints }.OfType<string>()) Console.Out.WriteLine(note);
    }

    /// <returns>The exit code.</returns>
    /// <exception cref="CommandException">Nothing can be run, or Ctrl+C ended it.</exception>
    public static async Task<int> RunAsync(CourseTree tree, TestRequest request, CancellationToken interrupt)
    {
        try
        {
            return await new TestRun(tree, request).RunAsync(interrupt);
        }
        catch (OperationCanceledException)
        {
            Console.Out.WriteLine();
            throw new CommandException("interrupted; the tests that were over are counted.", ExitCode.Failed);
        }
    }

    private async Task<int> RunAsync(CancellationToken interrupt)
    {
        foreach (var choice in LabChoice.Of(_tree, _request.What))
        {
            if (await RunAsync(choice, interrupt)) continue;
            ClassroomFile.Write(_request.Classroom, [], $"Lab {choice.Lab.Number} does not compile: see the log of this step.");
            return ExitCode.Failed;
        }

        ClassroomFile.Write(_request.Classroom, _outcomes, _outcomes.Count == 0 ? "There are no tests for this." : null);

        if (_outcomes.Count == 0)
        {
            Console.Out.WriteLine("There are no tests for this yet, so that nothing is shown.");
            return ExitCode.Vacuous;
        }

        Console.Out.WriteLine();
        Console.Out.WriteLine($"points so far {TestLines.Number(_results.Earned)} of {TestLines.Number(_results.Points)} (visible tests)");
        Console.Out.WriteLine(NextStep.Of(_tree, _results, MarkedSources.In(_tree)));
        return ExitCodeOf(_outcomes);
    }

    /// <summary>Holds if everything passed; else a hang goes before a failure, because it hides what else would fail.</summary>
    internal static int ExitCodeOf(IReadOnlyList<TestOutcome> outcomes) =>
        outcomes.All(outcome => outcome.Verdict == Verdict.Passed) ? ExitCode.Holds
        : outcomes.Any(outcome => outcome.Verdict == Verdict.Hung) ? ExitCode.Hang
        : ExitCode.Failed;

    /// <returns>False if it does not compile; that is said.</returns>
    private async Task<bool> RunAsync(LabChoice choice, CancellationToken interrupt)
    {
        var (lab, part) = choice;
        Console.Out.WriteLine($"Lab {lab.Number}: {lab.Title}");
        if (!await BuildAsync(_tree, lab, interrupt)) return false;
        var command = RunnerCommand.OfTests(_tree, _tree.ProjectOf(lab)!, part?.Id);
        var lines = new TestLines(_tree.Catalogue, id => Blocking.Of(id, Known(), _tree.Catalogue));
        var view = new Counting(lines, _outcomes);
        var first = _outcomes.Count;
        try
        {
            await new TestSession(command, _tree.Root, _request.Guard).RunAsync(view, interrupt);
        }
        finally
        {
            lines.Close();
            foreach (var of in _outcomes.Skip(first).GroupBy(outcome => outcome.Part)) _results.Take(of.Key, of);
            if (_outcomes.Count > first) _results.Write();
        }

        if (_outcomes.Count == first) Console.Out.WriteLine("  no tests yet");
        await TellFailuresAsync(_outcomes.Skip(first), command.Folder, interrupt);
        return true;
    }

    /// <returns>False if it does not compile; that is said.</returns>
    internal static async Task<bool> BuildAsync(CourseTree tree, Lab lab, CancellationToken interrupt)
    {
        var errors = await LabBuild.RunAsync(tree, tree.ProjectOf(lab)!, interrupt);
        if (errors.Count == 0) return true;
        TestLines.Say("  It does not compile:", "red");
        foreach (var error in errors) Console.Out.WriteLine($"  {error}");
        return false;
    }

    private async Task TellFailuresAsync(IEnumerable<TestOutcome> outcomes, string built, CancellationToken interrupt)
    {
        var failed = outcomes.GroupBy(outcome => outcome.Part).Where(part => part.Any(one => one.Verdict != Verdict.Passed)).ToList();
        if (failed.Count == 0) return;
        var report = new FailureReport(_tree, _request, _results, _hints, MarkedSources.In(_tree), interrupt);
        foreach (var part in failed) await report.TellAsync(part.Key, [.. part], built);
        _hints.Write();
    }

    /// <summary>What came of each part: of this run as far as it is, and of earlier ones.</summary>
    private Dictionary<string, IReadOnlyList<TestOutcome>> Known()
    {
        var known = _results.Parts.ToDictionary();
        foreach (var part in _outcomes.GroupBy(outcome => outcome.Part)) known[part.Key] = [.. part];
        return known;
    }

    /// <summary>Keeps what a view is told, so that an interrupted run is counted as far as it came.</summary>
    private sealed class Counting(ITestView view, List<TestOutcome> outcomes) : ITestView
    {
        public void Begins(GradedTest test) => view.Begins(test);

        public void Ends(TestOutcome outcome)
        {
            outcomes.Add(outcome);
            view.Ends(outcome);
        }
    }
}
