using System.Diagnostics;

namespace Course.Tests.Hosting;

/// <summary>What this process holds after full collections, in MiB.</summary>
internal readonly record struct Memory(double ManagedHeap, double Resident)
{
    public static Memory Measure()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        using var process = Process.GetCurrentProcess();
        process.Refresh();
        const double mebibyte = 1 << 20;
        return new Memory(GC.GetTotalMemory(forceFullCollection: true) / mebibyte, process.WorkingSet64 / mebibyte);
    }

    public static Memory operator -(Memory left, Memory right) => new(left.ManagedHeap - right.ManagedHeap, left.Resident - right.Resident);

    public override string ToString() => $"managed heap {ManagedHeap:0.0} MiB, resident {Resident:0.0} MiB";
}
