using System.Reflection;
using System.Text.RegularExpressions;
using Course.Tests.House.Reading;

namespace Course.Tests.House;

/// <summary>Who may know whom.</summary>
[TestFixture]
internal sealed partial class ReferenceTests
{
    [Test]
    public void Projects_TransitiveReferences_HoldNoForbiddenArrow() =>
        Problems.None(Arrows.Forbidden(ProjectFile.All), "Forbidden arrows between the boxes of the architecture:");

    [Test]
    public void Projects_Solution_HoldsEachOfThem()
    {
        // The drop-in serializer is built only where its package can be restored.
        var solution = Repository.Read("Course.sln").Replace('\\', '/');
        Problems.None(
            from project in ProjectFile.All
            where project.Name != "Rpc.MessagePack" && !solution.Contains($"\"{project.Path}\"", StringComparison.Ordinal)
            select project.Path,
            "Projects that Course.sln does not build:");
    }

    [Test]
    public void Arrows_HiddenBehindAnotherProject_AreNamedWithTheirPath()
    {
        ProjectFile[] projects =
        [
            new("FaultTolerance/FaultTolerance.csproj", "FaultTolerance", ["Filters/Filters.csproj"], []),
            new("Filters/Filters.csproj", "Filters", ["Rpc/Rpc.csproj"], []),
            new("Rpc/Rpc.csproj", "Rpc", [], []),
        ];

        Assert.That(
            Arrows.Forbidden(projects),
            Is.EqualTo(new[] { "FaultTolerance → Filters directly", "FaultTolerance → Rpc via Filters" }));
    }

    [Test]
    public void CastleCore_Package_IsReferencedByRpcOnly() =>
        Problems.None(
            ProjectFile.All.Where(project => project.Packages.Contains("Castle.Core") && project.Name != "Rpc")
                .Select(project => project.Path),
            "Only Rpc refers to Castle.Core; others make proxies with DynamicProxy:");

    [Test]
    public void Castle_InSources_StandsInOneFile() =>
        Problems.None(
            // The grader hands the package to the compiler of a student's sources, by the name of its file.
            FilesWith(CastleUse(), "Tests")
                .Where(file => file is not ("Rpc/Proxies/DynamicProxy.cs" or "Staff/Grading/Compiling/OverlayCompiler.cs")),
            "Castle belongs to Rpc/Proxies/DynamicProxy.cs alone:");

    [Test]
    public void Sockets_InSources_StandBelowRpcTcpOnly() =>
        // The floors of the benchmarks are sockets with nothing above them.
        Problems.None(FilesWith(SocketUse(), "Tests", "Rpc/Tcp", "Benchmarks"), "Sockets belong to Rpc/Tcp alone; go through ITransport:");

    [Test]
    public void WireTags_InSources_StandInRpcSerializationOnly() =>
        Problems.None(
            FilesWith(WireTagUse(), "Tests", "Rpc/Serialization"),
            "Tags of the wire format belong to Rpc/Serialization alone; go through IMessageSerializer:");

    [Test]
    public void Patterns_OnTextsThatBreakTheRule_Match() =>
        Assert.Multiple(() =>
        {
            Assert.That(CastleUse().IsMatch("using Castle.DynamicProxy;"));
            Assert.That(CastleUse().IsMatch("The only place that knows Castle."), Is.False);
            Assert.That(SocketUse().IsMatch("using System.Net.Sockets;"));
            Assert.That(WireTagUse().IsMatch("writer.Write(MessagePackTag.Nil)"));
        });

    [TestCase("Course.FaultTolerance", new string[0])]
    [TestCase(
        "Course.Simulation",
        new[] { "Course.Rpc", "Course.FaultTolerance", "Course.Filters", "Course.Relayer", "Course.RelayerClient", "Course.Peer" })]
    public void Assembly_References_AreTheBaseLibraryAndTheAllowed(string assembly, string[] allowed)
    {
        var references = Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, assembly + ".dll")).GetReferencedAssemblies()
            .Select(name => name.Name!);
        Problems.None(
            references.Where(name => !name.StartsWith("System.", StringComparison.Ordinal) && !allowed.Contains(name)),
            $"{assembly} may refer to the base library and {(allowed.Length == 0 ? "nothing else" : string.Join(", ", allowed))}:");
    }

    private static IEnumerable<string> FilesWith(Regex pattern, params string[] allowedFolders) =>
        SourceFile.All.Where(file => !file.IsIn(allowedFolders) && pattern.IsMatch(file.Text)).Select(file => file.FilePath);

    [GeneratedRegex(@"\bCastle\.\w")]
    private static partial Regex CastleUse();

    [GeneratedRegex(@"\bSystem\s*\.\s*Net\s*\.\s*Sockets\b")]
    private static partial Regex SocketUse();

    [GeneratedRegex(@"\bMessagePackTag\b")]
    private static partial Regex WireTagUse();
}
