using Course.Assignments.Running;
using Course.Assignments.Sealed;

namespace Course.Commands.Labs;

/// <summary>Plays the scenarios of an opened seal: what was graded, on the tree as it is.</summary>
internal static class SealedRun
{
    /// <returns>The exit code.</returns>
    /// <exception cref="CommandException">The seal is not the handout's, nothing can be played, or Ctrl+C ended it.</exception>
    public static async Task<int> RunAsync(CourseTree tree, TestRequest request, string file, CancellationToken interrupt)
    {
        var content = Open(tree, file);
        var choice = request.What is null ? null : LabChoice.Of(tree, request.What)[0];
        var parts = content.Scenarios.Select(scenario => scenario.Part)
            .Where(part => choice is null || part == choice.Part?.Id || (choice.Part is null && choice.Lab.Parts.Any(one => one.Id == part)))
            .ToHashSet();
        if (parts.Count == 0) throw new CommandException($"{file} has no scenario for {request.What}.");
        var lab = tree.Labs.LastOrDefault(lab => lab.Parts.Any(part => parts.Contains(part.Id))) ?? LabChoice.Of(tree, null)[^1].Lab;
        Console.Out.WriteLine($"Sealed scenarios: {file} is what the handout's {Seal.DigestFile} was made of");
        if (!await TestRun.BuildAsync(tree, lab, interrupt)) return ExitCode.Failed;
        var command = RunnerCommand.OfSeal(tree, tree.ProjectOf(lab)!, Path.GetFullPath(file));
        command = command with { What = [.. command.What, .. parts.Order().SelectMany(part => new[] { "--part", part })] };
        var lines = new TestLines(tree.Catalogue, _ => null);
        try
        {
            var outcomes = await new TestSession(command, tree.Root, request.Guard).RunAsync(lines, interrupt);
            lines.Close();
            foreach (var outcome in outcomes.Where(outcome => outcome.Verdict != Verdict.Passed)) Tell(outcome);
            var points = TestLines.Number(outcomes.Sum(outcome => outcome.Points));
            Console.Out.WriteLine();
            Console.Out.WriteLine($"sealed points {TestLines.Number(outcomes.Sum(outcome => outcome.Earned))} of {points}");
            return TestRun.ExitCodeOf(outcomes);
        }
        catch (OperationCanceledException)
        {
            throw new CommandException("interrupted.", ExitCode.Failed);
        }
    }

    private static void Tell(TestOutcome outcome)
    {
        Console.Out.WriteLine();
        TestLines.Say($"{outcome.Part} {TestNames.Word(outcome.Verdict)}: {outcome.Test}", TestNames.Color(outcome.Verdict));
        foreach (var line in outcome.Message.ReplaceLineEndings("\n").Split('\n')) Console.Out.WriteLine($"  {line}");
    }

    private static SealedContent Open(CourseTree tree, string file)
    {
        var digest = Path.Combine(tree.Root, Seal.DigestFile);
        if (!File.Exists(digest))
            throw new CommandException($"this tree has no {Seal.DigestFile}: nothing was sealed with this handout.");
        try
        {
            return Seal.Read(File.ReadAllText(file)).Open(File.ReadAllText(digest));
        }
        catch (SealException e)
        {
            throw new CommandException($"--sealed {file}: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandException($"--sealed {file} cannot be read: {e.Message}");
        }
    }
}
