namespace Course.Benchmarks.Measuring;

/// <summary>What a process has used, or used between two moments.</summary>
/// <param name="CpuMicroseconds">User and system time.</param>
/// <param name="AllocatedBytes">On the managed heap; 0 for a process that is not .NET.</param>
internal readonly record struct Usage(double CpuMicroseconds, long AllocatedBytes)
{
    /// <summary>Of this process, since its start.</summary>
    public static Usage OfThisProcess() => new(Environment.CpuUsage.TotalTime.TotalMicroseconds, GC.GetTotalAllocatedBytes(precise: true));

    public static Usage operator -(Usage later, Usage earlier) =>
        new(later.CpuMicroseconds - earlier.CpuMicroseconds, later.AllocatedBytes - earlier.AllocatedBytes);
}
