using Course.Rpc.Sessions;
using Course.Rpc.Transport;
using Course.Simulation.Fingerprints;
using Course.Simulation.Stepping;

namespace Course.Simulation.Exploring;

/// <summary>
/// Runs peers: makes a step by replaying the peer's own inputs, twice, and compares the two. Each worker has one of its own.
/// </summary>
internal sealed class LocalRunner
{
    private readonly PeerBlueprint _blueprint;
    private readonly ItemTable _items;
    private readonly StateWalker _walker = new();
    private readonly VirtualClock _clock = new();
    private readonly PeerName[] _members;
    private readonly SessionStart _session;
    private readonly string[][] _calls;
    private readonly StepGuard _guard;
    private readonly bool _merges;

    public LocalRunner(ExplorationBounds bounds, PeerBlueprint blueprint, ItemTable items, StepGuard guard)
    {
        _blueprint = blueprint;
        _items = items;
        _guard = guard;
        _merges = bounds.MergesStates;
        _members = [.. Enumerable.Range(1, bounds.Peers).Select(NameOf)];
        _session = new SessionStart("exploration", [.. _members.Select((name, index) => new SessionMember(name, index + 1))]);
        _calls = [.. Enumerable.Range(1, bounds.Peers).Select(
            number => bounds.Calls.Where(call => call.Peer == number || call.Peer == ScriptedCall.AnyPeer)
                .Select(call => call.Text)
                .ToArray())];
    }

    /// <summary>The name of a peer, from 1.</summary>
    public static PeerName NameOf(int number) => PeerName.Parse($"p{number}");

    /// <summary>How many calls a peer makes at most; peers count from 0.</summary>
    public int CallsOf(int peer) => _calls[peer].Length;

    public StepInput InputOf(int peer, in LocalInput input) => input.Kind switch
    {
        LocalInputKind.Start => new StepInput.Start(_session),
        LocalInputKind.Call => new StepInput.Call(_calls[peer][input.Item]),
        LocalInputKind.Receive => new StepInput.Receive(_members[input.Other], _items[input.Item]),
        LocalInputKind.Tick => new StepInput.Tick(),
        LocalInputKind.Suspect => new StepInput.Suspect(_members[input.Other]),
        _ => new StepInput.Leave(),
    };

    /// <summary>Makes the step twice, from the start on.</summary>
    public RawStep Make(LocalNode node, LocalInput input)
    {
        _guard.Enter(node, input);
        try
        {
            var (first, firstPeer) = Run(node, input);
            var (second, secondPeer) = Run(node, input);
            var state = _walker.TryFingerprint(firstPeer);
            var difference = StepDifference.Between(_members[node.Peer].Value, first, second)
                ?? (!_walker.IsLikeLast(secondPeer)
                    ? $"after the same inputs the state of {_members[node.Peer]} differs between two runs: it depends on something else"
                    : null);
            return new RawStep(first, _merges ? state : null, ClosedAt(firstPeer), firstPeer.HasLeft, difference)
            {
                OpenDelivery = firstPeer.OpenDelivery,
            };
        }
        finally
        {
            _guard.Leave();
        }
    }

    private (StepOutput Output, SteppedPeer Peer) Run(LocalNode node, LocalInput input)
    {
        var peer = new SteppedPeer(_members, node.Peer, _blueprint, _clock);
        var inputs = new LocalInput[node.Depth];
        for (var step = node.Origin; step is not null; step = step.From.Origin) inputs[step.From.Depth] = step.Input;
        foreach (var earlier in inputs) peer.Run(InputOf(node.Peer, earlier));
        var foreign = peer.Pending;
        var output = peer.Run(InputOf(node.Peer, input));
        return (foreign == 0 ? output : output with { Foreign = Foreign(node.Peer) }, peer);
    }

    private string Foreign(int peer) =>
        $"a foreign thread posted to the loop of {_members[peer]} between two steps: something there runs on a thread of its own";

    private int ClosedAt(SteppedPeer peer)
    {
        var closed = 0;
        for (var other = 0; other < _members.Length; other++)
        {
            if (peer.IsClosed(_members[other])) closed |= 1 << other;
        }

        return closed;
    }
}
