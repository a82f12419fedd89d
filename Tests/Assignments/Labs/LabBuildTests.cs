using Course.Commands;
using Course.Commands.Labs;

namespace Course.Tests.Assignments.Labs;

internal sealed class LabBuildTests
{
    [Test]
    public void Errors_OfACompiler_AreShortFromTheRootAndToldOnce()
    {
        using var tree = new TemporaryTree();
        var error = $"{tree.Root}/Rpc/A B.cs(12,5): error CS0029: Cannot convert 'a' to 'b' [{tree.Root}/Rpc/Rpc.csproj]";
        var told = LabBuild.Errors(
            tree.Tree, $"{error}\r\n  {error}\nCSC : error CS5001: No Main [x.csproj]\nRpc/C.cs(1,2): warning CS1: no\n");

        Assert.That(told, Is.EqualTo(new[] { "Rpc/A B.cs:12: Cannot convert 'a' to 'b' (CS0029)", "No Main (CS5001)" }));
    }

    [Test]
    public void Errors_Many_AreCounted()
    {
        using var tree = new TemporaryTree();
        var text = string.Join('\n', Enumerable.Range(1, 25).Select(line => $"A.cs({line},1): error CS1: bad [p]"));

        Assert.That(LabBuild.Errors(tree.Tree, text), Has.Count.EqualTo(21).And.Member("… and 5 more"));
    }

    [Test]
    public void Errors_NoneThatIsKnown_AreTheLastLines()
    {
        using var tree = new TemporaryTree();

        Assert.That(LabBuild.Errors(tree.Tree, "1\n2\n3\n4\n5\n6\n"), Is.EqualTo(new[] { "2", "3", "4", "5", "6" }));
    }

    [TestCase("A compatible .NET SDK was not found.")]
    [TestCase("  * You intended to execute a .NET SDK command:\n      No .NET SDKs were found.")]
    public void Errors_NoSdk_SaysWhereToGetIt(string text)
    {
        using var tree = new TemporaryTree();

        Assert.That(() => LabBuild.Errors(tree.Tree, text), Throws.TypeOf<CommandException>().With.Message.Contains("https://dotnet"));
    }

    [Test]
    public void IsRestored_NewerInputs_NeedARestore()
    {
        using var tree = new TemporaryTree();
        tree.Write("Tests/Lab1/T.csproj", "<ProjectReference Include=\"../../Rpc/R.csproj\" />");
        tree.Write("Rpc/R.csproj", "");
        tree.Write("Tests/Lab1/obj/project.assets.json", "");
        var project = Path.Combine(tree.Root, "Tests/Lab1/T.csproj");
        bool IsRestored(int mark = 0) => LabBuild.IsRestored(tree.Root, project, Day(mark));
        foreach (var file in new[] { "Tests/Lab1/T.csproj", "Rpc/R.csproj" }) SetDay(file, 1);
        SetDay("Tests/Lab1/obj/project.assets.json", 2);

        Assert.That(IsRestored(), Is.False, "what it refers to was never restored");
        tree.Write("Rpc/obj/project.assets.json", "");
        SetDay("Rpc/obj/project.assets.json", 2);
        Assert.That(IsRestored(), Is.True);
        SetDay("Rpc/R.csproj", 3);
        Assert.That(IsRestored(), Is.False, "the project is newer");
        Assert.That(IsRestored(mark: 4), Is.True, "a restore had nothing to do");
        tree.Write("global.json", "");
        SetDay("global.json", 5);
        Assert.That(IsRestored(mark: 4), Is.False, "the SDK may be another one");

        void SetDay(string file, int day) => File.SetLastWriteTimeUtc(Path.Combine(tree.Root, file), Day(day));
        static DateTime Day(int day) => new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(day);
    }
}
