using Course.Peers;
using Course.Simulation.Exploring;
using Course.Simulation.Stepping;
using Course.Tests.Simulation.Simulating;

namespace Course.Tests.Simulation.Exploring;

/// <summary>An application with a store is explored as any other: the store is a part of its state.</summary>
[TestFixture]
internal sealed class PersistentApplicationTests
{
    [Test]
    public void PersistentApplication_OneCrash_HoldsExhausted()
    {
        var result = Exploration.Run(
            Scenarios.Of(2, 2, 1).Bounds, new PeerBlueprint { NewApplication = () => new CountingLog() });
        Assert.That(result.Outcome, Is.EqualTo(ExplorationOutcome.Holds), result.Line);
    }

    [Test]
    public void PersistentApplication_ThatDiffersInItsStoreOnly_GetsNoCertificate()
    {
        var result = Exploration.Run(
            Scenarios.Of(2, 1, 0).Bounds, new PeerBlueprint { NewApplication = () => new StoresLots() });
        Assert.That(result.Outcome, Is.EqualTo(ExplorationOutcome.Nondeterministic), result.Line);
    }

    private sealed class StoresLots : IPersistentApplication
    {
        private readonly BroadcastLog _log = new();
        private IPersistentState? _state;

        public void Open(IPersistentState state) => _state = state;

        public void Attach(Peer peer) => _log.Attach(peer);

        public void Call(string text)
        {
            _state!.Write("lot", BitConverter.GetBytes(Random.Shared.NextInt64()));
            _log.Call(text);
        }
    }
}
