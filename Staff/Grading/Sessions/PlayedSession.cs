using System.Text;
using System.Text.Json;
using Course.Rpc.Tracing;
using Course.Simulation.Checking;

namespace Course.Staffing.Grading.Sessions;

/// <summary>What a child told of one session; judged by the parent from what the parent itself chose.</summary>
/// <param name="plan">What was asked for.</param>
internal sealed class PlayedSession(SessionPlan plan)
{
    private const int MostEvents = 200_000;

    private readonly Dictionary<string, List<TraceEvent>> _events = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _texts = new(StringComparer.Ordinal);
    private readonly TraceStrings _strings = new();
    private string? _hang;
    private string? _problem;
    private int _count;

    /// <summary>Whether the child told its end.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Takes a line, without nonce and number.</summary>
    public void Take(string kind, string text)
    {
        if (++_count > MostEvents) _problem ??= $"it told more than {MostEvents} events";
        if (_problem is not null) return;
        if (kind == "trace") TakeTrace(text);
        if (kind == "text") TakeText(text);
        if (kind == "hang") _hang = text;
        HasEnded |= kind == "end";
    }

    /// <summary>Why the session does not hold; null if it does.</summary>
    public string? Judge()
    {
        if (_problem is not null) return $"The traces cannot be judged: {_problem}.";
        var names = Enumerable.Range(1, plan.Peers).Select(number => $"p{number}").ToList();
        if (_events.Keys.Except(names).FirstOrDefault() is { } stranger)
            return $"There is a trace of {stranger}, which is no peer of the session.";
        var killed = plan.Crashes.Select(crash => crash.Peer).ToHashSet();
        var facts = new RunFacts { Killed = killed, Left = new HashSet<string>(), Hang = _hang };
        try
        {
            var run = new RunHistory(names.Select(name => new PeerRecord(name, _events.GetValueOrDefault(name) ?? [])), facts);
            var report = Checkers.Run(run);
            if (report.Outcome != RunOutcome.Holds) return report.Reason;
            return Deliveries(run, names.Where(name => !killed.Contains(name)).ToList());
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return $"The traces cannot be judged: {e.Message}";
        }
    }

    /// <summary>
    /// The texts are the grader's: what was told at each peer has to be those, once each, and as many as its trace delivers.
    /// </summary>
    private string? Deliveries(RunHistory run, List<string> live)
    {
        var chosen = plan.Calls.Select(call => call.Text).ToHashSet();
        var needed = plan.Calls.Where(call => live.Contains(call.Peer)).Select(call => call.Text).ToList();
        var first = _texts.GetValueOrDefault(live[0]) ?? [];
        foreach (var name in live)
        {
            var texts = _texts.GetValueOrDefault(name) ?? [];
            if (texts.Exists(text => !chosen.Contains(text)))
                return $"{name} was told a text that nobody broadcast (integrity).";
            if (texts.Distinct().Count() != texts.Count) return $"{name} was told a text twice (integrity).";
            if (needed.Except(texts).Any())
                return $"{name} was never told a text that a live peer broadcast (validity).";
            if (!texts.SequenceEqual(first)) return $"{name} and {live[0]} were not told the same texts in the same order (total order).";
            var traced = run.Peers.Single(peer => peer.Name == name).Events.Count(e => e.Event == TraceEventKind.Delivered);
            if (traced != texts.Count) return $"{name} was told {texts.Count} texts, and its trace delivers {traced}.";
        }

        return null;
    }

    private void TakeTrace(string text)
    {
        if (!TraceLine.TryParse(Encoding.UTF8.GetBytes(text), _strings, out var e, out var problem))
        {
            _problem ??= $"a line breaks a rule: {problem}";
            return;
        }

        if (!_events.TryGetValue(e.Peer, out var events)) _events[e.Peer] = events = [];
        events.Add(e);
    }

    private void TakeText(string text)
    {
        if (Told(text) is not { } told)
        {
            _problem ??= "a line of a delivered text cannot be read";
            return;
        }

        if (!_texts.TryGetValue(told.Peer, out var texts)) _texts[told.Peer] = texts = [];
        texts.Add(told.Text);
    }

    private static DeliveredText? Told(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<DeliveredText>(text) is { Peer: not null, Text: not null } told ? told : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
