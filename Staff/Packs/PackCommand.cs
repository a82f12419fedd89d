using System.CommandLine;
using System.Globalization;
using Course.Assignments;
using Course.Staffing.Grading.Kits;
using Course.Staffing.Grading.References;

namespace Course.Staffing.Packs;

/// <summary><c>staff pack</c>: what other systems need to grade, or to compare, what students hand in.</summary>
internal static class PackCommand
{
    private const double MostPoints = 100_000;

    private static readonly Option<string> Out = new("--out") { Description = "where it is written", HelpName = "PATH", Required = true };

    private static readonly Option<int?> Lab = new("--lab") { Description = "the lab, 0 to 9", HelpName = "N" };

    private static readonly Option<double> Points = new("--points")
    {
        Description = "what is shown as the most points when a tree does not build (default: 0)",
        HelpName = "N",
    };

    private static readonly Option<int> Minutes = new("--minutes")
    {
        Description = "the least time between two submissions of a student that are graded; "
            + "the rest keep their score (default: 0, no limit)",
        HelpName = "N",
    };

    private static readonly Option<bool> HiddenAlways = new("--hidden-always")
    {
        Description = "hidden tests run before the due date as well (default: only after it)",
    };

    private static readonly Option<string?> Runtime = new("--runtime")
    {
        Description = "an unpacked dotnet-runtime of linux-x64 (default: the one that runs this)",
        HelpName = "DIR",
    };

    private static readonly Option<string?> Reference = new("--reference")
    {
        Description = "the tree of the reference (default: the nearest folder upward with Course.sln)",
        HelpName = "DIR",
    };

    private static readonly Option<string> Submissions = new("--submissions")
    {
        Description = "a folder with a folder for each submission",
        HelpName = "DIR",
        Required = true,
    };

    private static readonly Option<string> Handout = new("--handout")
    {
        Description = "the tree that the students were given: its marked files are the base code",
        HelpName = "DIR",
        Required = true,
    };

    /// <summary>The command with its three.</summary>
    public static Command Create()
    {
        var classroom = new Command("classroom", "Writes the workflow with which GitHub Classroom runs a lab's visible tests.")
        {
            Lab, Points, Out,
        };
        classroom.SetAction(parsed => Say(ClassroomPack.Write(
            RequiredLab(parsed.GetValue(Lab)), InRange(parsed.GetValue(Points)), parsed.GetRequiredValue(Out))));
        var gradescope = new Command(
            "gradescope",
            "Writes the autograder zip of Gradescope: runtime, grader, reference and tests; "
                + "it needs no network. Without --lab it grades all.")
        {
            Lab, Minutes, HiddenAlways, Runtime, Reference, Out,
        };
        gradescope.SetAction((parsed, _) => GradescopeAsync(parsed));
        var jplag = new Command(
            "jplag", "Writes JPlag's input: the marked files of each submission, and those of the handout as base code.")
        {
            Submissions, Handout, Out,
        };
        jplag.SetAction(parsed => Say([.. JplagPack.Write(
            parsed.GetRequiredValue(Submissions), parsed.GetRequiredValue(Handout), parsed.GetRequiredValue(Out))]));
        return new Command("pack", "Makes what other systems need: Gradescope, GitHub Classroom, JPlag.") { classroom, gradescope, jplag };
    }

    private static async Task<int> GradescopeAsync(ParseResult parsed)
    {
        var minutes = parsed.GetValue(Minutes);
        if (minutes is < 0 or > RateLimit.MostMinutes)
            throw new StaffException($"--minutes {minutes}: it takes 0 to {RateLimit.MostMinutes}, a week.");
        var lab = parsed.GetValue(Lab) is { } number ? RequiredLab(number) : (int?)null;
        var runtime = DotnetRuntime.Find(parsed.GetValue(Runtime));
        var root = ReferenceTree.FindRoot(parsed.GetValue(Reference) ?? Directory.GetCurrentDirectory());
        var kit = await KitBuilder.EnsureAsync(root, withHidden: true, line => Say(line));
        var entries = GradescopePack.Entries(
            new GradescopeConfiguration(lab, minutes, parsed.GetValue(HiddenAlways)), runtime, AppContext.BaseDirectory, kit.Folder,
            kit.HiddenFolder ?? throw new StaffException("the kit has no hidden tests."), root, Box.All.Select(box => box.Folder));
        var file = parsed.GetRequiredValue(Out);
        PackZip.Write(file, entries);
        var size = (new FileInfo(file).Length / 1e6).ToString("0.0", CultureInfo.InvariantCulture);
        return Say($"{file}: {entries.Count} files, {size} MB, .NET {runtime.Version}. "
            + "It holds solutions and hidden tests: for the staff only.");
    }

    private static int RequiredLab(int? lab) =>
        lab is { } number && LabCatalogue.Shared.Labs.Any(known => known.Number == number)
            ? number
            : throw new StaffException(
                $"--lab takes one of the labs {string.Join(", ", LabCatalogue.Shared.Labs.Select(known => known.Number))}.");

    private static double InRange(double points) =>
        points is >= 0 and <= MostPoints ? points : throw new StaffException($"--points takes 0 to {MostPoints:0}.");

    private static int Say(params string[] lines)
    {
        foreach (var line in lines) Console.Out.WriteLine(line);
        return 0;
    }
}
