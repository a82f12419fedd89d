using System.Globalization;

namespace Course.Tests.Processes;

/// <summary>Each example, run as its first lines say.</summary>
public class ExampleTests
{
    [Test]
    public async Task Counter_TwoProcesses_ShareOneCount()
    {
        var session = Session("counter");
        await using var ann = ChildProcess.Example("Counter", "ann", session);
        await using var ben = ChildProcess.Example("Counter", "ben", session);
        Assert.That(await ann.WaitForExit(), Is.Zero, ann.ToString());
        Assert.That(await ben.WaitForExit(), Is.Zero, ben.ToString());

        var counts = ann.Output.Lines.Concat(ben.Output.Lines).Select(line => int.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture));
        Assert.That(counts.Order(), Is.EqualTo(Enumerable.Range(1, 20)), "no count is lost and none is given twice");
    }

    [Test]
    public async Task Chat_OneOfThreeIsKilled_TheOthersGoOnInOneOrder()
    {
        var session = Session("chat");
        await using var ann = ChildProcess.Example("Chat", "ann", session, "3");
        await ann.WaitForLines(1, line => line.Contains("waits for 3 members", StringComparison.Ordinal));
        await using var ben = ChildProcess.Example("Chat", "ben", session, "3");
        await using var cleo = ChildProcess.Example("Chat", "cleo", session, "3");
        await ann.Say("first");
        await ben.WaitForLine("1. ann: first");
        await cleo.WaitForLine("1. ann: first");

        ann.Kill();
        await ben.Say("second");
        await cleo.WaitForLine("2. ben: second");
        await cleo.Say("third");
        await ben.WaitForLine("3. cleo: third");
        await ben.WaitForLines(1, line => line.StartsWith("* ann is gone", StringComparison.Ordinal));

        await ben.Say("");
        Assert.That(await ben.WaitForExit(), Is.Zero, ben.ToString());
    }

    [Test]
    public async Task ClosestPeer_FourCases_HoldWithBothBufferings()
    {
        await using var example = ChildProcess.Example("ClosestPeer");
        Assert.That(await example.WaitForExit(), Is.Zero, example.ToString());

        Assert.That(example.Output.Lines.Count(line => line.EndsWith(": completed", StringComparison.Ordinal)), Is.EqualTo(8));
        Assert.That(example.Output.Lines[^1], Is.EqualTo("All four cases hold with both bufferings."));
    }

    [Test]
    public async Task CoupledCommands_TypedAtBoth_AreCarriedOutByBothInOneOrder()
    {
        var session = Session("coupled");
        await using var ann = ChildProcess.Example("CoupledCommands", "ann", session);
        await using var ben = ChildProcess.Example("CoupledCommands", "ben", session);
        await ann.Say("east", "east", "north", "take");
        await ann.WaitForLines(4, IsStep);
        await Task.WhenAll(ann.Say("west", "dance"), ben.Say("north", "north"));
        await ann.WaitForLines(7, IsStep);
        await ben.WaitForLines(7, IsStep);
        await ann.WaitForLine("only here: 'dance' is no command: north, south, east, west, take or drop");

        Assert.That(ben.Output.Lines.Where(IsStep), Is.EqualTo(ann.Output.Lines.Where(IsStep)), "the same world at both, step by step");
    }

    [Test]
    public async Task KeyValue_SwapFromBoth_OneWinsAndBothReadItsValue()
    {
        var session = Session("store");
        await using var ann = ChildProcess.Example("KeyValue", "ann", session);
        await using var ben = ChildProcess.Example("KeyValue", "ben", session);
        await ann.Say("put color red");
        await ann.WaitForLine("put color: version 1");
        await Task.WhenAll(ann.Say("swap color red green"), ben.Say("swap color red blue"));
        await ann.WaitForLines(1, line => line.StartsWith("swap", StringComparison.Ordinal));
        await ben.WaitForLines(1, line => line.StartsWith("swap", StringComparison.Ordinal));
        await ann.Say("get color");
        await ben.Say("get color", "get shape");
        await ann.WaitForLines(1, line => line.StartsWith("get color", StringComparison.Ordinal));
        await ben.WaitForLine("get shape: (nothing)");

        var annWon = ann.Output.Lines.Contains("swap color: done");
        Assert.That(ben.Output.Lines.Contains("swap color: done"), Is.Not.EqualTo(annWon), "exactly one wins");
        Assert.That(ann.Output.Lines.Concat(ben.Output.Lines).Where(line => line.StartsWith("get color", StringComparison.Ordinal)),
            Has.Exactly(2).EqualTo($"get color: {(annWon ? "green" : "blue")}"));
    }

    [TestCase("Counter", 25)]
    [TestCase("Chat", 60)]
    public void Example_LinesOfUserCode_StayWithinTheirPromise(string example, int most)
    {
        var lines = Directory.GetFiles(SourceOf(example), "*.cs")
            .SelectMany(File.ReadAllLines)
            .Select(line => line.Trim())
            .Count(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal));

        Assert.That(lines, Is.InRange(1, most), $"{example} without comments and empty lines");
    }

    /// <summary>From …/Examples/Counter/bin/Debug/net10.0/Counter.dll up to the folder of the project.</summary>
    private static string SourceOf(string example)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(folder.FullName, "Examples", example)))
            folder = folder.Parent ?? throw new DirectoryNotFoundException($"Examples/{example} is not above {AppContext.BaseDirectory}.");
        return Path.Combine(folder.FullName, "Examples", example);
    }

    private static bool IsStep(string line) => char.IsAsciiDigit(line[0]);

    private static string Session(string name) => $"tcp://127.0.0.1:{ChildProcess.FreePort()}/{name}";
}
