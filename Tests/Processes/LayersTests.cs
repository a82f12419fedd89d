namespace Course.Tests.Processes;

/// <summary>The same chat at each layer: what every layer brings, and what only the upper ones do.</summary>
public class LayersTests
{
    private static readonly string[] OfAnn = [.. Enumerable.Range(1, 40).Select(i => $"hello {i}")];
    private static readonly string[] OfBen = [.. Enumerable.Range(1, 40).Select(i => $"good day {i}")];

    [TestCase("frames", false)]
    [TestCase("rpc", false)]
    [TestCase("relay", true)]
    [TestCase("fault-tolerant", true)]
    public async Task Layer_TwoProcessesTalkAtOnce_BothPrintAllLines(string layer, bool hasOneOrder)
    {
        var session = $"tcp://127.0.0.1:{ChildProcess.FreePort()}/layers";
        await using var ann = ChildProcess.Example("Layers", layer, "ann", session);
        await using var ben = ChildProcess.Example("Layers", layer, "ben", session);
        await Task.WhenAll(HasStarted(ann), HasStarted(ben));
        await Task.WhenAll(ann.Say(OfAnn), ben.Say(OfBen));
        await Task.WhenAll(ann.WaitForLines(80, IsLine), ben.WaitForLines(80, IsLine));

        await ann.Say("");
        await ben.WaitForLine("* ann is gone (Goodbye)");
        await ben.Say("");
        Assert.That(await ann.WaitForExit(), Is.Zero, ann.ToString());
        Assert.That(await ben.WaitForExit(), Is.Zero, ben.ToString());

        string[] atAnn = [.. ann.Output.Lines.Where(IsLine)];
        string[] atBen = [.. ben.Output.Lines.Where(IsLine)];
        Assert.Multiple(() =>
        {
            foreach (var lines in (string[][])[atAnn, atBen])
            {
                Assert.That(lines.Where(line => line.StartsWith("ann: ", StringComparison.Ordinal)), Is.EqualTo(LinesOf("ann", OfAnn)));
                Assert.That(lines.Where(line => line.StartsWith("ben: ", StringComparison.Ordinal)), Is.EqualTo(LinesOf("ben", OfBen)));
            }

            if (hasOneOrder) Assert.That(atBen, Is.EqualTo(atAnn), "one order for both");
        });
    }

    [Test]
    public async Task Layer_Unknown_IsOneLineAndExitCodeTwo()
    {
        await using var layers = ChildProcess.Example("Layers", "smoke", "ann");
        await layers.WaitForError("LAYER is frames, rpc, relay or fault-tolerant");
        Assert.That(await layers.WaitForExit(), Is.EqualTo(2));
    }

    [Test]
    public void FaultTolerantLayer_BesideTheRelayLayer_HasOneOptionChanged() =>
        Assert.That(
            Code("FaultTolerantLayer"),
            Is.EqualTo(Code("RelayLayer").Select(line =>
                line.Replace("RelayLayer", "FaultTolerantLayer", StringComparison.Ordinal)
                    .Replace("Ordering.RelayOnly", "Ordering.Replicated", StringComparison.Ordinal))));

    [TestCase("FramesLayer", 55)]
    [TestCase("RpcLayer", 30)]
    [TestCase("RelayLayer", 30)]
    [TestCase("FaultTolerantLayer", 30)]
    public void Layer_LinesOfCode_FitAScreen(string layer, int most) => Assert.That(Code(layer), Has.Length.InRange(1, most));

    private static string[] Code(string layer) =>
        [.. File.ReadAllLines(Path.Combine(SourceFolder(), layer + ".cs"))
            .Where(line => line.Trim() is { Length: > 0 } code && !code.StartsWith("//", StringComparison.Ordinal))];

    private static string SourceFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(folder.FullName, "Examples", "Layers")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException($"Examples/Layers is not above {AppContext.BaseDirectory}.");
        return Path.Combine(folder.FullName, "Examples", "Layers");
    }

    private static Task HasStarted(ChildProcess member) => member.WaitForLine("* the session has started");

    private static IEnumerable<string> LinesOf(string name, string[] texts) => texts.Select(text => $"{name}: {text}");

    private static bool IsLine(string line) => line.Contains(": ", StringComparison.Ordinal) && !line.StartsWith('*');
}
