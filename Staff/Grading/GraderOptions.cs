using Course.Staffing.Grading.RunPages;

namespace Course.Staffing.Grading;

/// <summary>What is graded and how.</summary>
internal sealed record GraderOptions
{
    /// <summary>The lab, 0 to 9; null for all.</summary>
    public int? Lab { get; init; }

    /// <summary>How many children run side by side, 1 or more.</summary>
    public int Jobs { get; init; } = 2;

    /// <summary>Whether the list of allowed API is held against submissions. Off only to try what holds behind it.</summary>
    public bool IsGated { get; init; } = true;

    /// <summary>Whether the whole runs, too. Off, it runs only for submissions with a part that cannot be taken apart.</summary>
    public bool WithWhole { get; init; } = true;

    /// <summary>What writes the pages of failing runs; null for none.</summary>
    public FailingRuns? FailingRuns { get; init; }

    /// <summary>What the sessions of this grading are drawn from.</summary>
    public byte[] Secret { get; init; } = [];

    /// <summary>Notes that every report bears: what the sandbox is, for one.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
