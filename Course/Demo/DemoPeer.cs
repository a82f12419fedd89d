using System.Globalization;
using System.Text.RegularExpressions;

namespace Course.Commands.Demo;

/// <summary>What the demo knows of one peer: what its process said, and what was done to it.</summary>
internal sealed partial class DemoPeer(int index, string name, ChildPeer child)
{
    private static readonly string[] Names =
    [
        "ann", "ben", "cleo", "dan", "eve", "finn", "gus", "hana", "ian", "june", "kim", "leo", "mia", "ned", "oda", "paul",
    ];

    /// <summary>Place in the demo, from 0; also the order in which the lines are dealt.</summary>
    public int Index { get; } = index;

    public string Name { get; } = name;

    public ChildPeer Child { get; } = child;

    /// <summary>From 1, given by the rendezvous; 0 until it joined.</summary>
    public int JoinNumber { get; private set; }

    /// <summary>Host and port of the rendezvous, if this peer hosts it.</summary>
    public string? Rendezvous { get; private set; }

    public bool IsStarted { get; private set; }

    /// <summary>Lines delivered at this peer, those of all authors.</summary>
    public int Delivered { get; private set; }

    /// <summary>Own lines that came back.</summary>
    public int Own { get; private set; }

    /// <summary>Lines that this peer was told to say.</summary>
    public int Said { get; private set; }

    /// <summary>Whether the mark at the end of the run was delivered here.</summary>
    public bool IsMarked { get; private set; }

    /// <summary>Whose leaving this peer has noticed.</summary>
    public HashSet<string> HasSeenLeave { get; } = new(StringComparer.Ordinal);

    /// <summary>Why its session ended against its will, or null.</summary>
    public string? EndedBecause { get; private set; }

    public bool HasExited { get; private set; }

    /// <summary>"A5.4 not started: file:line" if that ended its process; complete after its end event.</summary>
    public string? GapLine =>
        Child.Complaints.Select(line => Gap().Match(line)).FirstOrDefault(match => match.Success)?.Groups[1].Value;

    /// <summary>Killed or stopped: not a survivor. Set by the run before its end is noticed.</summary>
    public bool IsVictim { get; set; }

    /// <summary>Its end is part of the plan.</summary>
    public bool MayEnd { get; set; }

    /// <summary>Own lines delivered when the current phase began.</summary>
    public int OwnBeforePhase { get; private set; }

    /// <summary>A short name, the same for each run.</summary>
    public static string NameOf(int index) =>
        index < Names.Length ? Names[index] : string.Create(CultureInfo.InvariantCulture, $"peer-{index + 1}");

    /// <summary>Hands the peer its lines of a phase.</summary>
    public void Say(Shares shares, int phase)
    {
        OwnBeforePhase = Own;
        Said += shares.Count(Index, phase);
        foreach (var command in shares.Commands(Index, phase)) Child.Command(command);
    }

    /// <summary>Takes one event of its process.</summary>
    public void Apply(ChildEvent e)
    {
        if (e.Line is null) HasExited = true;
        else if (e.Line == "started") IsStarted = true;
        else if (e.Line == "marked") IsMarked = true;
        else if (Delivery().Match(e.Line) is { Success: true } delivery) (Delivered, Own) = (Number(delivery, 1), Number(delivery, 2));
        else if (Join().Match(e.Line) is { Success: true } join) JoinNumber = Number(join, 1);
        else if (Leave().Match(e.Line) is { Success: true } leave) HasSeenLeave.Add(leave.Groups[1].Value);
        else if (e.Line.StartsWith("hosting ", StringComparison.Ordinal)) Rendezvous = e.Line[8..];
        else if (e.Line.StartsWith("ended ", StringComparison.Ordinal)) EndedBecause = e.Line[6..];

        // Anything else is the torn last line of a killed process.
    }

    /// <summary>One line about where it stands, for the report of a hang.</summary>
    public override string ToString()
    {
        var state = HasExited ? "its process ended" : IsVictim ? "killed or stopped" : !IsStarted ? "not started" : "running";
        var seen = HasSeenLeave.Count == 0 ? "nobody leave" : string.Join(", ", HasSeenLeave.Order()) + " leave";
        return $"{Name}: {state}, delivered {Delivered}, {Own} of its own {Said} came back, saw {seen}"
            + (EndedBecause is null ? "" : $", ended: {EndedBecause}");
    }

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^delivered (\d{1,9}) (\d{1,9})$")]
    private static partial Regex Delivery();

    [GeneratedRegex(@"^course peer: (A\d\.\d+ not started: .*)$")]
    private static partial Regex Gap();

    [GeneratedRegex(@"^joined (\d{1,9})$")]
    private static partial Regex Join();

    [GeneratedRegex(@"^left (\S+) \S+$")]
    private static partial Regex Leave();
}
