namespace Course.Benchmarks.Children;

/// <summary>What a child process is: the first line that it reads.</summary>
internal sealed record ChildSpec
{
    /// <summary>The system it belongs to: <c>product</c>, <c>ring</c>, …</summary>
    public required string System { get; init; }

    /// <summary>0 for the hub, the others from 1: member 1 sends, with several senders members 1 to S.</summary>
    public required int Index { get; init; }

    /// <summary>Members beside the hub; each of them receives everything.</summary>
    public required int Receivers { get; init; }

    /// <summary>Characters of each text.</summary>
    public required int Size { get; init; }

    /// <summary><c>replicated</c> or <c>distributed</c>; the product alone reads it.</summary>
    public string Buffering { get; init; } = "replicated";

    /// <summary>The child ends itself after so many seconds, whatever happens.</summary>
    public required int GuardSeconds { get; init; }

    public bool IsHub => Index == 0;
}
