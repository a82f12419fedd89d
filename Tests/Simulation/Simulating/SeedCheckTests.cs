using Course.Simulation.Simulating;
using Course.Simulation.Stepping;

namespace Course.Tests.Simulation.Simulating;

/// <summary>One seed twice: unequal runs name peer, event, field, and what in the application can be the reason.</summary>
public sealed class SeedCheckTests
{
    private static SeedCheck Check(Func<ISessionApplication> application, string faults = "") => Simulator.RunTwice(new SimulationOptions
    {
        Peers = 3,
        Messages = 30,
        Blueprint = new() { NewApplication = application },
        Faults = FaultScript.Parse(faults),
    });

    [Test]
    public void RunTwice_OfADeterministicApplication_FindsNothing()
    {
        var check = Check(() => new PersistentDictionary(), "at 10ms crash relayer restart after 1s");
        Assert.That(check, Has.Property("Difference").Null.And.Property("Text").Null.And.Property("NotScanned").Null);
        Assert.That(check.Findings, Is.Empty);
        Assert.That(check.First.Restarted, Has.Count.EqualTo(1));
    }

    [TestCase(typeof(Gambler), "calls Random.Shared")]
    [TestCase(typeof(ClockWatcher), "calls DateTime.UtcNow")]
    [TestCase(typeof(StaticCounter), "_made")]
    public void RunTwice_OfWhatIsNotDeterministic_NamesPeerEventFieldAndMember(Type application, string banned)
    {
        var check = Check(() => (ISessionApplication)Activator.CreateInstance(application)!);
        Assert.That(
            check.Difference,
            Does.Match("^p[123]: event [0-9]+ .(sent|received)-broadcast. differs in 'digest': '[0-9a-f]+' the first time, "));
        var own = check.Findings.TakeWhile(finding => finding.Type == $"SeedCheckTests.{application.Name}").ToList();
        Assert.That(own.Select(finding => finding.Text), Has.Some.Contain(banned));
        Assert.That(own.Select(finding => finding.File), Is.All.EndsWith("SeedCheckTests.cs"));
        Assert.That(check.Text, Does.StartWith(check.Difference!).And.Contain(own[0].Text));
    }

    [Test]
    public void RunTwice_OfSeveralDifferences_NamesTheFirstInTime()
    {
        // p3 alone differs; p1 relays what p3 made of it.
        var made = 0;
        var check = Check(() => ++made % 3 == 0 ? new Gambler() : new Plain());
        Assert.That(check.Difference, Does.StartWith("p3: event ").And.Contain(" (sent-broadcast) differs in 'digest'"));
        Assert.That(check.Findings[0].Type, Is.EqualTo("SeedCheckTests.Gambler"));
    }

    [Test]
    public void RunTwice_OfARestartThatDiffers_NamesTheNewProcess()
    {
        var runs = 0;
        var check = Simulator.RunTwice(new SimulationOptions
        {
            Peers = 2,
            Calls = [new TimedCall(TimeSpan.FromSeconds(3), "p2", "a")],
            Blueprint = new() { NewApplication = () => ++runs == 6 ? new Broken() : new Plain() },
            Faults = FaultScript.Parse("at 1s crash p2 restart after 1s"),
        });
        Assert.That(
            check.Difference, Does.StartWith("p2#2: the second time ends after 0 events, and the first time goes on with event 1, "));
    }

    [Test]
    public void RunTwice_OfExceptionsOnlyThatDiffer_NamesThem()
    {
        var runs = 0;
        var check = Check(() => new Thrower(++runs));
        Assert.That(
            check.Difference,
            Does.Match("^the run: value 1 'exception' is '.*: p[123]: InvalidOperationException: run [123]' the first time"));
    }

    [Test]
    public void RunTwice_OfTheKitsOwnApplication_IsNotScanned()
    {
        // Filters and options can differ as well; the kit's application is not the reason.
        var runs = 0;
        var check = Simulator.RunTwice(new SimulationOptions
        {
            Peers = 2,
            Messages = 2,
            Blueprint = new() { NewApplication = () => ++runs == 3 ? new Silent() : new BroadcastLog() },
        });
        Assert.That(check.Difference, Is.Not.Null);
        Assert.That((check.Findings.Count, check.NotScanned), Is.EqualTo((0, (string?)null)));
        Assert.That(check.Text, Is.EqualTo(check.Difference));
    }

    private class Plain : ISessionApplication
    {
        private readonly BroadcastLog _log = new();

        public void Attach(Course.Peers.Peer peer) => _log.Attach(peer);

        public virtual void Call(string text) => _log.Call(text);
    }

    private sealed class Gambler : Plain
    {
        public override void Call(string text) => base.Call($"{text} {Random.Shared.NextInt64()}");
    }

    private sealed class ClockWatcher : Plain
    {
        public override void Call(string text) => base.Call($"{text} {DateTime.UtcNow.Ticks}");
    }

    private sealed class StaticCounter : Plain
    {
        private static int _made;

        public override void Call(string text) => base.Call($"{text} {++_made}");
    }

    private sealed class Broken : Plain, IPersistentApplication
    {
        public void Open(IPersistentState state) => throw new FormatException("broken");
    }

    private sealed class Thrower(int run) : Plain
    {
        public override void Call(string text) => throw new InvalidOperationException($"run {run}");
    }

    private sealed class Silent : Plain
    {
        public override void Call(string text)
        {
        }
    }
}
