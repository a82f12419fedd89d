using Course.Staffing.Grading.Compiling;
using Course.Staffing.Grading.Kits;

namespace Course.Staffing.Grading.Running;

/// <summary>Where the children that run graded tests come from. Any thread.</summary>
internal interface IRunners
{
    /// <summary>The folder for some tests of one variant of the product. Whoever asks disposes it.</summary>
    RunFolder FolderFor(IReadOnlyDictionary<string, AssemblyImage> images, IReadOnlyList<KitTest> tests);

    /// <summary>A child that runs some tests of a folder.</summary>
    /// <param name="folder">Of <see cref="FolderFor"/>.</param>
    /// <param name="tests">Which.</param>
    /// <param name="limits">What it may use, if it is started for them.</param>
    /// <param name="isFresh">Whether it must not have run anything before.</param>
    /// <exception cref="StaffException">It cannot be started.</exception>
    Task<RunnerProcess> TakeAsync(RunFolder folder, IReadOnlyList<KitTest> tests, ChildLimits limits, bool isFresh);

    /// <summary>Takes back a child whose run came to its end and that said so. Any other is to be disposed.</summary>
    void GiveBack(RunnerProcess child);
}
