namespace Course.Benchmarks.Runs;

/// <summary>What one kill of the relayer gave.</summary>
internal sealed record FailoverFigures
{
    /// <summary>From the kill to the first delivery after it was noticed, at each survivor.</summary>
    public required IReadOnlyList<double> Milliseconds { get; init; }

    /// <summary>From the kill until the kernel had closed what the killed process had open: nobody can know of its end before.</summary>
    public required double Closed { get; init; }

    /// <summary>How many messages the survivors sent in all.</summary>
    public required long Messages { get; init; }

    /// <summary>What was lost, doubled, swapped, or differs between survivors, in words.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>When the last survivor went on.</summary>
    public double Slowest => Milliseconds.Max();
}
