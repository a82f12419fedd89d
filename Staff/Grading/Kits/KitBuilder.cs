using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Course.Assignments.Running;
using Course.Staffing.Grading.Compiling;
using Course.Staffing.Grading.Running;

namespace Course.Staffing.Grading.Kits;

/// <summary>
/// Makes the kit from what is built of the tests of the labs: builds them first if a source is newer than the last kit, then copies.
/// The kit lies in Staff/obj, hidden tests in a folder of their own.
/// </summary>
internal static class KitBuilder
{
    private const string Hidden = "Course.Tests.Hidden";
    private const string Visible = "visible";
    private const string HiddenPlace = "hidden";

    private static readonly string[] NotNeeded =
        ["Microsoft.", "NUnit3.", "nunit.engine", "testcentric.", "testhost.", "System.Diagnostics.EventLog."];

    private static readonly string[] Folders =
    [
        "Rpc", "FaultTolerance", "Filters", "Relayer", "RelayerClient", "Peer", "Hosting", "Simulation", "Assignments", "Testing", "Tests",
        "Staff/Grading/Sessions",
    ];

    /// <summary>As this program was built: what was built together is not built once more.</summary>
    public static readonly string Configuration =
        typeof(KitBuilder).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration ?? "Debug";

    /// <summary>The kit of a tree; made or made anew if it has to be.</summary>
    /// <param name="root">The tree.</param>
    /// <param name="withHidden">Whether the hidden tests may be used.</param>
    /// <param name="tell">Told what takes long, one line each.</param>
    /// <exception cref="StaffException">The tests do not build; the text holds the first error.</exception>
    public static async Task<Kit> EnsureAsync(string root, bool withHidden, Action<string> tell)
    {
        var place = Path.Combine(root, "Staff", "obj", "kit-" + Configuration);
        if (!IsFresh(root, place))
        {
            if (!IsBuilt(root))
            {
                tell("Building the graded tests.");
                await BuildAsync(root);
            }

            var made = $"{place}.{Environment.ProcessId}";
            if (Directory.Exists(made)) Directory.Delete(made, recursive: true);
            await MakeAsync(root, Path.Combine(made, Visible), Path.Combine(made, HiddenPlace));
            if (Directory.Exists(place)) Directory.Delete(place, recursive: true);
            Directory.Move(made, place);
        }

        return Open(place, withHidden);
    }

    /// <summary>A kit that was made before.</summary>
    /// <param name="place">The folder with its visible and its hidden tests.</param>
    /// <param name="withHidden">Whether the hidden tests may be used.</param>
    /// <exception cref="StaffException">There is no kit.</exception>
    public static Kit Open(string place, bool withHidden) =>
        Kit.Open(Path.Combine(place, Visible), withHidden ? Path.Combine(place, HiddenPlace) : null);

    /// <summary>Copies what tests need of a folder of build output: the hidden tests into one folder, all else into the other.</summary>
    public static void CopyNeeded(string output, string folder, string hidden)
    {
        foreach (var file in Directory.EnumerateFiles(output).Where(IsNeeded))
        {
            var isHidden = Path.GetFileName(file).StartsWith(Hidden, StringComparison.Ordinal);
            File.Copy(file, Path.Combine(isHidden ? hidden : folder, Path.GetFileName(file)), overwrite: true);
        }

        SessionProgram.CopyTo(folder);
    }

