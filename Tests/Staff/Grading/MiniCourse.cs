using Course.Assignments.Running;
using Course.Staffing.Grading.Compiling;
using Course.Staffing.Grading.Kits;
using Course.Staffing.Grading.References;
using Course.Staffing.Grading.Running;
using Course.Staffing.Grading.Sandboxing;
using Course.Staffing.Handouts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Course.Tests.Staff.Grading;

/// <summary>
/// A course of two parts over the product's own boxes, with a few graded tests that are compiled here: small, and independent of the labs.
/// </summary>
internal sealed class MiniCourse : IDisposable
{
    public const string ElectorFile = "FaultTolerance/RelayerElector.cs";
    public const string SlaveFile = "FaultTolerance/SlaveFaultToleranceManager.cs";
    public const string Elector = "A9.1";
    public const string Slave = "A9.2";

    private const string Elect =
        """
                var rank = Math.Max(1, Epoch.Value);
                while (!membership.IsLive(_order[rank - 1].Number)) rank++;
                Relayer = _order[rank - 1].Number;
                Epoch = new Epoch(rank);

        """;

    private const string Fence =
        """
                if (e.From != Relayer || e.Epoch != Epoch)
                {
                    Discard(e, "fenced: not from the relayer of this epoch"); // trap 7
                    return;
                }

        """;

    private const string Tests =
        """
        using System.Linq;
        using Course.Assignments;
        using Course.Simulation.Checking;
        using Course.Simulation.Simulating;
        using NUnit.Framework;

        namespace Course.Tests.LAB;

        public class MiniTests
        {
            [Test, AssignmentTest("A9.1", Points = 2, Slide = "Elector")]
            public void Elector_OneCrash_EndsQuiet() => Judge("at 5ms crash relayer", 3);

            [Test, AssignmentTest("A9.1")]
            public void Elector_NoCrash_Delivers() => Judge("", 2);

            [Test, AssignmentTest("A9.2", Guarantee = "total order")]
            public void Slave_NoCrash_Delivers() => Judge("", 2);

            private static void Judge(string faults, int peers)
            {
                var result = Simulator.Run(new SimulationOptions { Peers = peers, Messages = 6, Faults = FaultScript.Parse(faults) });
                Assert.That(result.Report.Outcome, Is.EqualTo(RunOutcome.Holds), result.Report.Reason);
            }
        }
        """;

    private readonly string _work = Directory.CreateTempSubdirectory("mini").FullName;

    private MiniCourse(ReferenceTree full, ReferenceTree reference) => (Full, Reference) = (full, reference);

    /// <summary>The reference as it is, with the parts of the labs.</summary>
    public ReferenceTree Full { get; }

    public ReferenceTree Reference { get; }

    public Kit Kit { get; private set; } = null!;

    public OverlayCompiler Compiler { get; private set; } = null!;

    public string Work => Directory.CreateDirectory(Path.Combine(_work, "runs")).FullName;

    public string Root => _work;

    public string Out => Path.Combine(_work, "results");

    public string HiddenFolder => Path.Combine(KitPlace, "hidden");

    /// <summary>The kit as a command line names it.</summary>
    public string KitPlace => Path.Combine(_work, "kit");

    public static async Task<MiniCourse> MakeAsync()
    {
        var full = ReferenceTree.Open(ReferenceTree.FindRoot(AppContext.BaseDirectory));
        var tree = full.With(full.Marked.ToDictionary(file => file.Key, file => StubWriter.Write(file.Value, _ => true)!));
        var course = new MiniCourse(full, tree.With(new Dictionary<string, string>
        {
            [ElectorFile] = Mark(tree, ElectorFile, Elect, Elector),
            [SlaveFile] = Mark(tree, SlaveFile, Fence, Slave),
        }));
        // Children of other users pass through it.
        Directory.CreateDirectory(course.KitPlace);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(course._work, (UnixFileMode)0b111_001_001);
        var folder = Directory.CreateDirectory(Path.Combine(course.KitPlace, "visible")).FullName;
        KitBuilder.CopyNeeded(AppContext.BaseDirectory, folder, Directory.CreateDirectory(course.HiddenFolder).FullName);
        foreach (var tests in Directory.EnumerateFiles(folder, "Course.Tests.*")) File.Delete(tests);
        Compile(folder, "Lab9", folder);
        Compile(folder, "Hidden", course.HiddenFolder);
        await KitBuilder.ListAllAsync(folder, course.HiddenFolder);
        course.Kit = Kit.Open(folder, null);
        course.Compiler = new OverlayCompiler(course.Reference, course.Kit, isConcurrent: true);
        return course;
    }

    /// <summary>A compiler of another tree against this kit.</summary>
    public OverlayCompiler CompilerOf(ReferenceTree reference) => new(reference, Kit, isConcurrent: true);

    /// <summary>The kit with its hidden tests.</summary>
    public Kit WithHidden() => Kit.Open(Kit.Folder, HiddenFolder);

    /// <summary>The reference's file with other code in the region of a part.</summary>
    public Dictionary<string, string> With(string part, string body)
    {
        var file = Reference.Marked.Values.Single(file => file.Regions.Any(region => region.Part == part));
        var text = file.With(region => [$"// <{part}> Student.", .. body.Split('\n'), $"// </{part}>"]);
        return new Dictionary<string, string> { [file.Path] = text };
    }

    public Task<IReadOnlyList<TestOutcome>> RunAsync(
        IReadOnlyDictionary<string, string> texts, ChildLimits? limits = null, Sandbox? sandbox = null, IRunners? runners = null)
    {
        var overlay = Compiler.Compile(texts);
        Assert.That(overlay.Problems, Is.Empty);
        limits ??= new ChildLimits();
        var child = new TestChild(runners ?? new OwnRunners(Kit, sandbox ?? new NoSandbox(), Work), limits);
        return child.RunAsync(overlay.Images, Kit.Tests);
    }

    public void Dispose() => Directory.Delete(_work, recursive: true);

    private static string Mark(ReferenceTree tree, string file, string body, string part)
    {
        var text = tree.Sources[file];
        Assert.That(text.Split(body), Has.Length.EqualTo(2), $"{file} has changed: adapt the text here");
        return text.Replace(body, $"        // <{part}> Write it.\n{body}        // </{part}>\n", StringComparison.Ordinal);
    }

    private static void Compile(string folder, string name, string into)
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal));
        var references = platform.Concat(Directory.EnumerateFiles(folder, "*.dll")).DistinctBy(Path.GetFileName)
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "Course.Tests." + name, [CSharpSyntaxTree.ParseText(Tests.Replace("LAB", name, StringComparison.Ordinal))], references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var result = compilation.Emit(Path.Combine(into, $"Course.Tests.{name}.dll"));
        Assert.That(result.Success, Is.True, string.Join('\n', result.Diagnostics));
    }
}
