using System.Text.RegularExpressions;
using Course.Simulation.Simulating;

namespace Course.Tests.Simulation.Simulating;

/// <summary>What docs/faults.md shows can be read and run, and it shows every kind of fault.</summary>
public sealed partial class FaultDocumentTests
{
    [Test]
    public void Document_EachLineOfItsTable_IsReadAndRuns()
    {
        var lines = TableLine().Matches(Text).Select(match => match.Groups[1].Value.Replace("\\|", "|", StringComparison.Ordinal)).ToList();
        Assert.That(lines, Has.Count.GreaterThanOrEqualTo(10));
        foreach (var line in lines)
        {
            var script = FaultScript.Parse(line, line);
            Assert.That(script.Faults, Has.Count.EqualTo(1), line);
            // Only who crashed can be restarted.
            if (script.Faults[0] is Fault.RestartAt restart) script = new([new Fault.CrashAt(TimeSpan.Zero, restart.Peer), restart]);
            var result = Simulator.Run(new SimulationOptions { Peers = 6, Messages = 110, Faults = script });
            Assert.That(result.Facts.Vacuous, Is.Null, line);
        }

        var kinds = typeof(Fault).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(Fault)));
        var shown = lines.Select(line => FaultScript.Parse(line).Faults[0].GetType()).Distinct();
        Assert.That(shown, Is.EquivalentTo(kinds), "a kind of fault without a line");
    }

    [Test]
    public void Document_EachScript_IsRead()
    {
        var scripts = Script().Matches(Text).Select(match => FaultScript.Parse(match.Groups[1].Value)).ToList();
        Assert.That(scripts, Is.Not.Empty);
        Assert.That(scripts.Select(script => script.Faults.Count), Is.All.GreaterThan(0));
    }

    [Test]
    public void Document_Bounds_AreThoseOfTheCode()
    {
        Assert.That(Text, Does.Contain($"at most {FaultScript.MaximumLines} lines"));
        Assert.That(Text, Does.Contain($"at most {FaultScript.MaximumLineLength:N0} characters"));
    }

    [Test]
    public void Document_Example_IsTheClassThatIsCompiledHere_AndRuns()
    {
        var file = File.ReadAllText(Path.Combine(Root(), "Tests", "Simulation", "Simulating", "CountingLog.cs"));
        Assert.That(Code().Match(Text).Groups[1].Value, Is.EqualTo(file[file.IndexOf("public sealed", StringComparison.Ordinal)..]));
        var result = Simulator.Run(new SimulationOptions
        {
            Peers = 2,
            Blueprint = new() { NewApplication = () => new CountingLog() },
            Faults = FaultScript.Parse("at 10ms crash p2 restart after 1s"),
        });
        Worlds.Holds(result);
        Assert.That(result.Restarted, Has.Count.EqualTo(1));
    }

    private static string Text { get; } = File.ReadAllText(Path.Combine(Root(), "docs", "faults.md"));

    private static string Root()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Course.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside of the repository.");
    }

    [GeneratedRegex(@"^\| `((?:at|crash)[^`]*)` \|", RegexOptions.Multiline)]
    private static partial Regex TableLine();

    [GeneratedRegex("^```csharp\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex("^```faults\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Script();
}
