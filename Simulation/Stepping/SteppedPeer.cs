using Course.FaultTolerance;
using Course.Peers;
using Course.Relaying;
using Course.Rpc.Loops;
using Course.Rpc.Transport;

namespace Course.Simulation.Stepping;

/// <summary>
/// A whole peer, with proxies, filters, managers and couplers, that moves only when it is given an input. The same inputs in the same
/// order give the same outputs. One thread at a time.
/// </summary>
#pragma warning disable CA1001 // The transport is memory only: there is nothing to give back.
public sealed class SteppedPeer
#pragma warning restore CA1001
{
    private readonly PeerBlueprint _blueprint;
    private readonly StepTransport _transport;
    private readonly StepTrace _trace = new();
    private readonly PeerLoop _loop = PeerLoop.Stepped();
    private readonly ISessionApplication _application;
    private readonly SimulatedDisk _disk;
    private readonly List<string> _faults = [];

    /// <param name="members">All members, in join order.</param>
    /// <param name="index">Which of them this peer is, from 0.</param>
    /// <param name="blueprint">How it is built.</param>
    /// <param name="clock">Its clock, which stands still during a step.</param>
    public SteppedPeer(IReadOnlyList<PeerName> members, int index, PeerBlueprint blueprint, TimeProvider clock)
        : this(members, index, blueprint, clock, new SimulatedDisk())
    {
    }

    /// <param name="members">All members, in join order.</param>
    /// <param name="index">Which of them this peer is, from 0.</param>
    /// <param name="blueprint">How it is built.</param>
    /// <param name="clock">Its clock, which stands still during a step.</param>
    /// <param name="disk">What earlier lives of this peer wrote.</param>
    internal SteppedPeer(IReadOnlyList<PeerName> members, int index, PeerBlueprint blueprint, TimeProvider clock, SimulatedDisk disk)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(blueprint);
        if (blueprint.Couplers.MaximumBundledCalls > 1)
        {
            throw new ArgumentException(
                $"{nameof(CouplerOptions.MaximumBundledCalls)} is {blueprint.Couplers.MaximumBundledCalls}: a simulation looks at "
                + "broadcasts, one for each call. Choose 1.",
                nameof(blueprint));
        }

        _blueprint = blueprint;
        _disk = disk;
        Index = index;
        _transport = new StepTransport(members[index], members, _trace);
        _application = blueprint.NewApplication();
        Peer = new Peer(new PeerSetup
        {
            Transport = _transport,
            Loop = _loop,
            Clock = clock,
            Serializer = blueprint.Serializer,
            Ordering = blueprint.Ordering,
            Trace = _trace,
            Filters = blueprint.NewFilters(),
            Rpc = blueprint.Rpc,
            Couplers = blueprint.Couplers,
        });
        Peer.Faulted += exception => _faults.Add($"{exception.GetType().Name}: {exception.Message}");
        _disk.BeginStep(() => _transport.SentInStep);
        if (_application is IPersistentApplication persistent) persistent.Open(_disk);
        _application.Attach(Peer);
        _loop.Pump(blueprint.MaximumSteps);
    }

    /// <summary>Which member this is, from 0.</summary>
    public int Index { get; }

    /// <summary>The peer itself, to look at between two steps.</summary>
    public Peer Peer { get; }

    /// <summary>Its application.</summary>
    public ISessionApplication Application => _application;

    /// <summary>What its application wrote.</summary>
    internal SimulatedDisk Disk => _disk;

    /// <summary>It said goodbye, or was excluded or refused: no input changes anything any more.</summary>
    public bool HasLeft => _transport.HasLeft;

    /// <summary>Steps that wait in its queue. Between two inputs there is none, unless a foreign thread posted one.</summary>
    public int Pending => _loop.Pending;

    /// <summary>
    /// The delivery that has begun here and not ended, in words: no message and no timer ends it if nothing else is left to happen.
    /// Null if there is none.
    /// </summary>
    public string? OpenDelivery => Peer.Delivering is not { } method ? null
        : Peer.Rpc.PendingCount == 0 ? $"{method} awaits something that is neither a message nor a virtual timer"
        : $"{method} awaits the result of a call that never comes";

    /// <summary>Whether nothing from a peer is taken any more.</summary>
    public bool IsClosed(PeerName peer) => _transport.IsClosed(peer);

    /// <summary>One step: the input, then everything that it caused inside this peer.</summary>
    public StepOutput Run(StepInput input)
    {
        var (role, action) = ActionOf(input);
        _disk.BeginStep(() => _transport.SentInStep);
        _loop.Post(role, action);
        var endless = _loop.Pump(_blueprint.MaximumSteps) == _blueprint.MaximumSteps && _loop.Pending > 0;
        string[] faults = [.. _faults];
        _faults.Clear();
        return new StepOutput(_transport.TakeSends(), _trace.TakeEvents(), faults)
        {
            BrokenBound = BrokenBound(),
            Endless = endless ? $"its queue was not empty after {_blueprint.MaximumSteps} steps of one input" : null,
        };
    }

    private string? BrokenBound()
    {
        if (Peer.Managers is not { } managers || _blueprint.Ordering.FaultTolerance is not { } options) return null;
        var most = options.Buffering == Buffering.Distributed ? 1 : options.Window;
        return managers.BufferedCount <= most ? null : $"{Peer.Name} keeps {managers.BufferedCount} relays, and {most} are allowed";
    }

    private (ThreadRole Role, Action Action) ActionOf(StepInput input) => input switch
    {
        StepInput.Start start => (ThreadRole.Select, () => _transport.Start(start.Session)),
        StepInput.Call call => (ThreadRole.Application, () => _application.Call(call.Text)),
        StepInput.Receive { Item.End: null } receive => (ThreadRole.Rpc, () => _transport.Receive(receive.From, receive.Item)),
        StepInput.Receive receive => (ThreadRole.Select, () => _transport.Receive(receive.From, receive.Item)),
        StepInput.Tick => (ThreadRole.Select, _transport.Tick),
        StepInput.Suspect suspect => (ThreadRole.Select, () => _transport.Suspect(suspect.Peer)),
        StepInput.Refuse refuse => (ThreadRole.Select, () => _transport.Refuse(refuse.Detail)),
        StepInput.Leave => (ThreadRole.Application, () => _ = Peer.LeaveAsync()),
        _ => (ThreadRole.Select, static () => { }),
    };
}
