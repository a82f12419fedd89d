using Course.Staffing.Grading.Compiling;
using Course.Staffing.Grading.Kits;
using Course.Staffing.Grading.Running;

namespace Course.Tests.Staff.Grading;

/// <summary>Shared runners that tell which children they gave.</summary>
internal sealed class CountedRunners(SharedRunners runners) : IRunners, IDisposable
{
    /// <summary>In order; a child that was given twice stands here twice.</summary>
    public List<RunnerProcess> Taken { get; } = [];

    public RunFolder FolderFor(IReadOnlyDictionary<string, AssemblyImage> images, IReadOnlyList<KitTest> tests) =>
        runners.FolderFor(images, tests);

    public async Task<RunnerProcess> TakeAsync(RunFolder folder, IReadOnlyList<KitTest> tests, ChildLimits limits, bool isFresh)
    {
        Taken.Add(await runners.TakeAsync(folder, tests, limits, isFresh));
        return Taken[^1];
    }

    public void GiveBack(RunnerProcess child) => runners.GiveBack(child);

    public void Dispose() => runners.Dispose();
}
