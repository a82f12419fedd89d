using Course.Staffing.Grading.Kits;

namespace Course.Staffing.Grading.Running;

/// <summary>The command line of the runner.</summary>
internal static class RunnerArguments
{
    /// <summary>Runs these tests, under a nonce.</summary>
    public static IReadOnlyList<string> For(RunFolder folder, IReadOnlyList<KitTest> tests) =>
        [.. Start(folder.Path, AssembliesOf(tests)), "--nonce", .. Chosen(tests)];

    /// <summary>Runs what it is asked for by its input, under a nonce.</summary>
    public static IReadOnlyList<string> Many(RunFolder folder) => [.. Exec(folder.Path, Kit.Runner), "run", "--many", "--nonce"];

    /// <summary>What a runner of many is asked for: these tests, with the assemblies of another folder over its own.</summary>
    public static IReadOnlyList<string> Over(RunFolder folder, RunFolder over, IReadOnlyList<KitTest> tests) =>
        ["run", "--over", over.Path, .. Assemblies(folder.Path, AssembliesOf(tests)), .. Chosen(tests)];

    /// <summary>Lists the graded tests of an assembly.</summary>
    public static IReadOnlyList<string> List(string folder, string assembly) => [.. Start(folder, [assembly]), "--list"];

    /// <summary>The assemblies that hold some tests.</summary>
    public static IReadOnlyList<string> AssembliesOf(IReadOnlyList<KitTest> tests) => [.. tests.Select(test => test.Assembly).Distinct()];

    /// <summary>Plays what comes by the input.</summary>
    public static IReadOnlyList<string> Play(string folder, string verb) => [.. Exec(folder, SessionProgram.Assembly), verb];

    private static IEnumerable<string> Start(string folder, IEnumerable<string> assemblies) =>
        [.. Exec(folder, Kit.Runner), "run", .. Assemblies(folder, assemblies)];

    private static IEnumerable<string> Assemblies(string folder, IEnumerable<string> assemblies) =>
        assemblies.SelectMany(assembly => (string[])["--assembly", Path.Combine(folder, assembly + ".dll")]);

    private static IEnumerable<string> Chosen(IReadOnlyList<KitTest> tests) =>
        tests.SelectMany(test => (string[])["--test", test.Test]);

    private static IEnumerable<string> Exec(string folder, string program) =>
    [
        "exec", "--runtimeconfig", Path.Combine(folder, Kit.Runner + ".runtimeconfig.json"), Path.Combine(folder, program + ".dll"),
    ];
}
