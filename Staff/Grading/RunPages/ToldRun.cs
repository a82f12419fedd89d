using System.Text;
using Course.Rpc.Loops;
using Course.Rpc.Tracing;
using Course.Simulation.Checking;
using Course.Simulation.Viewing;

namespace Course.Staffing.Grading.RunPages;

/// <summary>What a child told of a schedule. It is shown and never judged for points; one thread.</summary>
internal sealed class ToldRun
{
    private const int MostEvents = 50_000;
    private const int MostNames = 100;

    private readonly Dictionary<string, List<TraceEvent>> _events = new(StringComparer.Ordinal);
    private readonly HashSet<string> _killed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _left = new(StringComparer.Ordinal);
    private readonly List<string> _story = [];
    private readonly TraceStrings _strings = new();
    private int _count;
    private bool _hasGaps;
    private bool _isBroken;
    private string? _violation;

    /// <summary>Takes a line.</summary>
    public void Take(string kind, string text)
    {
        _isBroken |= ++_count > MostEvents || _events.Count > MostNames;
        if (_isBroken) return;
        switch (kind)
        {
            case "peer": _events.TryAdd(text, []); break;
            case "trace": TakeEvent(text); break;
            case "killed": _killed.Add(text); break;
            case "left": _left.Add(text); break;
            case "gaps": _hasGaps = true; break;
            case "story": _story.Add(text); break;
            case "end": _violation = text; break;
        }
    }

    /// <summary>The run for the page; null if it was not told to its end, or cannot be shown.</summary>
    /// <param name="title">What it is called there.</param>
    public PagedRun? Paged(string title)
    {
        if (_isBroken || _violation is null || _events.Count == 0) return null;
        try
        {
            var facts = new RunFacts { Killed = _killed, Left = _left, LinksLeaveGaps = _hasGaps };
            PeerRecord[] peers = [.. _events.Select(peer => new PeerRecord(peer.Key, Ended(peer.Key, peer.Value)))];
            var report = Checkers.Run(new RunHistory(peers, facts));
            if (_violation.Length > 0) report = report with { Outcome = RunOutcome.Violated, Reason = _violation };
            return new PagedRun(title, peers, facts) { Report = report, Story = _story };
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A schedule may stop anywhere: the traces of who lives end there.</summary>
    private List<TraceEvent> Ended(string peer, List<TraceEvent> events)
    {
        if (_killed.Contains(peer) || events is [.., { Event: TraceEventKind.TraceEnded }]) return events;
        var time = events.Count > 0 ? events[^1].Time : 0;
        var end = new TraceEvent { Time = time, Peer = peer, Event = TraceEventKind.TraceEnded, Thread = ThreadRole.Application };
        return [.. events, end];
    }

    private void TakeEvent(string text)
    {
        if (TraceLine.TryParse(Encoding.UTF8.GetBytes(text), _strings, out var e, out _) && _events.TryGetValue(e.Peer, out var events))
            events.Add(e);
        else _isBroken = true;
    }
}
