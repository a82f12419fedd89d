using Course.Staffing.Grading.Kits;
using Course.Staffing.Grading.Sessions;

namespace Course.Staffing.Grading.Running;

/// <summary>The command line of the runner.</summary>
internal static class RunnerArguments
{
    /// <summary>Runs these tests of one assembly, under a nonce.</summary>
    public static IReadOnlyList<string> For(RunFolder folder, IReadOnlyList<KitTest> tests) =>
        [.. Start(folder.Path, tests[0].Assembly), "--nonce", .. tests.SelectMany(test => (string[])["--test", test.Test])];

    /// <summary>Lists the graded tests of an assembly.</summary>
    public static IReadOnlyList<string> List(string folder, string assembly) => [.. Start(folder, assembly), "--list"];

    /// <summary>Plays sessions that come by the input.</summary>
    public static IReadOnlyList<string> Sessions(string folder) => [.. Exec(folder, SessionProgram.Assembly), SessionPlayer.Verb];

    private static IEnumerable<string> Start(string folder, string assembly) =>
        [.. Exec(folder, Kit.Runner), "run", "--assembly", Path.Combine(folder, assembly + ".dll")];

    private static IEnumerable<string> Exec(string folder, string program) =>
    [
        "exec", "--runtimeconfig", Path.Combine(folder, Kit.Runner + ".runtimeconfig.json"), Path.Combine(folder, program + ".dll"),
    ];
}
