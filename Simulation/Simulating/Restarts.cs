using Course.Rpc.Sessions;
using Course.Rpc.Transport;
using Course.Simulation.Stepping;

namespace Course.Simulation.Simulating;

/// <summary>
/// Starts the processes of crashed peers again. Each finds the disk of its peer and is refused by the session, which has started; of the
/// calls of the scenario it makes those that are scripted for later times.
/// </summary>
internal sealed class Restarts(SimulationOptions options, VirtualWorld world, EventQueue queue, VirtualClock clock)
{
    private readonly List<RestartedProcess> _all = [];

    /// <summary>All that were started, in order.</summary>
    public IReadOnlyList<RestartedProcess> All => _all;

    /// <summary>The process of a crashed peer that runs now; null if none does.</summary>
    public RestartedProcess? Running(string peer) => _all.Find(process => process.IsRunning && process.Peer.Name.Value == peer);

    /// <summary>Starts a peer again. Null if it did not crash, or runs again already.</summary>
    public RestartedProcess? TryStart(SimulatedPeer peer)
    {
        if (!peer.HasCrashed || Running(peer.Name.Value) is not null) return null;
        var process = new RestartedProcess(peer, 2 + _all.Count(earlier => earlier.Peer == peer));
        _all.Add(process);
        PeerName[] members = [.. world.Peers.Select(member => member.Name)];
        process.Stepped = Make(process, members);
        if (process.Stepped is null) return process;
        world.Step(process, new StepInput.Refuse($"the rendezvous refused: {LateJoin.Refusal(SimulationOptions.SessionName, members)}"));
        PlanCalls(process);
        return process;
    }

    /// <summary>The application of a restarted process makes a call.</summary>
    public void Call(int process, int call)
    {
        if (_all[process].IsRunning) world.Step(_all[process], new StepInput.Call(options.Calls![call].Text));
    }

    /// <summary>Timers have come due.</summary>
    public void FireTimers()
    {
        foreach (var process in _all)
        {
            if (process.IsRunning && process.Stepped!.Pending > 0) world.Step(process, new StepInput.Time());
        }
    }

    private SteppedPeer? Make(RestartedProcess process, PeerName[] members)
    {
        var peer = process.Peer;
        try
        {
            return new SteppedPeer(members, peer.Index, options.Blueprint, clock, peer.Stepped.Disk);
        }
#pragma warning disable CA1031 // The application's own recovery failed: that is a finding about it, and the session goes on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            world.Findings.Add(process.Name, $"could not be started: {exception.GetType().Name}: {exception.Message}");
            return null;
        }
    }

    private void PlanCalls(RestartedProcess process)
    {
        if (options.Calls is not { } calls) return;
        for (var call = 0; call < calls.Count; call++)
        {
            if (calls[call].Peer != process.Peer.Name.Value || calls[call].Time < world.Now) continue;
            queue.Add(calls[call].Time, new WorldEvent(WorldEventKind.CallAfterRestart, _all.Count - 1, call));
        }
    }
}
