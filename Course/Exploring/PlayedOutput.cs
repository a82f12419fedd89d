using System.Text.Json.Nodes;
using Course.Commands.Demo;
using Course.Commands.Viewing;
using Course.FaultTolerance;
using Course.Rpc.Loops;
using Course.Rpc.Tracing;
using Course.Simulation.Checking;
using Course.Simulation.Exploring;
using Course.Simulation.Viewing;

namespace Course.Commands.Exploring;

/// <summary>A played schedule on the console and in a folder: the same for who explored and for who replays.</summary>
internal static class PlayedOutput
{
    /// <summary>The story; its first line is the guarantee that is broken.</summary>
    public static void Tell(PlayedSchedule played)
    {
        foreach (var line in StoryTeller.Tell(played)) Console.Out.WriteLine(line);
    }

    public static void TellPassing(NearestPassing? passing) =>
        Console.Out.WriteLine(passing is null
            ? "Nearest passing schedule: none; every other choice breaks a guarantee as well"
            : $"Nearest passing schedule: {passing.Difference}");

    /// <summary>Writes traces, summary and page, and says where.</summary>
    /// <exception cref="CommandException">The folder cannot be used.</exception>
    public static void Write(
        ExplorationScenario scenario, PlayedSchedule played, NearestPassing? passing, string? folder, string command)
    {
        var root = RunFolder.Open(folder, command).Root;
        var peers = Ended(played);
        try
        {
            TraceFolder.Save(root, peers, SummaryOf(scenario, played));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"the traces cannot be written to {root}: {e.Message}", ExitCode.Failed);
        }

        var run = Paged(played.Violation is null ? "replayed" : "failing", played) with { Violation = BreakingEvent(played) };
        var beside = passing is null ? null : Paged("nearest passing", passing.Played);
        var page = PageFile.Write(root, run, beside, passing?.Difference);
        Console.Out.WriteLine($"Traces: {root}");
        if (page is not null) Console.Out.WriteLine($"Page: {page}");
    }

    /// <summary>A run for the page, judged as its traces are.</summary>
    public static PagedRun Paged(string title, PlayedSchedule played)
    {
        var peers = Ended(played);
        var report = Checkers.Run(new RunHistory(peers, played.Facts));
        if (played.Violation is { } violation) report = report with { Outcome = RunOutcome.Violated, Reason = violation.Text };
        return new PagedRun(title, peers, played.Facts) { Report = report, Story = StoryTeller.Tell(played) };
    }

    /// <summary>A schedule may stop anywhere: the traces of who lives end there, and say so.</summary>
    public static IReadOnlyList<PeerRecord> Ended(PlayedSchedule played) =>
        [.. played.Peers.Select(peer => played.Facts.Killed!.Contains(peer.Name) ? peer : peer with { Events = Ended(peer) })];

    private static IReadOnlyList<TraceEvent> Ended(PeerRecord peer)
    {
        if (peer.Events.Count > 0 && peer.Events[^1].Event == TraceEventKind.TraceEnded) return peer.Events;
        var time = peer.Events.Count > 0 ? peer.Events[^1].Time : 0;
        return
        [
            .. peer.Events,
            new TraceEvent { Time = time, Peer = peer.Name, Event = TraceEventKind.TraceEnded, Thread = ThreadRole.Application },
        ];
    }

    /// <summary>
    /// The last thing that happened, where a guarantee is judged at each step: a shortest schedule ends with what breaks it. What is
    /// judged when nothing is left to do has no such event.
    /// </summary>
    private static (string Peer, int Index)? BreakingEvent(PlayedSchedule played)
    {
        if (played.Violation?.Guarantee is not (Guarantee.Integrity or Guarantee.Fifo or Guarantee.LogMatch or Guarantee.TotalOrder
            or Guarantee.NoBroadcastDuringSynchronization)) return null;
        if (played.Steps.Count == 0 || played.Steps[^1].Events is not { Count: > 0 } events) return null;
        var peer = played.Peers[played.Steps[^1].Step.Peer - 1];
        var delivery = events.ToList().FindLastIndex(e => e.Event == TraceEventKind.Delivered);
        return (peer.Name, peer.Events.Count - events.Count + (delivery < 0 ? events.Count - 1 : delivery));
    }

    private static TraceSummary SummaryOf(ExplorationScenario scenario, PlayedSchedule played) => new()
    {
        Peers = [.. played.Peers.Select(peer => peer.Name)],
        Killed = [.. played.Facts.Killed!.Order(StringComparer.Ordinal)],
        Left = [.. played.Facts.Left!.Order(StringComparer.Ordinal)],
        Options = new JsonObject
        {
            ["buffering"] = scenario.Buffering == Buffering.Distributed ? "distributed" : "replicated",
            ["window"] = scenario.Window,
            ["acknowledgeEvery"] = scenario.AcknowledgeEvery,
            ["uniform"] = played.Facts.IsUniform,
            ["linksLeaveGaps"] = played.Facts.LinksLeaveGaps,
            ["replay"] = scenario.TokenOf(played.Schedule).ToString(),
        },
    };
}
