using Course.Rpc.Tracing;
using Course.Simulation.Checking;
using Course.Simulation.Exploring;
using Course.Simulation.Viewing;

namespace Course.Simulation.Rebuilding;

/// <summary>
/// Goes through the events of a run in an order that keeps happens-before, and makes the step that each tells of: an application call, a
/// received message, a crash, a goodbye. Everything else follows from these steps, or it does not, and then the two part. One thread.
/// </summary>
internal sealed class TraceFollower
{
    private const int MostStepsToTheEnd = 10_000;
    private readonly ExplorationScenario _scenario;
    private readonly IReadOnlyList<PeerRecord> _records;
    private readonly RunHistory _run;
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly SchedulePlayer _player;
    private readonly HappensBefore _order;
    private readonly int[] _next;
    private readonly HashSet<TraceId> _called = [];
    private readonly HashSet<TraceId> _ownAtRelayer = [];
    private readonly int[] _acknowledgements;
    private readonly List<string> _notes = [];

    public TraceFollower(ExplorationScenario scenario, IReadOnlyList<PeerRecord> records, RunHistory run)
    {
        _scenario = scenario;
        _records = records;
        _run = run;
        for (var i = 0; i < records.Count; i++) _numbers.Add(records[i].Name, i + 1);
        _player = new SchedulePlayer(scenario.Bounds, scenario.Blueprint());
        _order = new HappensBefore(records);
        _next = new int[records.Count];
        _acknowledgements = new int[records.Count];
    }

    public RebuiltRun Follow(CheckReport real)
    {
        string? parting = null;
        try
        {
            foreach (var place in Linearization.Of(_order).Order) FollowTo(place);
            foreach (var record in _records.Where(record => FateOf(record.Name) == PeerFate.Killed)) Crash(_numbers[record.Name]);
            if (real[Guarantee.Quiet].Outcome == Outcome.Holds) PlayToTheEnd();
        }
        catch (PartedException parted)
        {
            parting = parted.Message;
        }
        catch (ScheduleDivergedException diverged)
        {
            parting = diverged.Message;
        }

        _notes.AddRange(LeftOut.Of(_records));
        return new Comparison(_scenario, _records, _run, _notes).Of(_player.End(), real, parting);
    }

    /// <summary>Follows a peer's trace up to an event. A crash may have needed the rest of it before its turn came.</summary>
    private void FollowTo(EventPlace place)
    {
        while (_next[place.Peer] <= place.Index) Follow(new EventPlace(place.Peer, _next[place.Peer]++));
    }

    private void Follow(EventPlace place)
    {
        var (e, peer) = (_order[place], place.Peer + 1);
        if (!_player.IsLive(peer)) return;
        switch (e.Event)
        {
            case TraceEventKind.SentBroadcast or TraceEventKind.HeldBroadcast when ScheduleFromTraces.IsCall(e) && e.Id is { } id:
                // A relayer's own broadcast waits in its queue behind what came before: it is made where it is numbered.
                if (e.To == e.Peer) _ownAtRelayer.Add(id);
                else Call(peer, id);
                break;
            case TraceEventKind.ReceivedBroadcast when e.From == e.Peer && e.Id is { } id:
                if (_ownAtRelayer.Remove(id)) Call(peer, id);
                break;
            case TraceEventKind.ProcessLeft: FollowLeave(place, e, peer); break;
            case TraceEventKind.SentAcknowledgement: FollowAcknowledgement(place, e, peer); break;
            case TraceEventKind.SessionEnded: FollowEnd(e, peer); break;
            default:
                if (MessageKinds.IsReceive(e.Event) && e.From is { } from && from != e.Peer) Receive(place, e, NumberOf(from), peer);
                break;
        }
    }

    private void Call(int peer, TraceId id)
    {
        if (_called.Add(id)) Play(new ScheduleStep(ScheduleStepKind.Call, peer, 0, "", 0, []));
    }

    private void Receive(EventPlace place, in TraceEvent e, int from, int peer)
    {
        var item = TraceWords.ItemOf(e, name => $"p{NumberOf(name)}");
        if (e.Event == TraceEventKind.ReceivedLeft && HasEndedTheRun(TraceWords.AboutWhom(e))) return;
        if (!_player.IsLive(from) && _player.NamesOn(from, peer).Count == 0 && TraceWords.IsOptional(item)) return;
        var names = _player.NamesOn(from, peer);
        var index = names.ToList().IndexOf(item);
        if (index < 0)
        {
            // Fenced there and cut off here, or made up for by a later one: neither changes anything.
            if (TraceWords.IsOptional(item) || IsDiscarded(place)) return;
            throw Parted(place, $"receives {item} from {e.From}, and in the simulator {Lies(names)} on that link");
        }

        var ahead = names.Take(index).FirstOrDefault(name => !TraceWords.IsOptional(name));
        if (ahead is not null) throw Parted(place, $"receives {item} from {e.From}, and in the simulator {ahead} comes first on that link");
        for (var i = 0; i <= index; i++) Deliver(from, peer, names[i]);
    }

    private void FollowLeave(EventPlace place, in TraceEvent e, int peer)
    {
        if (e.From is not { } name || HasEndedTheRun(name)) return;
        var other = NumberOf(name);
        if (!IsOpen(other, peer)) return;
        if (TraceWords.IsSilence(e))
        {
            Play(new ScheduleStep(ScheduleStepKind.Suspect, peer, other, "", 0, []));
            return;
        }

        if (_player.IsLive(other) && FateOf(name) == PeerFate.Killed) Crash(other);
        var names = _player.NamesOn(other, peer);
        var end = names.ToList().FindIndex(IsEnd);
        if (end < 0) throw Parted(place, $"sees {name} leave ({e.Detail}), and in the simulator that link has not ended");
        var ahead = names.Take(end).FirstOrDefault(item => !TraceWords.IsOptional(item));
        if (ahead is not null) throw Parted(place, $"sees {name} leave, and in the simulator {ahead} comes first on that link");
        for (var i = 0; i <= end && IsOpen(other, peer); i++) Deliver(other, peer, names[i]);
    }

