using Course.Peers;
using Course.Simulation.Exploring;
using Course.Simulation.Stepping;

namespace Course.Tests.Simulation.Exploring;

/// <summary>Classes that make a certificate false are found while the search runs.</summary>
[TestFixture]
internal sealed class DeterminismTests
{
    [TestCase(typeof(DrawsLots))]
    [TestCase(typeof(ReadsTheClock))]
    [TestCase(typeof(CountsInAStatic))]
    public void Application_ThatIsNotDeterministic_GetsNoCertificate(Type application)
    {
        var result = Explore(application);
        Assert.That(result.Outcome, Is.EqualTo(ExplorationOutcome.Nondeterministic), result.Line);
        Assert.That(result.Line, Does.StartWith("nondeterministic: ").And.Contain("p2").And.Contain("differ").And.EndsWith("no certificate"));
        Assert.That(result.Digest, Is.Empty);
    }

    [Test]
    public void Application_ThatPostsWithoutEnd_HangsAtItsStep()
    {
        var result = Explore(typeof(CallsItselfForEver), maximumSteps: 200);
        Assert.That(result.Line, Does.StartWith("hung at step 1: p2: its queue was not empty after 200 steps"));
    }

    [Test]
    public void Application_ThatNeverReturns_HangsAtItsStep()
    {
        using var end = new ManualResetEventSlim();
        var blueprint = new PeerBlueprint { NewApplication = () => new Waits(end) };
        var bounds = Scenarios.Of(2, 1, 0).Bounds;
        var result = Exploration.Run(bounds, blueprint, stepGuard: TimeSpan.FromMilliseconds(300));
        end.Set();
        Assert.That(result.Line, Does.StartWith("hung at step 1: p2 did not come back from Call"));
    }

    private static ExplorationResult Explore(Type application, int maximumSteps = 10_000)
    {
        var blueprint = new PeerBlueprint
        {
            NewApplication = () => (ISessionApplication)Activator.CreateInstance(application)!,
            MaximumSteps = maximumSteps,
        };
        return Exploration.Run(Scenarios.Of(2, 1, 0).Bounds, blueprint);
    }

    private abstract class Application : ISessionApplication
    {
        protected IBroadcastLog Ordered { get; private set; } = null!;

        public void Attach(Peer peer)
        {
            peer.Replicate(Replica);
            Ordered = peer.Ordered<IBroadcastLog>();
        }

        public abstract void Call(string text);

        protected virtual IBroadcastLog Replica { get; } = new BroadcastLog();
    }

    private sealed class DrawsLots : Application
    {
        public override void Call(string text) => Ordered.Append($"{text}{Random.Shared.NextInt64()}");
    }

    private sealed class ReadsTheClock : Application
    {
        public override void Call(string text) => Ordered.Append($"{text}{DateTime.UtcNow.Ticks}");
    }

    private sealed class CountsInAStatic : Application
    {
        private static int _calls;

        public override void Call(string text) => Ordered.Append($"{text}{++_calls}");
    }

    private sealed class CallsItselfForEver : Application
    {
        public override void Call(string text)
        {
            var context = SynchronizationContext.Current!;
            context.Post(_ => Call(text), null);
        }
    }

    private sealed class Waits(ManualResetEventSlim end) : Application
    {
        public override void Call(string text) => end.Wait();
    }
}
