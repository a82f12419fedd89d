using System.Diagnostics;
using Course.Staffing.Grading.Compiling;
using Course.Staffing.Grading.Kits;
using Course.Staffing.Grading.Running;

namespace Course.Staffing.Grading.Sandboxing;

/// <summary>Chooses a sandbox: the strongest that works here, shown by a trial.</summary>
internal static class Sandboxes
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The names of <c>--sandbox</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["auto", "user", "bubblewrap", "limits", "none"];

    /// <summary>The sandbox of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>; auto for the strongest that works.</param>
    /// <param name="kit">What the trial runs.</param>
    /// <param name="work">A folder for the trial.</param>
    /// <param name="covered">Folders that no child may read.</param>
    /// <exception cref="StaffException">The one that was asked for does not work here.</exception>
    public static async Task<Sandbox> ChooseAsync(string name, Kit kit, string work, IReadOnlyList<string> covered)
    {
        if (name == "none") return new NoSandbox();
        (string Name, Func<Sandbox> Make, bool MayTry)[] all =
        [
            ("user", () => new UserSandbox(covered), OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess),
            ("bubblewrap", () => new BubblewrapSandbox(), OperatingSystem.IsLinux() && File.Exists(BubblewrapSandbox.Program)),
            ("limits", () => new LimitedSandbox(), OperatingSystem.IsLinux() && File.Exists(Limits.Program)),
        ];
        foreach (var (each, make, mayTry) in all.Where(one => name == "auto" || one.Name == name))
        {
            var problem = mayTry ? await TryAsync(make(), kit, work) : "it needs Linux, and root or the program";
            if (problem is null) return make();
            if (name != "auto") throw new StaffException($"--sandbox {each} does not work here: {problem}. Choose auto.");
        }

        return new NoSandbox();
    }

    /// <summary>Why a sandbox does not work; null if it does.</summary>
    private static async Task<string?> TryAsync(Sandbox sandbox, Kit kit, string work)
    {
        using var folder = RunFolder.Make(work, kit.FilesFor("none"), new Dictionary<string, AssemblyImage>());
        try
        {
            var runner = RunnerArguments.List(folder.Path, Kit.Runner);
            using var process = Process.Start(sandbox.Start(folder, new ChildLimits(), runner))!;
            var errors = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync().WaitAsync(Patience);
            return process.ExitCode == 0 ? null : $"exit code {process.ExitCode}, {(await errors).Trim()}";
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or TimeoutException)
        {
            return e.Message;
        }
    }
}
