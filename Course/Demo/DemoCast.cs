using System.Globalization;
using System.Threading.Channels;
using Course.FaultTolerance;

namespace Course.Commands.Demo;

/// <summary>The peers of a run and the one queue of their events. Used by one task.</summary>
internal sealed class DemoCast(DemoOptions options, IDemoView view, CancellationToken guard) : IAsyncDisposable
{
    // Unbounded: the pipes of the children are always read, so that no child ever waits for its parent.
    private readonly Channel<ChildEvent> _events = Channel.CreateUnbounded<ChildEvent>(new UnboundedChannelOptions { SingleReader = true });
    private readonly List<DemoPeer> _peers = [];

    public IReadOnlyList<DemoPeer> Peers => _peers;

    /// <summary>Peers that were neither killed nor stopped, in join order.</summary>
    public IReadOnlyList<DemoPeer> Survivors => [.. _peers.Where(peer => !peer.IsVictim).OrderBy(peer => peer.JoinNumber)];

    /// <summary>The current relayer: the default elector takes the first by join order.</summary>
    public DemoPeer Relayer => Survivors[0];

    public IReadOnlyList<DemoPeer> Clients => [.. Survivors.Skip(1)];

    /// <summary>What the last wait was for.</summary>
    public string WaitingFor { get; private set; } = "nothing";

    /// <summary>Starts all processes at once and lets them join one after another, the host first: equal orders in equal runs.</summary>
    public async Task StartAsync()
    {
        for (var index = 0; index < options.Peers; index++) Start(index);
        foreach (var peer in _peers)
        {
            peer.Child.Command($"join {SessionAt(_peers[0].Rendezvous ?? "127.0.0.1:0")}");
            await Until($"{peer.Name} to join", () => peer.JoinNumber > 0);
        }

        await Until("the session to start", () => _peers.All(peer => peer.IsStarted));
        view.Tell($"{string.Join(", ", Survivors.Select(peer => peer.Name))} joined in this order; {Relayer.Name} is the relayer");
    }

    /// <summary>Applies events until the condition holds.</summary>
    /// <param name="what">Ends the sentence "the run waited for …".</param>
    /// <param name="condition">Looks at the peers.</param>
    /// <exception cref="PeerEndedException">A process ended that was not to end.</exception>
    /// <exception cref="OperationCanceledException">The guard fired.</exception>
    public async Task Until(string what, Func<bool> condition)
    {
        WaitingFor = what;
        while (!condition())
        {
            var e = await _events.Reader.ReadAsync(guard);
            do
            {
                Apply(e);
            }
            while (_events.Reader.TryRead(out e));
        }
    }

    /// <summary>Where every peer stands.</summary>
    public string Describe() => string.Join("; ", _peers) + ".";

    /// <summary>The survivors say goodbye one after another, the relayer last: no synchronization phase at the very end.</summary>
    public async Task LeaveAsync()
    {
        foreach (var peer in Survivors.Reverse())
        {
            peer.MayEnd = true;
            peer.Child.Command("leave");
            await Until($"{peer.Name} to say goodbye", () => peer.HasExited);
            if (peer.Child.Process.ExitCode != ExitCode.Holds) throw Ended(peer);
        }
    }

    /// <summary>Ends all processes, and leaves what they wrote to their error streams beside their traces.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var peer in _peers)
        {
            await peer.Child.DisposeAsync();
            if (peer.Child.Complaints.Count == 0) continue;
            var log = Path.Combine(options.Folder, $"{peer.Name}.log");
            await File.WriteAllLinesAsync(log, peer.Child.Complaints, CancellationToken.None);
        }
    }

    private void Start(int index)
    {
        var name = DemoPeer.NameOf(index);
        List<string> arguments =
        [
            "--control", "--name", name, "--session", SessionAt("127.0.0.1:0"),
            "--buffering", options.Buffering == Buffering.Distributed ? "distributed" : "replicated",
            "--members", options.Peers.ToString(CultureInfo.InvariantCulture),
            "--silence-bound", options.SilenceBound.TotalSeconds.ToString(CultureInfo.InvariantCulture),
            "--trace", Path.Combine(options.Folder, $"{name}.jsonl"),
        ];
        if (index == 0) arguments.Add("--host");
        if (index == 0 && options.Fault.At is { } at)
            arguments.AddRange(["--kill-at", string.Create(CultureInfo.InvariantCulture, $"{at.Broadcast}:{at.Sends}")]);
        _peers.Add(new DemoPeer(index, name, ChildPeer.Start(index, arguments, _events.Writer)));
    }

    private static string SessionAt(string rendezvous) => $"tcp://{rendezvous}/demo";

    private void Apply(ChildEvent e)
    {
        var peer = _peers[e.Peer];
        peer.Apply(e);
        if (e.Line is null && !peer.MayEnd) throw Ended(peer);
        view.Progress(_peers.Max(p => p.Delivered), options.Lines.Count);
    }

    /// <exception cref="CommandException">It came to a body that is not written yet: no run, so no verdict.</exception>
    private static PeerEndedException Ended(DemoPeer peer)
    {
        if (peer.GapLine is { } gap) throw new CommandException($"{peer.Name} cannot go on: {gap}", ExitCode.Failed);
        var said = peer.Child.Complaints.Count > 0 ? string.Join(" / ", peer.Child.Complaints) : peer.EndedBecause ?? "nothing";
        var code = peer.Child.Process.ExitCode.ToString(CultureInfo.InvariantCulture);
        return new PeerEndedException($"{peer.Name} ended by itself with exit code {code}. It said: {said}");
    }
}
