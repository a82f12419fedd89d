using System.Text;
using Course.Staffing.Handouts;

namespace Course.Tests.Staff.Handouts;

/// <summary>A small reference: one box with solutions of labs 1 and 2, their tests, and what belongs to the staff.</summary>
internal sealed class MiniReference
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><AssemblyName>Course.Relayer</AssemblyName></PropertyGroup>
        </Project>

        """;

    private const string Tests = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><IsTestProject>true</IsTestProject><AssemblyName>Course.Tests.LabN</AssemblyName></PropertyGroup>
          <ItemGroup>
            <ProjectReference Include="../../Assignments/Assignments.csproj" />
            <ProjectReference Include="../../Relayer/Relayer.csproj" />
          </ItemGroup>
        </Project>

        """;

    /// <summary>The marked file of lab 1.</summary>
    public const string Adder = """
        namespace Course.Relaying;

        /// <summary>Adds.</summary>
        public sealed class Adder
        {
            // <A1.1> Keep the sum.
            private int _innerTotal;
            // </A1.1>

            /// <summary>The sum so far.</summary>
            public int Add(int number)
            {
                // <A1.1> Add a "number" to the sum.
                // | The sum begins with 0.
                var nextTotal = _innerTotal + number;
                if (nextTotal < _innerTotal && number > 0) throw new OverflowException("the sum is too large");
                _innerTotal = nextTotal;
                return _innerTotal;
                // </A1.1>
            }

            /// <summary>Twice as much.</summary>
            public static int Double(int number)
            {
                // <A2.1> Double it.
                // = return number;
                return number * 2;
                // </A2.1>
            }
        }

        """;

    /// <summary>By path; a test may change them before it makes anything of them.</summary>
    public SortedDictionary<string, string> Files { get; } = new(StringComparer.Ordinal)
    {
        ["Course.sln"] = Solution("Relayer/Relayer", "Assignments/Assignments", "Staff/Staff", "Tests/Lab0/Tests.Lab0",
            "Tests/Lab1/Tests.Lab1", "Tests/Lab2/Tests.Lab2", "Tests/Hidden/Tests.Hidden"),
        [".editorconfig"] =
            "root = true\n[*.cs]\ndotnet_diagnostic.IDE0005.severity = warning\ndotnet_diagnostic.RS0030.severity = error\n",
        ["README.md"] = "# For instructors\n",
        ["assignments.md"] = "# Assignments\n\n| A1.1 | x |\n| A2.1 | y |\n\n## Lab 1: Add\n\none\n\n## Lab 2: Double\n\ntwo\n",
        ["Assignments/Assignments.csproj"] = Project,
        ["Relayer/Relayer.csproj"] = Project,
        ["Relayer/Adder.cs"] = Adder,
        ["Relayer/Given.cs"] = "namespace Course.Relaying;\r\n\r\n/// <summary>Given.</summary>\r\npublic sealed class Given;\r\n",
        ["Relayer/notes.orig"] = "left behind",
        ["Staff/Staff.csproj"] = Project,
        ["Tests/Lab0/Tests.Lab0.csproj"] = Tests.Replace("LabN", "Lab0", StringComparison.Ordinal),
        ["Tests/Lab0/WorkedTests.cs"] = Graded("Lab0", "A0.1", "Assert.That(new Course.Relaying.Given(), Is.Not.Null);"),
        ["Tests/Lab1/Tests.Lab1.csproj"] = Tests.Replace("LabN", "Lab1", StringComparison.Ordinal),
        ["Tests/Lab1/AdderTests.cs"] = Graded("Lab1", "A1.1", "Assert.That(new Course.Relaying.Adder().Add(2), Is.EqualTo(2));"),
        ["Tests/Lab2/Tests.Lab2.csproj"] = Tests.Replace("LabN", "Lab2", StringComparison.Ordinal),
        ["Tests/Lab2/DoubleTests.cs"] = Graded("Lab2", "A2.1", "Assert.That(Course.Relaying.Adder.Double(2), Is.EqualTo(4));"),
        ["Tests/Hidden/Tests.Hidden.csproj"] = Tests.Replace("LabN", "Hidden", StringComparison.Ordinal),
        ["docs/README.md"] =
            "# Documents\n\n| document | |\n|---|---|\n| [glossary.md](glossary.md) | words |\n| [mutants.md](mutants.md) | wrong |\n",
        ["docs/glossary.md"] = "# Glossary\n\nSee [the wrong ones](mutants.md) and [labs](../assignments.md).\n",
        ["docs/mutants.md"] = "# Mutants\n",
        ["docs/staff/handout.md"] = "# For the staff\n",
        ["docs/features.md"] = "# Features\n",
    };

    /// <summary>In memory.</summary>
    public ReferenceFiles Tree => new("mini", new SortedDictionary<string, byte[]>(
        Files.ToDictionary(file => file.Key, file => Encoding.UTF8.GetBytes(file.Value)), StringComparer.Ordinal));

    /// <summary>The handout of it.</summary>
    public HandoutTree Handout(string labs, string? solved = null) =>
        HandoutMaker.Make(Tree, LabNumbers.Parse("--labs", labs), solved is null ? [] : LabNumbers.Parse("--solved", solved));

    /// <summary>As a folder that can be built: with the real Assignments, package versions and rules.</summary>
    public void WriteTo(string folder) => WriteTo(
        folder,
        path => path is "global.json" or "Directory.Packages.props" or "Directory.Build.targets" or "Directory.Build.props"
            || path.StartsWith("Assignments/", StringComparison.Ordinal));

    /// <summary>As a folder, with some files of the real reference.</summary>
    public void WriteTo(string folder, Func<string, bool> isAdded)
    {
        foreach (var (path, text) in Files) Write(folder, path, Encoding.UTF8.GetBytes(text));
        var added = ReferenceFiles.Open(RepositoryRoot).Files.Where(file => isAdded(file.Key));
        foreach (var (path, content) in added) Write(folder, path, content);
    }

    /// <summary>The folder of the repository that these tests were built in.</summary>
    public static string RepositoryRoot
    {
        get
        {
            var folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "Course.sln"))) folder = Path.GetDirectoryName(folder)!;
            return folder;
        }
    }

    /// <summary>A class with one graded test.</summary>
    public static string Graded(string lab, string part, string body) => $$"""
        using NUnit.Framework;
        using Course.Assignments;

        namespace Course.Tests.{{lab}};

        public sealed class {{lab}}Tests
        {
            [Test, AssignmentTest("{{part}}")]
            public void Code_OfThePart_IsRight()
            {
                {{body}}
            }
        }

        """;

    private static void Write(string folder, string path, byte[] content)
    {
        var target = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllBytes(target, content);
    }

    /// <summary>Tests are nested in a solution folder.</summary>
    private static string Solution(params string[] projects)
    {
        var text = new StringBuilder("\uFEFF\nMicrosoft Visual Studio Solution File, Format Version 12.00\n");
        void Project(string kind, string name, string path, string id) =>
            text.Append($"Project(\"{{{kind}}}\") = \"{name}\", \"{path}\", \"{{{id}}}\"\nEndProject\n");

        const string tests = "0AB3BF05-4346-4AA6-1389-037BE0695223";
        Project("2150E333-8FDC-42A3-9474-1A3956D46DE8", "Tests", "Tests", tests);
        foreach (var path in projects)
        {
            Project("FAE04EC0-301F-11D3-BF4B-00C04F79EFBC", path.Split('/')[^1], path.Replace('/', '\\') + ".csproj", IdOf(path));
        }

        text.Append("Global\n\tGlobalSection(SolutionConfigurationPlatforms) = preSolution\n");
        text.Append("\t\tDebug|Any CPU = Debug|Any CPU\n\tEndGlobalSection\n");
        text.Append("\tGlobalSection(ProjectConfigurationPlatforms) = postSolution\n");
        foreach (var path in projects)
        {
            text.Append($"\t\t{{{IdOf(path)}}}.Debug|Any CPU.ActiveCfg = Debug|Any CPU\n");
            text.Append($"\t\t{{{IdOf(path)}}}.Debug|Any CPU.Build.0 = Debug|Any CPU\n");
        }

        text.Append("\tEndGlobalSection\n\tGlobalSection(NestedProjects) = preSolution\n");
        foreach (var path in projects.Where(path => path.StartsWith("Tests/", StringComparison.Ordinal)))
        {
            text.Append($"\t\t{{{IdOf(path)}}} = {{{tests}}}\n");
        }

        return text.Append("\tEndGlobalSection\nEndGlobal\n").ToString();
    }

    /// <summary>Any identifier, the same for the same path.</summary>
    public static string IdOf(string path) => new Guid(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(path))[..16])
        .ToString("D").ToUpperInvariant();
}
