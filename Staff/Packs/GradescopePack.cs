namespace Course.Staffing.Packs;

/// <summary>
/// The autograder zip of Gradescope: scripts, runtime, grader, kit, and the sources of the reference that the grader compiles against.
/// It needs no network. It holds the solutions and the hidden tests: it is for the staff's eyes.
/// </summary>
internal static class GradescopePack
{
    private static readonly string[] NoSources = ["bin", "obj", "StrykerOutput"];

    /// <summary>The files of the pack.</summary>
    /// <param name="configuration">What the maker decided.</param>
    /// <param name="runtime">For Linux x64.</param>
    /// <param name="grader">The folder of staff.dll with all that it needs.</param>
    /// <param name="kit">The folder of prebuilt assemblies: the visible tests and the product.</param>
    /// <param name="hidden">The folder of the hidden tests.</param>
    /// <param name="reference">The tree of the reference.</param>
    /// <param name="boxes">The folders of it whose sources are needed.</param>
    /// <exception cref="StaffException">A folder lacks what the pack needs.</exception>
    public static IReadOnlyList<PackEntry> Entries(
        GradescopeConfiguration configuration, DotnetRuntime runtime, string grader, string kit, string hidden, string reference,
        IEnumerable<string> boxes)
    {
        if (!File.Exists(Path.Combine(grader, "staff.dll"))) throw new StaffException($"{grader} holds no staff.dll: build Staff first.");
        return
        [
            PackEntry.OfText("setup.sh", GradescopeScripts.Setup, isExecutable: true),
            PackEntry.OfText("run_autograder", GradescopeScripts.Run, isExecutable: true),
            PackEntry.OfText(GradescopeConfiguration.FileName, configuration.ToJson()),
            .. runtime.Entries("dotnet"),
            .. OpenSslFiles.Entries("lib"),
            .. PackEntry.OfFolder(grader, "staff", IsNotNeeded),
            .. PackEntry.OfFolder(kit, "kit/visible"),
            .. PackEntry.OfFolder(hidden, "kit/hidden"),
            .. boxes.SelectMany(box => PackEntry.OfFolder(Path.Combine(reference, box), $"reference/{box}", IsNoSource)),
        ];
    }

    // A program for this machine starts nothing elsewhere; documentation and the tests beside it in a trial are not run.
    private static bool IsNotNeeded(string path) =>
        Path.GetExtension(path) is ".xml" or ".exe" or "" || path.StartsWith("runtimes/win", StringComparison.Ordinal);

    private static bool IsNoSource(string path) =>
        Path.GetExtension(path) != ".cs" || path.Split('/').Any(part => NoSources.Contains(part));
}
