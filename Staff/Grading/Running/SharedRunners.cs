using System.Collections.Concurrent;
using Course.Assignments.Running;
using Course.Staffing.Grading.Compiling;
using Course.Staffing.Grading.Kits;
using Course.Staffing.Grading.Sandboxing;

namespace Course.Staffing.Grading.Running;

/// <summary>
/// A child runs one variant after another, each with assemblies of its own: most of a short run is the start of a process. For the
/// staff's own code alone, as what a run leaves behind in its process meets the next. Disposing ends the children.
/// </summary>
/// <param name="kit">What they run from.</param>
/// <param name="work">A folder for their folders; it has to exist.</param>
internal sealed class SharedRunners(Kit kit, string work) : IRunners, IDisposable
{
    /// <summary>Runs of one child: what it loads it keeps, 3 MiB for each.</summary>
    private const int MostRuns = 50;

    private readonly ConcurrentBag<RunnerProcess> _idle = [];
    private readonly NoSandbox _sandbox = new();
    private readonly Lazy<RunFolder> _folder = new(() => RunFolder.Make(
        work, kit.FilesFor(RunnerArguments.AssembliesOf(kit.Tests)), new Dictionary<string, AssemblyImage>()));

    /// <inheritdoc/>
    public RunFolder FolderFor(IReadOnlyDictionary<string, AssemblyImage> images, IReadOnlyList<KitTest> tests) =>
        RunFolder.Make(work, [], images);

    /// <inheritdoc/>
    public async Task<RunnerProcess> TakeAsync(RunFolder folder, IReadOnlyList<KitTest> tests, ChildLimits limits, bool isFresh)
    {
        if (isFresh || !_idle.TryTake(out var child))
            child = await RunnerProcess.StartAsync(_sandbox, _folder.Value, limits, RunnerArguments.Many(_folder.Value));
        await child.AskAsync(RunnerLines.WriteRequest(RunnerArguments.Over(_folder.Value, folder, tests)));
        return child;
    }

    /// <inheritdoc/>
    public void GiveBack(RunnerProcess child)
    {
        if (child.Runs < MostRuns) _idle.Add(child);
        else child.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_idle.TryTake(out var child)) child.Dispose();
        if (_folder.IsValueCreated) _folder.Value.Dispose();
    }
}
