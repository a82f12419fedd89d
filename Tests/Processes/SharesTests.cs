using Course.Commands.Demo;
using Course.Hosting;

namespace Course.Tests.Processes;

/// <summary>Who says what, and when: fixed by the seed, nothing lost, something left after each fault.</summary>
public class SharesTests
{
    [Test]
    public void Shares_AllPhases_HoldEachLineOnce()
    {
        var options = Options(messages: 23, new FaultPlan(FaultKind.KillRelayer, 3));
        var shares = new Shares(options, new Random(1));
        var said = Enumerable.Range(0, 4).SelectMany(peer => Enumerable.Range(0, 4).SelectMany(phase => Lines(shares, peer, phase)));

        Assert.That(said.Order(StringComparer.Ordinal), Is.EqualTo(options.Lines.Order(StringComparer.Ordinal)));
    }

    [Test]
    public void Shares_FaultPoint_IsReachedBeforeTheFaultAndLeavesSomethingAfter([Values(1, 2, 50, 84)] int broadcast)
    {
        var options = Options(messages: 100, new FaultPlan(FaultKind.KillAt, 4 - 1, new KillPoint(broadcast, 1)));
        DemoRules.Check(options.Peers, options.Lines.Count, options.Fault);
        var shares = new Shares(options, new Random(1));

        Assert.That(Enumerable.Range(0, 4).Sum(peer => shares.Count(peer, 0)), Is.GreaterThanOrEqualTo(broadcast));
        Assert.That(
            from peer in Enumerable.Range(0, 4) from phase in Enumerable.Range(0, 4) select shares.Count(peer, phase),
            Is.All.Positive);
    }

    [Test]
    public void Shares_EqualSeeds_GiveEqualCommands()
    {
        var options = Options(messages: 100, new FaultPlan(FaultKind.None, 0));
        string[] Commands(int seed) => [.. new Shares(options, new Random(seed)).Commands(peer: 1, phase: 0)];

        var (first, second, other) = (Commands(7), Commands(7), Commands(8));
        Assert.That(first, Is.EqualTo(second));
        Assert.That(first, Is.Not.EqualTo(other), "the pauses are elsewhere");
    }

    [Test]
    public void MadeUpLines_EqualSeeds_AreEqualAndOfTheirSize()
    {
        var (first, second) = (InputTexts.MadeUp(3, 40, 7), InputTexts.MadeUp(3, 40, 7));
        Assert.That(first, Is.EqualTo(second).And.All.Length.EqualTo(40));
    }

    [Test]
    public void ShippedText_IsLongEnoughForTheDemo() =>
        Assert.That(InputTexts.Shipped(), Has.Count.GreaterThan(100).And.All.Length.InRange(1, 120));

    private static IEnumerable<string> Lines(Shares shares, int peer, int phase) =>
        shares.Commands(peer, phase).Where(command => command.StartsWith("say ", StringComparison.Ordinal)).Select(command => command[4..]);

    private static DemoOptions Options(int messages, FaultPlan fault) =>
        new() { Peers = 4, Lines = [.. Enumerable.Range(1, messages).Select(i => $"line {i}")], Fault = fault, Folder = "" };
}
