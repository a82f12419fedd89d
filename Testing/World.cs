using Course.Simulation.Checking;
using Course.Simulation.Exploring;
using Course.Simulation.Stepping;
using NUnit.Framework;

namespace Course.Testing;

/// <summary>
/// A virtual session. The body of a test declares what happens in it, and <see cref="Check(Guarantee[])"/> runs it as the attribute of
/// the test says: <see cref="ExploreAttribute"/> in every order, <see cref="ScenarioAttribute"/> in the orders of several seeds. Peers
/// count from 1 and are called p1, p2, … in join order. One thread.
/// </summary>
public sealed class World
{
    private readonly IWorldMode _mode;
    private readonly List<ScenarioAction> _actions = [];
    private readonly List<Type> _scanned = [];
    private bool _isChecked;

    internal World(IWorldMode mode) => _mode = mode;

    /// <summary>What was declared so far.</summary>
    public IReadOnlyList<ScenarioAction> Actions => _actions;

    internal bool IsChecked => _isChecked;

    internal TestIdentity Test { get; private set; } = TestIdentity.None;

    internal Func<ISessionApplication>? Application { get; private set; }

    internal PeerBlueprint? Blueprint { get; private set; }

    /// <summary>Student classes whose assemblies are scanned beside the application's.</summary>
    internal IReadOnlyList<Type> Scanned => _scanned;

    /// <summary>A peer, from 1.</summary>
    /// <exception cref="ArgumentException">There is no such peer.</exception>
    public WorldPeer Peer(int number) => new(this, Known(number));

    /// <summary>
    /// The peer crashes. In an exploration: it may crash at any moment, with every cut of what it sent; in a scenario of seeds: at this
    /// place, with a cut that the seed chooses.
    /// </summary>
    public void Crash(int peer) => Declare([new ScenarioAction.Crash(peer)]);

    /// <summary>
    /// Whoever relays crashes inside a multicast: so many sends to other peers have left, and nothing later ever does. In an exploration
    /// that happens in every schedule, and everything around it is tried in every order.
    /// </summary>
    /// <param name="afterSends">Sends of the multicast that have left, 0 to peers - 1.</param>
    /// <param name="ofRelay">
    /// Inside which of the broadcasts that this relayer relays, from 1. When left out: as many as broadcasts were declared since the last
    /// <see cref="CrashRelayer"/>, at least 1.
    /// </param>
    public void CrashRelayer(int afterSends, int? ofRelay = null)
    {
        var declared = _actions.AsEnumerable().Reverse()
            .TakeWhile(action => action is not ScenarioAction.CrashRelayer).Count(action => action is ScenarioAction.Broadcast);
        Declare([new ScenarioAction.CrashRelayer(afterSends, ofRelay ?? Math.Max(1, declared))]);
    }

    /// <summary>The peer stands still, as after SIGSTOP, and goes on after the time. Scenarios of seeds only.</summary>
    /// <param name="peer">Which.</param>
    /// <param name="duration">In whole milliseconds, 1 ms to 1 day; beyond the silence bound of 5 s the others exclude it.</param>
    public void Hang(int peer, TimeSpan duration) => Declare([new ScenarioAction.Hang(peer, duration)]);

    /// <summary>
    /// Peers of different groups do not hear one another from now on; peers that no group names are one more group. Scenarios of seeds
    /// only.
    /// </summary>
    public void Partition(params IReadOnlyList<IReadOnlyList<int>> groups) => Declare([new ScenarioAction.Partition(groups)]);

    /// <summary>Every partition is over. Scenarios of seeds only.</summary>
    public void Heal() => Declare([new ScenarioAction.Heal()]);

    /// <summary>This must happen somewhere, or the test shows nothing and fails as vacuous.</summary>
    public void Expect(ExplorationWitness witness) => Declare([new ScenarioAction.Expect(witness)]);

