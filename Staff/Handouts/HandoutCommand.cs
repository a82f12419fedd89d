using System.CommandLine;
using System.Diagnostics;
using Course.Staffing.Handouts.Proofs;

namespace Course.Staffing.Handouts;

/// <summary><c>staff handout</c>: the student's tree, made of the reference, with proof.</summary>
internal static class HandoutCommand
{
    private const string Explanation = """
        Makes the student's tree of the reference: solutions become stubs, the staff's files stay away. Proves that it builds, that
        no graded test passes in it by accident, that the reference passes all of them, and that nothing of a solution is left. If a
        proof fails there is no tree. Exit code 0 in order, 1 failed, 2 bad options.
        """;

    private static readonly Option<string> Out = new("--out")
    {
        Description = "empty or new folder for the tree",
        HelpName = "DIR",
        Required = true,
    };

    private static readonly Option<string> Labs = new("--labs")
    {
        Description = "the labs whose tests are given (default: 1-7; lab 0 always is)",
        HelpName = "LABS",
        DefaultValueFactory = _ => "1-7",
    };

    private static readonly Option<string?> Solved = new("--solved")
    {
        Description = "the labs whose solutions are given",
        HelpName = "LABS",
    };

    private static readonly Option<bool> NoProof = new("--no-proof") { Description = "make the tree without the proofs" };

    private static readonly Option<string?> Root = new("--root")
    {
        Description = "the reference (default: the nearest folder upward with Course.sln and Staff)",
        HelpName = "DIR",
    };

    public static Command Create()
    {
        var command = new Command("handout", Explanation) { Out, Labs, Solved, NoProof, Root };
        command.SetAction((parsed, _) => RunAsync(
            parsed.GetRequiredValue(Out), parsed.GetRequiredValue(Labs), parsed.GetValue(Solved), !parsed.GetValue(NoProof),
            parsed.GetValue(Root), Console.Out));
        return command;
    }

    /// <summary>Makes the tree; without an exception it is there and whole, with one there is none.</summary>
    internal static async Task<int> RunAsync(string folder, string labs, string? solved, bool isProved, string? root, TextWriter output)
    {
        var watch = Stopwatch.StartNew();
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            throw new StaffException($"--out {folder} is not empty. Name a new folder, or empty this one.");
        }

        var reference = ReferenceFiles.Open(root);
        var tree = HandoutMaker.Make(
            reference, LabNumbers.Parse("--labs", labs), string.IsNullOrEmpty(solved) ? [] : LabNumbers.Parse("--solved", solved));
        if (isProved) await new HandoutProof(reference, tree, output).RunAsync();
        Place(tree, Path.GetFullPath(folder));
        var parts = tree.Marked.SelectMany(file => file.Parts).Distinct().Count();
        output.WriteLine(
            $"{folder}: {tree.Files.Count} files, {tree.Marked.Count} of them marked for {parts} parts, tests of lab 0 and "
            + $"{LabNumbers.Tell(tree.Labs)}, solutions of {LabNumbers.Tell(tree.Solved)}{(isProved ? "" : ", not proved")}, "
            + $"{watch.Elapsed.TotalSeconds.ToString("F0", System.Globalization.CultureInfo.InvariantCulture)} s");
        output.WriteLine($"version {tree.Version}");
        return 0;
    }

    /// <summary>Writes beside the place and moves: the place holds all or nothing.</summary>
    private static void Place(HandoutTree tree, string folder)
    {
        var beside = $"{folder}.{Guid.NewGuid():N}";
        try
        {
            tree.WriteTo(beside);
            if (Directory.Exists(folder)) Directory.Delete(folder);
            Directory.Move(beside, folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (Directory.Exists(beside)) Directory.Delete(beside, recursive: true);
            throw new StaffException($"--out {folder} cannot be written: {e.Message} Name another folder.");
        }
    }
}
