using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Course.Assignments.Running;

namespace Course.Staffing.Handouts.Proofs;

/// <summary>
/// Proves of a handout, in a folder of its own that is gone afterwards: it builds; nothing in it is done that a student should do; the
/// reference does all of it; nothing of a solution is left. Prints each with its figures.
/// </summary>
/// <param name="reference">What the handout is made of.</param>
/// <param name="tree">The handout.</param>
/// <param name="output">Where a line for each proof goes.</param>
internal sealed partial class HandoutProof(ReferenceFiles reference, HandoutTree tree, TextWriter output)
{
    /// <summary>How many findings of one proof are printed.</summary>
    public const int MostFindings = 20;

    // Of the tests alone: what they refer to is built with them.
    private const string TestSolution = "Tests.sln";

    private static readonly TimeSpan BuildBound = TimeSpan.FromMinutes(10);

    private string SolutionText => ReferenceFiles.TextOf(tree.Files["Course.sln"]);

    /// <exception cref="StaffException">A proof fails; its findings are printed before.</exception>
    public async Task RunAsync()
    {
        // Homes of students have blanks and letters beyond ASCII.
        var folder = Directory.CreateTempSubdirectory("handout é ").FullName;
        try
        {
            // What is built is made of a copy with canaries; it must not differ from the handout, which is made without.
            var canaries = new Canaries();
            var planted = HandoutMaker.Make(canaries.Plant(reference, tree.Solved), tree.Labs, tree.Solved);
            var search = new LeakSearch(reference, tree);
            SearchTexts(search, canaries, planted);
            planted.WriteTo(folder);
            await BuildAsync("builds", folder, "Course.sln");
            SearchBuilt(search, canaries, folder);
            await TestAsync("stub 0 %", folder, IsRightInStub);
            foreach (var file in tree.Marked) WriteReference(folder, file.Path);
            var tests = SolutionFile.Keep(SolutionText, path => path.StartsWith("Tests/", StringComparison.Ordinal));
            await File.WriteAllTextAsync(Path.Combine(folder, TestSolution), tests);
            await BuildAsync("reference builds", folder, TestSolution, "--no-restore", "-p:RunAnalyzers=false");
            await TestAsync("reference 100 %", folder, outcome => outcome.Verdict == Verdict.Passed);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The texts of a handout, before anything is built: windows, names and canaries.</summary>
    internal void SearchTexts(LeakSearch search, Canaries canaries, HandoutTree planted)
    {
        var watch = Stopwatch.StartNew();
        var found = tree.Files.SelectMany(file => search.In(file.Key, file.Value))
            .Concat(planted.Files.SelectMany(file => canaries.In(file.Value).Select(region => $"{file.Key} holds the canary of {region}")))
            .Concat(planted.Files.Where(file => !tree.Files[file.Key].AsSpan().SequenceEqual(file.Value))
                .Select(file => $"{file.Key} changes with the solutions"));
        Conclude("no leak in texts", found, $"{tree.Files.Count} files, {search.Figures}, {canaries.Count} canaries", watch);
    }

    /// <summary>Whether a test of the stubs has the verdict that it should: nothing is done, but in worked labs.</summary>
    private bool IsRightInStub(TestOutcome outcome)
    {
        var lab = outcome.Part[1] - '0';
        return lab == 0 || tree.Solved.Contains(lab)
            ? outcome.Verdict == Verdict.Passed
            : outcome.Verdict is Verdict.NotStarted or Verdict.Blocked;
    }

    private async Task BuildAsync(string proof, string folder, string solution, params IEnumerable<string> more)
    {
        var watch = Stopwatch.StartNew();
        string[] arguments = ["build", solution, "-v", "quiet", "-clp:NoSummary", "-nodeReuse:false", .. more];
        var (exitCode, text, errors) = await ChildCommand.DotnetAsync(folder, BuildBound, arguments);
        var problems = Problem().Matches(text + errors).Select(match => match.Value.Trim().Replace(folder, "", StringComparison.Ordinal))
            .Distinct().ToList();
        var found = exitCode switch
        {
            0 => [],
            null => [$"the build was not over after {BuildBound.TotalMinutes} minutes"],
            _ => problems.Where(line => line.Contains(": error ", StringComparison.Ordinal)).DefaultIfEmpty($"{text} {errors}".Trim()),
        };
        var projects = SolutionFile.Projects(await File.ReadAllTextAsync(Path.Combine(folder, solution))).Count();
        Conclude(proof, found, $"{projects} projects, {problems.Count} warnings", watch);
    }

    private void SearchBuilt(LeakSearch search, Canaries canaries, string folder)
    {
        var watch = Stopwatch.StartNew();
        var (count, bytes) = (0, 0L);
        var found = new List<string>();
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(folder, path).Replace('\\', '/');
            var content = File.ReadAllBytes(path);
            count++;
            bytes += content.Length;
            found.AddRange(canaries.In(content).Select(region => $"{name} holds the canary of {region}"));
            // Outputs hold copies of what obj holds, and the assemblies of packages.
            if (name.Contains("/obj/", StringComparison.Ordinal)) found.AddRange(search.In(name, content));
        }

        Conclude("no leak in outputs", found, $"{count} files, {bytes / 1_000_000} MB, with assemblies and symbols", watch);
    }

    private async Task TestAsync(string proof, string folder, Func<TestOutcome, bool> isRight)
    {
        var watch = Stopwatch.StartNew();
        var outcomes = new List<TestOutcome>();
        foreach (var lab in tree.Labs.Prepend(0)) outcomes.AddRange(await GradedRun.RunAsync(folder, lab));
        var verdicts = outcomes.GroupBy(outcome => outcome.Verdict).OrderBy(group => group.Key)
            .Select(group => $"{group.Count()} {group.Key}");
        var found = outcomes.Where(outcome => !isRight(outcome))
            .Select(outcome => $"{outcome.Part} {outcome.Test}: {outcome.Verdict} {outcome.Message.Split('\n')[0]}");
        Conclude(proof, found, $"{outcomes.Count} graded tests: {string.Join(", ", verdicts.DefaultIfEmpty("none"))}", watch);
    }

    private void WriteReference(string folder, string path)
    {
        var target = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllText(target, ReferenceFiles.TextOf(reference.Files[path]), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    private void Conclude(string proof, IEnumerable<string> findings, string figures, Stopwatch watch)
    {
        var found = findings.ToList();
        var seconds = watch.Elapsed.TotalSeconds.ToString("F1", System.Globalization.CultureInfo.InvariantCulture);
        output.WriteLine($"{(found.Count == 0 ? "holds" : "FAILS")}  {proof}: {figures}, {seconds} s");
        if (found.Count == 0) return;
        foreach (var finding in found.Take(MostFindings)) output.WriteLine($"       {finding}");
        if (found.Count > MostFindings) output.WriteLine($"       … and {found.Count - MostFindings} more");
        throw new StaffException($"the handout is not given, because the proof '{proof}' fails: {found[0]}");
    }

    [GeneratedRegex(@"^.*: (warning|error) .*$", RegexOptions.Multiline)]
    private static partial Regex Problem();
}