    /// <summary>
    /// Each peer runs an application of its own. The whole assembly of its class is scanned for what makes equal runs differ, so keep
    /// applications in a project of their own.
    /// </summary>
    /// <param name="newApplication">Makes the application of one peer; called for every run of every peer.</param>
    /// <param name="scanned">More student classes: their assemblies are scanned as well.</param>
    public void Use(Func<ISessionApplication> newApplication, params Type[] scanned)
    {
        ArgumentNullException.ThrowIfNull(newApplication);
        RequireOpen();
        Application = newApplication;
        _scanned.AddRange(scanned);
    }

    /// <summary>Each peer is built so; the attribute's Buffering, Window and AcknowledgeEvery do not count then.</summary>
    public void Use(PeerBlueprint blueprint)
    {
        ArgumentNullException.ThrowIfNull(blueprint);
        RequireOpen();
        Blueprint = blueprint;
    }

    /// <summary>Declares actions that were made or read elsewhere, after those that are there.</summary>
    /// <exception cref="ArgumentException">One of them is not possible with so many peers; the text names it.</exception>
    /// <exception cref="InvalidOperationException">The world was checked already.</exception>
    public void Declare(IEnumerable<ScenarioAction> actions)
    {
        ArgumentNullException.ThrowIfNull(actions);
        RequireOpen();
        foreach (var action in actions)
        {
            Require(action);
            _actions.Add(action);
        }
    }

    /// <summary>The scenario as text, one line each; <see cref="ScenarioText.Parse"/> reads it.</summary>
    public string ToText() => ScenarioText.Write(_actions);

    /// <summary>Runs the scenario as the attribute says, and fails the test with the story if a guarantee is broken.</summary>
    public void Check(params Guarantee[] guarantees) => Check((IReadOnlyList<Guarantee>)guarantees);

    /// <summary>As above; <see cref="AtomicBroadcast"/> has the usual lists.</summary>
    public void Check(IReadOnlyList<Guarantee> guarantees)
    {
        ArgumentNullException.ThrowIfNull(guarantees);
        if (guarantees.Count == 0) throw new AssertionException("Check is given no guarantee: name some, or use AtomicBroadcast.All.");
        _isChecked = true;
        try
        {
            _mode.Check(this, guarantees);
        }
        catch (ArgumentException refused)
        {
            throw new AssertionException($"This world cannot be made: {refused.Message}");
        }
    }

    internal void Begin(TestIdentity test)
    {
        (Test, _isChecked, Application, Blueprint) = (test, false, null, null);
        _actions.Clear();
        _scanned.Clear();
    }

    private void RequireOpen()
    {
        if (_isChecked) throw new InvalidOperationException("The world was checked already: declare everything before Check.");
    }

    private int Known(int peer) => peer >= 1 && peer <= _mode.Peers
        ? peer
        : throw new ArgumentException($"There is no peer {peer}: the {_mode.Peers} peers of this world are 1 to {_mode.Peers}.");

    private void Require(ScenarioAction action)
    {
        int[] peers = action switch
        {
            ScenarioAction.Broadcast a => [a.Peer],
            ScenarioAction.Leave a => [a.Peer],
            ScenarioAction.Crash a => [a.Peer],
            ScenarioAction.Hang a => [a.Peer],
            ScenarioAction.Partition a => [.. a.Groups.SelectMany(group => group)],
            _ => [],
        };
        foreach (var peer in peers) Known(peer);
        if (peers.Distinct().Count() != peers.Length) throw new ArgumentException($"'{action}' names a peer twice.");
        if (action is ScenarioAction.Hang { Duration: var time } && (time < TimeSpan.FromMilliseconds(1) || time > TimeSpan.FromDays(1)
            || time.Ticks % TimeSpan.TicksPerMillisecond != 0))
            throw new ArgumentException($"A peer hangs for whole milliseconds, 1 ms to 1 day, and not for {time}.");
        if (action is ScenarioAction.CrashRelayer crash && (crash.AfterSends < 0 || crash.AfterSends >= _mode.Peers || crash.Relay < 1))
        {
            throw new ArgumentException(
                $"'{action}' is not possible: with {_mode.Peers} peers choose 0 to {_mode.Peers - 1} sends, and a relay from 1.");
        }
    }
}
