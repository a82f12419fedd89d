using Course.Staffing.Grading.Compiling;
using Course.Staffing.Grading.Kits;
using Course.Staffing.Grading.Sandboxing;

namespace Course.Staffing.Grading.Running;

/// <summary>Each run has a child of its own, which sees nothing but the files of that run: what submissions get.</summary>
/// <param name="kit">What they run from.</param>
/// <param name="sandbox">What keeps them.</param>
/// <param name="work">A folder for their folders; it has to exist.</param>
internal sealed class OwnRunners(Kit kit, Sandbox sandbox, string work) : IRunners
{
    /// <inheritdoc/>
    public RunFolder FolderFor(IReadOnlyDictionary<string, AssemblyImage> images, IReadOnlyList<KitTest> tests) =>
        RunFolder.Make(work, kit.FilesFor(RunnerArguments.AssembliesOf(tests)), images);

    /// <inheritdoc/>
    public Task<RunnerProcess> TakeAsync(RunFolder folder, IReadOnlyList<KitTest> tests, ChildLimits limits, bool isFresh) =>
        RunnerProcess.StartAsync(sandbox, folder, limits, RunnerArguments.For(folder, tests));

    /// <inheritdoc/>
    public void GiveBack(RunnerProcess child) => child.Dispose();
}