    private void FollowAcknowledgement(EventPlace place, in TraceEvent e, int peer)
    {
        if (e.To == e.Peer) return;
        _acknowledgements[place.Peer]++;
        var sent = _player.TraceOf(peer).Count(other => other.Event == TraceEventKind.SentAcknowledgement && other.To != other.Peer);
        // One that no message called for was sent by the heartbeat.
        if (sent < _acknowledgements[place.Peer]) Play(new ScheduleStep(ScheduleStepKind.Tick, peer, 0, "", 0, []));
    }

    private void FollowEnd(in TraceEvent e, int peer)
    {
        if (FateOf(e.Peer) == PeerFate.Left)
        {
            Play(new ScheduleStep(ScheduleStepKind.Leave, peer, 0, "", 0, []));
        }
        else if (!TraceWords.IsGoodbye(e))
        {
            // Excluded: whoever excluded this peer said so at the end of the link.
            for (var from = 1; from <= _records.Count && !HasEnded(peer); from++)
            {
                if (_player.NamesOn(from, peer) is not [.., "end-excluded"]) continue;
                while (!HasEnded(peer) && _player.NamesOn(from, peer) is [var first, ..]) Deliver(from, peer, first);
            }

            if (!HasEnded(peer))
                _notes.Add($"the session of {e.Peer} ended by what only a real connection tells ({e.Detail}); the schedule leaves it out");
        }
    }

    private bool HasEnded(int peer) =>
        !_player.IsLive(peer) || _player.TraceOf(peer).Any(e => e.Event == TraceEventKind.SessionEnded);

    /// <summary>
    /// A peer crashes when somebody must see it: all that its trace holds was done before, and what anybody received survives.
    /// </summary>
    private void Crash(int peer)
    {
        if (!_player.IsLive(peer)) return;
        var record = _records[peer - 1];
        if (record.Events.Count > 0) FollowTo(new EventPlace(peer - 1, record.Events.Count - 1));
        var queued = _ownAtRelayer.Where(id => id.Host == record.Name).OrderBy(id => id.Local).ToList();
        if (queued.Count > 0)
        {
            // Called and not numbered yet: nobody heard of it. The simulator would number it in the step of the call.
            _notes.Add($"{string.Join(", ", queued)} died in the queue of {record.Name} before it had a number; "
                + "the schedule leaves it out");
            _ownAtRelayer.ExceptWith(queued);
        }

        int[] kept = [.. Enumerable.Range(1, _records.Count).Select(to => KeptOf(peer, to))];
        Play(new ScheduleStep(ScheduleStepKind.Crash, peer, 0, "", 0, kept));
    }

    private int KeptOf(int peer, int to)
    {
        if (!_player.IsLinkRead(peer, to)) return -1;
        var names = _player.NamesOn(peer, to);
        var kept = 0;
        var receiver = _records[to - 1];
        for (var index = _next[to - 1]; index < receiver.Events.Count; index++)
        {
            var e = receiver.Events[index];
            if (e.Event == TraceEventKind.ProcessLeft && e.From == _records[peer - 1].Name) break;
            if (!MessageKinds.IsReceive(e.Event) || e.From != _records[peer - 1].Name) continue;
            kept = Math.Max(kept, names.ToList().IndexOf(TraceWords.ItemOf(e, name => $"p{NumberOf(name)}")) + 1);
        }

        return kept;
    }

    /// <summary>What nobody's trace tells of: acknowledgements on their way, and what follows from them.</summary>
    private void PlayToTheEnd()
    {
        for (var made = 0; made < MostStepsToTheEnd && _player.Enabled() is { Count: > 0 } enabled; made++) Play(enabled[0]);
    }

    private void Deliver(int from, int peer, string item) => Play(new ScheduleStep(ScheduleStepKind.Deliver, peer, from, item, 0, []));

    private void Play(ScheduleStep step) => _player.Play(step);

    private bool IsOpen(int from, int peer) => _player.IsLinkRead(from, peer) || _player.NamesOn(from, peer).Count > 0;

    private bool IsDiscarded(EventPlace place)
    {
        var events = _records[place.Peer].Events;
        return place.Index + 1 < events.Count && events[place.Index + 1].Event == TraceEventKind.Discarded;
    }

    /// <summary>The goodbyes at the end of a run belong to whoever ran the peers, and not to the schedule.</summary>
    private bool HasEndedTheRun(string? name) =>
        name is not null && FateOf(name) is PeerFate.Correct && _run.Find(name)!.Events.Any(e => TraceWords.IsGoodbye(e));

    private PeerFate FateOf(string name) => _run.Find(name)?.Fate ?? PeerFate.Correct;

    private int NumberOf(string name) => _numbers.TryGetValue(name, out var number)
        ? number
        : throw new PartedException($"a trace names {name}, which is no member of the session");

    private static bool IsEnd(string item) => item.StartsWith("end-", StringComparison.Ordinal);

    private static string Lies(IReadOnlyList<string> names) =>
        names.Count == 0 ? "nothing lies" : $"{string.Join(", ", names.Take(5))} lie";

    private PartedException Parted(EventPlace place, string what) => new(
        $"{_records[place.Peer].Name}, line {place.Index + 1} of its trace: it {what}. "
        + "The code of the run and this code do not do the same, or a trace was changed, or the run had faults that traces do not tell");
}
