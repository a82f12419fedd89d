using Course.Benchmarks.Measuring;

namespace Course.Benchmarks.Children;

/// <summary>A participant whose work is done by another process than its own.</summary>
internal interface IUsageSource
{
    /// <summary>What that process has used since its start.</summary>
    Usage Usage { get; }
}
