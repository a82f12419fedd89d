using Course.Rpc.Tracing;

namespace Course.Simulation.Exploring;

/// <summary>
/// Tells a played schedule in the lecture's events, one line a step; steps that only acknowledge or pass on news are left out.
/// </summary>
public static class StoryTeller
{
    /// <summary>The most lines of a story, the violated guarantee included.</summary>
    public const int MaximumLines = 15;

    /// <summary>The story: what is broken first, then what happened.</summary>
    public static IReadOnlyList<string> Tell(PlayedSchedule played)
    {
        ArgumentNullException.ThrowIfNull(played);
        var lines = new List<string>();
        foreach (var (step, number) in played.Steps.Select((step, index) => (step, index + 1)))
        {
            if (Line(step) is { } line) lines.Add($"{number,3}. {line}");
        }

        var room = MaximumLines - 1;
        if (lines.Count > room)
        {
            // The beginning sets the scene, the end breaks the guarantee.
            var first = room / 2;
            var last = room - first - 1;
            var left = lines.Count - first - last;
            lines = [.. lines.Take(first), $"     … {left} steps more; the page shows them", .. lines.TakeLast(last)];
        }

        return [played.Violation?.Text ?? (played.IsQuiet ? "every guarantee holds" : "nothing is broken so far"), .. lines];
    }

    /// <summary>A choice in words.</summary>
    public static string Tell(ScheduleStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return step.Kind switch
        {
            ScheduleStepKind.Deliver => $"p{step.Peer} receives {Words(step.Item)} from p{step.Other}",
            ScheduleStepKind.Call => $"p{step.Peer} broadcasts",
            ScheduleStepKind.Crash => $"p{step.Peer} crashes; of its links survive {Survivors(step)}",
            ScheduleStepKind.Leave => $"p{step.Peer} says goodbye",
            ScheduleStepKind.Suspect => $"p{step.Peer} takes p{step.Other} for dead",
            ScheduleStepKind.Tick => $"the heartbeat of p{step.Peer} ticks",
            ScheduleStepKind.Lose => $"{Words(step.Item)} from p{step.Other} to p{step.Peer} is lost",
            _ => $"{Words(step.Item)} from p{step.Other} to p{step.Peer} is doubled",
        };
    }

    private static string Survivors(ScheduleStep step) =>
        string.Join(", ", step.Kept.Select((kept, to) => kept < 0 ? "" : $"{kept} to p{to + 1}").Where(link => link.Length > 0));

    private static string Words(string item) => item.StartsWith("end-", StringComparison.Ordinal) ? "the end of the link" : item;

    private static string? Line(PlayedStep played)
    {
        var step = played.Step;
        switch (step.Kind)
        {
            case ScheduleStepKind.Crash:
                var lost = played.Lost.Select(item => $"{Words(item.Item)} to p{item.To}").ToList();
                return $"p{step.Peer} crashes" + (lost.Count == 0 ? "" : $"; lost on the way: {string.Join(", ", lost)}");
            case ScheduleStepKind.Lose or ScheduleStepKind.Duplicate or ScheduleStepKind.Leave: return Tell(step);
        }

        var phrases = Phrases(played.Events).ToList();
        if (step.Kind == ScheduleStepKind.Suspect) phrases.Insert(0, $"takes p{step.Other} for dead");
        var unsent = played.Lost.Select(item => $"{item.Item} to p{item.To}");
        if (played.CrashedByScript)
            phrases.Add(played.Lost.Count == 0 ? "crashes" : $"crashes before it sends {string.Join(", ", unsent)}");
        return phrases.Count == 0 ? null : $"p{step.Peer} {string.Join(", ", phrases)}";
    }

    private static IEnumerable<string> Phrases(IReadOnlyList<TraceEvent> events)
    {
        for (var i = 0; i < events.Count; i++)
        {
            var e = events[i];
            switch (e.Event)
            {
                case TraceEventKind.SentRelay:
                    var receivers = Receivers(events, ref i);
                    yield return e.Detail == "fill" ? $"fills {Number(e)} at {receivers}" : $"relays {Number(e)} to {receivers}";
                    break;
                case TraceEventKind.SentFinishSynchronization:
                    yield return $"sends finish to {Receivers(events, ref i)}";
                    break;
                case TraceEventKind.ReceivedRelay when i + 1 < events.Count && IsSame(e, events[i + 1], TraceEventKind.Delivered):
                    i++;
                    yield return $"receives and delivers {Number(e)}";
                    break;
                default:
                    if (Phrase(e) is { } phrase) yield return phrase;
                    break;
            }
        }
    }

    private static string? Phrase(in TraceEvent e) => e.Event switch
    {
        TraceEventKind.SentBroadcast => e.Detail == "resend" ? $"sends {e.Id} again to {e.To}" : $"broadcasts {e.Id} to {e.To}",
        TraceEventKind.HeldBroadcast => $"broadcasts {e.Id} and holds it",
        TraceEventKind.ReceivedBroadcast => $"receives broadcast {e.Id}",
        TraceEventKind.ReceivedRelay => $"receives relay {Number(e)}",
        TraceEventKind.Delivered => $"delivers {e.Id} as number {e.Sequence}",
        TraceEventKind.DeliveryFailed => $"fails to carry out {e.Id}: {e.Detail}",
        TraceEventKind.Discarded when e.Sequence is null && e.Id is null => null,
        TraceEventKind.Discarded => $"discards {(e.Sequence is null ? e.Id.ToString() : Number(e))} ({e.Detail})",
        TraceEventKind.ProcessLeft => $"sees {e.From} leave",
        TraceEventKind.EnteredSynchronization => $"enters synchronization of epoch {e.Epoch}",
        TraceEventKind.BecameRelayer => $"becomes relayer of epoch {e.Epoch}",
        TraceEventKind.SentReport => $"reports {e.Sequence} to {e.To}",
        TraceEventKind.ReceivedReport => $"receives the report of {e.From} ({e.Sequence})",
        TraceEventKind.ReceivedFinishSynchronization => "finishes synchronization",
        TraceEventKind.SessionEnded => $"ends its session: {e.Detail}",
        _ => null,
    };

    private static string Number(in TraceEvent e) => $"({e.Epoch}, {e.Sequence}) {e.Id}";

    /// <summary>The sends of one multicast are told together.</summary>
    private static string Receivers(IReadOnlyList<TraceEvent> events, ref int i)
    {
        var first = events[i];
        var receivers = new List<string> { first.To! };
        while (i + 1 < events.Count && IsSame(first, events[i + 1], first.Event)) receivers.Add(events[++i].To!);
        return string.Join(", ", receivers);
    }

    private static bool IsSame(in TraceEvent one, in TraceEvent other, TraceEventKind kind) =>
        other.Event == kind && other.Epoch == one.Epoch && other.Sequence == one.Sequence && other.Id == one.Id;
}
