using System.CommandLine;
using Course.Assignments.Running;
using Course.Assignments.Sealed;
using Course.Testing.Sealed;

namespace Course.Staffing.Sealing;

/// <summary><c>staff seal</c>: commits to scenarios without showing them.</summary>
internal static class SealCommand
{
    private const string Explanation = """
        Seals the scenarios of a file. sealed.sha256 goes to the root of the handout and tells nothing; sealed.json is published after the
        due date, and 'course test --sealed sealed.json' then plays what was graded. Each scenario is played on the reference first.

          staff seal scenarios.json --out sealed
        """;

    private static readonly Argument<string> Content = new("FILE") { Description = "JSON: { \"version\": 1, \"scenarios\": [ … ] }" };

    private static readonly Option<string> Out = new("--out")
    {
        Description = "folder of sealed.sha256 and sealed.json; neither may be there",
        HelpName = "DIR",
        Required = true,
    };

    public static Command Create()
    {
        var command = new Command("seal", Explanation) { Content, Out };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(Content), parsed.GetRequiredValue(Out)));
        return command;
    }

    private static int Run(string file, string folder)
    {
        try
        {
            // A seal that is lost cannot be opened any more, and the handout may have gone out with its digest.
            foreach (var name in new[] { Seal.DigestFile, Seal.OpenedFile })
                if (File.Exists(Path.Combine(folder, name))) throw new StaffException($"{folder} has a {name} already: name another folder.");
            var seal = Seal.New(File.ReadAllText(file));
            foreach (var scenario in SealedContent.Parse(seal.Content).Scenarios) Play(file, scenario);
            Directory.CreateDirectory(folder);
            WriteNew(Path.Combine(folder, Seal.DigestFile), seal.Digest() + "\n");
            WriteNew(Path.Combine(folder, Seal.OpenedFile), seal.Write());
            return 0;
        }
        catch (SealException e)
        {
            throw new StaffException($"{file}: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new StaffException($"{file} cannot be sealed into {folder}: {e.Message}");
        }
    }

    /// <summary>A scenario that the reference does not pass would cost everybody its points.</summary>
    private static void Play(string file, SealedScenario scenario)
    {
        var (verdict, message) = new SealedPlayer().Play(scenario);
        Console.Out.WriteLine($"{verdict.ToString().ToLowerInvariant(),-8} {scenario.Part} {scenario.Points,4} {scenario.Name}");
        if (verdict != Verdict.Passed)
            throw new StaffException($"{file}: the reference does not pass '{scenario.Name}' ({message}): change it, or its seed.");
    }

    private static void WriteNew(string path, string text)
    {
        using var output = new StreamWriter(new FileStream(path, FileMode.CreateNew, FileAccess.Write));
        output.Write(text);
        Console.Out.WriteLine($"written: {path}");
    }
}
