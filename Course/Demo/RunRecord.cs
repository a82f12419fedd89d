namespace Course.Commands.Demo;

/// <summary>How the processes of a run ended; the verdict is in the traces.</summary>
internal enum RunEnd
{
    /// <summary>Everybody said and heard everything and left.</summary>
    Finished,

    /// <summary>The guard fired.</summary>
    Hang,

    /// <summary>A process ended that nobody had killed.</summary>
    Failed,
}

/// <summary>What a run did, for the summary and the verdict.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Words">Empty when finished; else who, what, where to look.</param>
/// <param name="Peers">Names in the order of the demo.</param>
/// <param name="Killed">Names in the order of the kills.</param>
/// <param name="Stopped">Names.</param>
internal sealed record RunRecord(
    RunEnd End,
    string Words,
    IReadOnlyList<string> Peers,
    IReadOnlyList<string> Killed,
    IReadOnlyList<string> Stopped);