    /// <summary>Lists the graded tests of each assembly, beside it.</summary>
    /// <exception cref="StaffException">An assembly cannot be listed.</exception>
    public static async Task ListAllAsync(string folder, string hidden)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "Course.Tests.*.dll").ToList())
        {
            await ListAsync(folder, Path.GetFileNameWithoutExtension(file), folder);
        }

        // The list is made where all is together, and the hidden tests do not stay there.
        IEnumerable<string> files = [.. Directory.EnumerateFiles(folder), .. Directory.EnumerateFiles(hidden)];
        using var together = RunFolder.Make(Path.GetDirectoryName(folder)!, files, new Dictionary<string, AssemblyImage>());
        await ListAsync(together.Path, Hidden, hidden);
    }

    private static async Task MakeAsync(string root, string folder, string hidden)
    {
        Directory.CreateDirectory(folder);
        Directory.CreateDirectory(hidden);
        // Nobody else reads the hidden tests.
        const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(hidden, Own);
        foreach (var output in Outputs(root)) CopyNeeded(output, folder, hidden);

        await ListAllAsync(folder, hidden);
    }

    private static async Task ListAsync(string folder, string assembly, string into)
    {
        var (code, output, errors) = await DotnetAsync(folder, RunnerArguments.List(folder, assembly));
        if (code != 0) throw new StaffException($"The tests of {assembly} cannot be listed: {errors.Trim()}");
        var tests = output.Split('\n').Select(line => RunnerLines.Read(line)).OfType<RunnerEvent.Listed>()
            .Select(listed => new KitTest(listed.ToTest(), assembly)).ToArray();
        await File.WriteAllBytesAsync(Path.Combine(into, assembly + Kit.ListEnding), JsonSerializer.SerializeToUtf8Bytes(tests));
    }

    private static async Task BuildAsync(string root)
    {
        var filter = Path.Combine(root, "Staff", "kit.slnf");
        var (code, output, _) = await DotnetAsync(root, ["build", filter, "-c", Configuration, "-v", "q", "--nologo", "-tl:off"]);
        if (code == 0) return;
        var error = output.Split('\n').FirstOrDefault(line => line.Contains("error", StringComparison.Ordinal)) ?? output;
        throw new StaffException($"The graded tests do not build: {error.Trim()}");
    }

    private static async Task<(int Code, string Output, string Errors)> DotnetAsync(string folder, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new StaffException("dotnet cannot be started.");
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await errors);
    }

    /// <summary>Whether nothing that a kit is made of is younger than it.</summary>
    internal static bool IsFresh(string root, string place)
    {
        return Directory.Exists(place) && AreAllOlder(root, Directory.GetLastWriteTimeUtc(place));
    }

    /// <summary>Whether the tests of every lab are built and no source is younger than any of them: a build would change nothing.</summary>
    internal static bool IsBuilt(string root)
    {
        var built = Outputs(root).Select(output => Path.Combine(output, $"Course.Tests.{LabOf(output)}.dll")).ToList();
        return built.TrueForAll(File.Exists) && AreAllOlder(root, built.Min(File.GetLastWriteTimeUtc));

        static string LabOf(string output) => Path.GetFileName(Path.GetFullPath(Path.Combine(output, "..", "..", "..")));
    }

    private static bool AreAllOlder(string root, DateTime time) =>
        Folders.Select(folder => Path.Combine(root, folder)).Where(Directory.Exists).SelectMany(Sources)
            .Concat(Directory.EnumerateFiles(root).Where(IsSource))
            .All(file => File.GetLastWriteTimeUtc(file) < time);

    /// <summary>The build output of the tests of each lab and of the hidden ones.</summary>
    private static IEnumerable<string> Outputs(string root) =>
        Directory.EnumerateDirectories(Path.Combine(root, "Tests"), "Lab*").Append(Path.Combine(root, "Tests", "Hidden"))
            .Order(StringComparer.Ordinal).Select(project => Path.Combine(project, "bin", Configuration, "net10.0"));

    /// <summary>Whether a change of a file can change what is built: sources and projects, and what projects share.</summary>
    internal static bool IsSource(string file) =>
        Path.GetExtension(file) is ".cs" or ".csproj" or ".json" or ".props" or ".targets" or ".editorconfig" or ".globalconfig";

    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(folder).Where(IsSource).Concat(
            Directory.EnumerateDirectories(folder).Where(inner => Path.GetFileName(inner) is not ("bin" or "obj" or "StrykerOutput"))
                .SelectMany(Sources));

    private static bool IsNeeded(string file)
    {
        var name = Path.GetFileName(file);
        return Path.GetExtension(file) is ".dll" or ".pdb" or ".json" && !name.EndsWith(".deps.json", StringComparison.Ordinal)
            && !(name.StartsWith("Course.Tests.", StringComparison.Ordinal) && name.EndsWith(".json", StringComparison.Ordinal))
            && !NotNeeded.Any(start => name.StartsWith(start, StringComparison.Ordinal));
    }
}
