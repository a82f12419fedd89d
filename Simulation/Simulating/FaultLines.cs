using System.Globalization;
using Course.Rpc.Transport;

namespace Course.Simulation.Simulating;

/// <summary>Reads and writes the lines of a <see cref="FaultScript"/>.</summary>
internal static class FaultLines
{
    private const string Forms =
        "a fault is 'at TIME crash PEER', 'crash PEER after-sends J of relay K', either of them with 'restart after TIME' behind it, "
        + "'at TIME restart PEER', 'crash N random', 'at TIME hang PEER for TIME', 'at TIME partition PEERS | PEERS', 'at TIME heal' or "
        + "'at TIME leave PEER' (docs/faults.md)";

    public static string Write(Fault fault) => fault switch
    {
        Fault.CrashAt f => $"{At(f.Time)} crash {f.Peer}{Restart(f.RestartAfter)}",
        Fault.CrashInRelay f => string.Create(
            CultureInfo.InvariantCulture, $"crash {f.Peer} after-sends {f.Sends} of relay {f.Relay}{Restart(f.RestartAfter)}"),
        Fault.RestartAt f => $"{At(f.Time)} restart {f.Peer}",
        Fault.RandomCrashes f => string.Create(CultureInfo.InvariantCulture, $"crash {f.Count} random"),
        Fault.HangAt f => $"{At(f.Time)} hang {f.Peer} for {DurationText.Of(f.Duration)}",
        Fault.PartitionAt f => $"{At(f.Time)} partition {string.Join(" | ", f.Groups.Select(group => string.Join(' ', group)))}",
        Fault.HealAt f => $"{At(f.Time)} heal",
        Fault.LeaveAt f => $"{At(f.Time)} leave {f.Peer}",
        _ => throw new ArgumentException($"{fault.GetType().Name} has no line."),
    };

    /// <summary>The fault of a line; null if the line is empty or a comment.</summary>
    /// <exception cref="FaultScriptException">The line is no fault.</exception>
    public static Fault? Read(string line, string where)
    {
        var comment = line.IndexOf('#', StringComparison.Ordinal);
        var words = (comment < 0 ? line : line[..comment]).Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            [] => null,
            ["at", var time, "crash", var peer] => new Fault.CrashAt(Time(time, where), Peer(peer, where)),
            ["at", var time, "crash", var peer, "restart", "after", var pause] =>
                new Fault.CrashAt(Time(time, where), Peer(peer, where), Time(pause, where)),
            ["at", var time, "restart", var peer] => new Fault.RestartAt(Time(time, where), PeerThatCrashed(peer, where)),
            ["at", var time, "hang", var peer, "for", var duration] => Hang(time, peer, duration, where),
            ["at", var time, "partition", .. var groups] => new Fault.PartitionAt(Time(time, where), Groups(groups, where)),
            ["at", var time, "heal"] => new Fault.HealAt(Time(time, where)),
            ["at", var time, "leave", var peer] => new Fault.LeaveAt(Time(time, where), Peer(peer, where)),
            ["crash", var count, "random"] => new Fault.RandomCrashes(Number(count, 1, 255, "of crashes", where)),
            ["crash", var peer, "after-sends", var sends, "of", "relay", var relay] =>
                InRelay(peer, sends, relay, null, where),
            ["crash", var peer, "after-sends", var sends, "of", "relay", var relay, "restart", "after", var pause] =>
                InRelay(peer, sends, relay, pause, where),
            _ => throw new FaultScriptException($"{where}: '{string.Join(' ', words)}' is no fault: {Forms}."),
        };
    }

    private static string At(TimeSpan time) => $"at {DurationText.Of(time)}";

    private static string Restart(TimeSpan? pause) => pause is { } time ? $" restart after {DurationText.Of(time)}" : "";

    private static Fault.CrashInRelay InRelay(string peer, string sends, string relay, string? pause, string where) =>
        new(
            Peer(peer, where),
            Number(sends, 0, 255, "of sends", where),
            Number(relay, 1, int.MaxValue, "of the relay", where),
            pause is null ? null : Time(pause, where));

    private static string PeerThatCrashed(string text, string where) => text != Fault.Relayer
        ? Peer(text, where)
        : throw new FaultScriptException(
            $"{where}: '{text}' cannot be restarted, since whoever relays has not crashed: name the peer, or write 'restart after TIME' "
            + "behind its crash.");

    private static Fault.HangAt Hang(string time, string peer, string duration, string where)
    {
        var hang = new Fault.HangAt(Time(time, where), Peer(peer, where), Time(duration, where));
        return hang.Duration > TimeSpan.Zero
            ? hang
            : throw new FaultScriptException($"{where}: '{peer}' would hang for no time: write more than 0s.");
    }

    private static TimeSpan Time(string text, string where) => DurationText.TryParse(text, out var time)
        ? time
        : throw new FaultScriptException(
            $"{where}: '{text}' is no time: write a number and one of us, ms, s, min, as in 120ms or 2.5s; at most a day, in whole us.");

    private static string Peer(string text, string where) => PeerName.TryParse(text, out _)
        ? text
        : throw new FaultScriptException(
            $"{where}: '{text}' is no peer: write a name of 1 to {PeerName.MaximumLength} letters, digits, '-', '_' or '.', or "
            + $"'{Fault.Relayer}'.");

    private static int Number(string text, int least, int most, string what, string where) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new FaultScriptException($"{where}: '{text}' is no number {what}: write one from {least} to {most}.");

    private static List<IReadOnlyList<string>> Groups(string[] words, string where)
    {
        var groups = new List<IReadOnlyList<string>>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in string.Join(' ', words).Split('|'))
        {
            var group = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (group.Length == 0)
                throw new FaultScriptException($"{where}: a group of the partition is empty: name peers on each side of '|'.");
            foreach (var peer in group)
            {
                if (!known.Add(Peer(peer, where)))
                    throw new FaultScriptException($"{where}: '{peer}' stands in the partition twice: name each peer once.");
            }

            groups.Add(group);
        }

        return groups;
    }
}
