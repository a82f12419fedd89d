using System.CommandLine;

namespace Course.Staffing.Verifying;

/// <summary><c>staff verify</c>: the tests of the course are tested themselves.</summary>
internal static class VerifyCommand
{
    private const string Explanation = """
        Shows that the graded tests judge rightly: the reference has 100 %, the handout 0 %, each part comes to its own gap and stands on
        what it says, every known wrong solution loses points in a test of its own part, every graded test fails one of them or says why
        it is there, and right solutions that are written otherwise have 100 %. Prints the matrix.
        Exit code: 0 all of it holds, 1 something does not, 2 bad options.
        """;

    private static readonly Option<int> Jobs = new("--jobs")
    {
        Description = "variants side by side, 1 to 64",
        DefaultValueFactory = _ => 2,
    };

    private static readonly Option<bool> Full = new("--full") { Description = "judge other right solutions by the tests of all labs" };
    private static readonly Option<string?> Part = new("--part") { Description = "only what concerns this part: A5.2" };
    private static readonly Option<string?> Out = new("--out") { Description = "writes the matrix to this file, as a table in Markdown" };
    private static readonly Option<string?> Root = new("--root") { Description = "the tree; default: that of the current folder" };

    public static Command Create()
    {
        Jobs.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 64) result.AddError("--jobs takes a number from 1 to 64.");
        });
        var command = new Command("verify", Explanation) { Jobs, Full, Part, Out, Root };
        command.SetAction((parsed, _) => new Verification(Console.Out).RunAsync(
            parsed.GetValue(Root) ?? Environment.CurrentDirectory, parsed.GetValue(Jobs), parsed.GetValue(Full), parsed.GetValue(Part),
            parsed.GetValue(Out)));
        return command;
    }
}
