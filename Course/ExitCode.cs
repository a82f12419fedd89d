namespace Course.Commands;

/// <summary>What the process answers to its caller; the help of each command lists those it uses.</summary>
internal static class ExitCode
{
    /// <summary>Everything that was asked for holds, or the session ended in order.</summary>
    public const int Holds = 0;

    /// <summary>A property is violated, or a session failed.</summary>
    public const int Failed = 1;

    /// <summary>The options or files are not usable; nothing was started.</summary>
    public const int BadOptions = 2;

    /// <summary>All properties hold, but the fault that was asked for never happened: the run proves nothing about it.</summary>
    public const int Vacuous = 3;

    /// <summary>The guard of a run fired: somebody waited for ever.</summary>
    public const int Hang = 4;

    /// <summary>A trace is torn or missing, so that no verdict is possible.</summary>
    public const int Inconclusive = 5;

    /// <summary>The paragraph that the help of <c>demo</c> and <c>check</c> shows.</summary>
    public const string Help =
        "Exit codes: 0 every property holds, 1 violated or failed, 2 bad options, "
        + "3 vacuous (the fault never happened), 4 hang, 5 inconclusive.";
}
