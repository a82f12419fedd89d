namespace Course.Benchmarks.Runs;

/// <summary>What a figure is against a bar.</summary>
internal enum BarVerdict
{
    Short,
    Must,
    Goal,
}
