using System.Globalization;
using Course.Rpc.Tracing;
using Course.Simulation.Checking;
using Course.Simulation.Stepping;

namespace Course.Simulation.Simulating;

/// <summary>A process that was started again, with what the world knows of it.</summary>
internal sealed class RestartedProcess(SimulatedPeer peer, int life)
{
    private readonly List<TraceEvent> _events = [];

    /// <summary>The name of its trace: no peer can be called so.</summary>
    public string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"{peer.Name}#{life}");

    public SimulatedPeer Peer => peer;

    public int Life => life;

    /// <summary>Null if its application could not be started.</summary>
    public SteppedPeer? Stepped { get; set; }

    public bool HasCrashed { get; set; }

    public bool IsRunning => Stepped is not null && !HasCrashed;

    public void Record(IReadOnlyList<TraceEvent> events) => _events.AddRange(events.Select(e => e with { Peer = Name }));

    public RestartedPeer ToResult() => new()
    {
        Peer = peer.Name.Value,
        Life = life,
        Trace = new PeerRecord(Name, _events),
        End = Stepped is { Peer.Ended: { IsCompleted: true } ended } ? ended.Result : null,
        Application = Stepped?.Application,
    };
}
