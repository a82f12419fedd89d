namespace Course.Staffing.Grading.Running;

/// <summary>What a child process may use. All of it is checked by the parent or by the operating system, never by the child.</summary>
internal sealed record ChildLimits
{
    /// <summary>A test that takes longer hangs, whatever the reference takes. Above 0. Default 20 s.</summary>
    public TimeSpan Guard { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>No test that takes less hangs. Above 0, at most <see cref="Guard"/>. Default 4 s.</summary>
    public TimeSpan LeastGuard { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How many times the reference's time on this machine a test may take. 1 or more. Default 20.</summary>
    public int TimesReference { get; init; } = 20;

    /// <summary>How long a test may take.</summary>
    /// <param name="reference">What it takes with the reference; null if that is not known.</param>
    /// <param name="isNext">Whether another test of the same run hung before: then half of the patience.</param>
    public TimeSpan GuardOf(TimeSpan? reference, bool isNext)
    {
        var guard = reference is not { } time
            ? Guard
            : TimeSpan.FromTicks(Math.Clamp(time.Ticks * TimesReference, Math.Min(LeastGuard.Ticks, Guard.Ticks), Guard.Ticks));
        return isNext ? guard / 2 : guard;
    }

    /// <summary>All tests of one child together. Default 5 min.</summary>
    public TimeSpan Whole { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The same for the whole submission, which brings no points: less patience.</summary>
    public ChildLimits OfWhole => this with { Guard = Guard / 2, Whole = Whole / 5, Losses = 1 };

    /// <summary>The managed heap, in bytes. Default 512 MiB.</summary>
    public long Heap { get; init; } = 512L << 20;

    /// <summary>All data of the process, in bytes. Default 2 GiB.</summary>
    public long Data { get; init; } = 2L << 30;

    /// <summary>What it may write to its standard output and error, in bytes. Default 16 MiB.</summary>
    public long Output { get; init; } = 16 << 20;

    /// <summary>The largest file that it may write, and all of its scratch folder, in bytes. Default 64 MiB.</summary>
    public long File { get; init; } = 64 << 20;

    /// <summary>Threads and processes of its user. Default 256.</summary>
    public int Processes { get; init; } = 256;

    /// <summary>
    /// How many children of one run may be lost to hung or stopped tests before the rest is not run. Default 3.
    /// </summary>
    public int Losses { get; init; } = 3;
}
