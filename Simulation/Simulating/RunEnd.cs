using System.Buffers;
using System.Security.Cryptography;
using Course.Rpc.Tracing;
using Course.Simulation.Checking;
using Course.Simulation.Stepping;

namespace Course.Simulation.Simulating;

/// <summary>Ends a run in order and has it judged.</summary>
internal sealed class RunEnd(SimulationOptions options, VirtualWorld world)
{
    /// <param name="hang">Why the run hangs; null if it became quiet.</param>
    public SimulationResult Judge(string? hang)
    {
        Leave();
        var facts = new RunFacts
        {
            Killed = NamesOf(peer => peer.HasCrashed),
            Stopped = NamesOf(peer => peer.WasStopped && !peer.HasCrashed),
            Left = NamesOf(peer => peer.HasLeft),
            Hang = hang,
            Budget = options.Costs,
            BrokenBounds = world.Findings.BrokenBounds,
            LinksLeaveGaps = !options.Links.CountsAgree || options.LinksBetween.Values.Any(link => !link.CountsAgree),
            Vacuous = VacuousWords(),
            Notes = [.. world.Findings.PeerFaults],
        };
        PeerRecord[] records = [.. world.Peers.Select(peer => new PeerRecord(peer.Name.Value, peer.Events))];
        RestartedPeer[] restarted = [.. world.Restarts.All.Select(process => process.ToResult())];
        return new SimulationResult
        {
            Report = Checkers.Run(new RunHistory(records, facts)),
            Peers = records,
            Facts = facts,
            Applications = [.. world.Peers.Select(peer => peer.Stepped.Application)],
            Duration = world.Now,
            Steps = world.Steps,
            Network = world.Network.Counts,
            InjectedFaults = world.Injector.Happened,
            PeerFaults = world.Findings.PeerFaults,
            Restarted = restarted,
            Digest = DigestOf(records.Concat(restarted.Select(process => process.Trace))),
        };
    }

    /// <summary>The last to join leaves first, so that nobody is elected any more. What they send now reaches nobody.</summary>
    private void Leave()
    {
        foreach (var peer in world.Peers.Reverse().Where(peer => peer.IsLive))
        {
            _ = peer.Stepped.Peer.LeaveAsync("run over");
            peer.Record(peer.Stepped.Run(new StepInput.Time()).Events);
        }
    }

    private string? VacuousWords()
    {
        var missed = world.Injector.Missed.Select(fault => $"'{fault}'").ToList();
        return missed.Count == 0
            ? null
            : $"of the faults of the script (seed {options.Seed}) some did not happen, because their peer was gone or the run was over: "
                + string.Join(", ", missed);
    }

    private HashSet<string> NamesOf(Func<SimulatedPeer, bool> condition) =>
        [.. world.Peers.Where(condition).Select(peer => peer.Name.Value)];

    private static string DigestOf(IEnumerable<PeerRecord> records)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var lines = new ArrayBufferWriter<byte>();
        foreach (var record in records)
        {
            foreach (var e in record.Events)
            {
                TraceLine.Write(lines, e);
                if (lines.WrittenCount < 1 << 16) continue;
                hash.AppendData(lines.WrittenSpan);
                lines.ResetWrittenCount();
            }
        }

        hash.AppendData(lines.WrittenSpan);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
