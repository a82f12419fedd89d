using System.CommandLine;

namespace Course.Staffing.Handouts.Updates;

/// <summary><c>staff update</c>: mended given files for students who have begun.</summary>
internal static class UpdateCommand
{
    private const string Explanation = """
        Brings the given files of student trees to those of a reference. Marked files are never written: what a student must change
        in them is said in words. A given file that a student changed is named and left. Exit code 0 in order, 1 if a tree could not
        be brought up, 2 bad options.
        """;

    private static readonly Option<string> From = new("--from")
    {
        Description = "the reference, with Course.sln and Staff",
        HelpName = "ROOT",
        Required = true,
    };

    private static readonly Option<string[]> To = new("--to")
    {
        Description = "roots of student trees, with handout.json",
        HelpName = "TREE",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<bool> Force = new("--force") { Description = "replace given files that students changed, too" };

    public static Command Create()
    {
        var command = new Command("update", Explanation) { From, To, Force };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(From), parsed.GetRequiredValue(To), parsed.GetValue(Force), Console.Out, Console.Error));
        return command;
    }

    /// <summary>Updates one tree after another; one that is bad gets a line on the error stream and stops no other.</summary>
    internal static int Run(string from, IReadOnlyList<string> trees, bool isForced, TextWriter output, TextWriter errors)
    {
        var reference = ReferenceFiles.Open(from);
        var made = new Dictionary<string, HandoutTree>(StringComparer.Ordinal);
        var failed = 0;
        foreach (var tree in trees)
        {
            try
            {
                var old = HandoutManifest.Read(tree);
                var kind = $"{string.Join(',', old.Labs)} {string.Join(',', old.Solved)}";
                if (!made.TryGetValue(kind, out var fresh)) made.Add(kind, fresh = HandoutMaker.Make(reference, old.Labs, old.Solved));
                foreach (var line in new TreeUpdate(tree, old, fresh, isForced).Run()) output.WriteLine(line);
            }
            catch (Exception e) when (e is StaffException or IOException or UnauthorizedAccessException)
            {
                errors.WriteLine($"staff: {tree}: {e.Message.ReplaceLineEndings(" ")}");
                failed++;
            }
        }

        return failed == 0 ? 0 : 1;
    }
}
