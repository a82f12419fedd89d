using Course.Tests.House.Reading;

namespace Course.Tests.House;

/// <summary>A document that points at nothing is worse than none.</summary>
[TestFixture]
internal sealed class DocumentTests
{
    private static IEnumerable<string> Documents => Repository.FilesEnding(".md");

    [Test]
    public void Links_InAllDocuments_LeadSomewhere() =>
        Problems.None(
            from file in Documents
            from problem in DocumentRules.BrokenLinks(file, Repository.Read(file), Repository.Exists, AnchorsOf)
            select problem,
            "Links in documents:");

    [Test]
    public void DotnetCommands_InAllDocuments_NameProjectsThatExist() =>
        Problems.None(
            from file in Documents
            from command in DocumentRules.DotnetCommands(Repository.Read(file))
            let problem = DocumentRules.CommandProblem(command, Repository.Exists)
            where problem is not null
            select $"{file}: {problem}",
            "Commands in documents:");

    [Test]
    public void Documents_InDocs_AreAllInTheIndexThemselvesOrWithTheirFolder()
    {
        var index = Repository.Read("docs/README.md");
        bool IsListed(string path) => index.Contains($"({path})", StringComparison.Ordinal);
        Problems.None(
            Documents.Where(file => file.StartsWith("docs/", StringComparison.Ordinal) && file != "docs/README.md")
                .Where(file => !IsListed(file[5..]) && !IsListed(file[5..].Split('/')[0])),
            "Documents that docs/README.md does not list:");
    }

    [TestCase("see [it](b.md)", null)]
    [TestCase("see [it](../Rpc)", null)]
    [TestCase("see [it](c.md)", "links to c.md, which does not exist")]
    [TestCase("see [it](b.md#two-words)", null)]
    [TestCase("see [it](b.md#other)", "no such heading")]
    [TestCase("`[it](c.md)` and https://example.org", null)]
    public void BrokenLinks_OfADocument_AreNamed(string text, string? problem) =>
        Assert.That(
            DocumentRules.BrokenLinks(
                "docs/a.md", text, path => path is "docs/b.md" or "Rpc", _ => DocumentRules.Anchors("# One\n## Two words!\n")),
            problem is null ? Is.Empty : Has.One.Contain(problem));

    [TestCase("dotnet run --project Course -- demo", null)]
    [TestCase("dotnet test Course.sln", null)]
    [TestCase("dotnet test", null)]
    [TestCase("dotnet run --project Curse -- demo", "names Curse")]
    [TestCase("dotnet test Tests/None", "names Tests/None")]
    [TestCase("dotnet run", "names no project")]
    public void DotnetCommand_OfADocument_IsHeldAgainstTheTree(string command, string? problem)
    {
        var found = DocumentRules.DotnetCommands($"```sh\n$ {command}\n```\n").Single();
        var answer = DocumentRules.CommandProblem(found, path => path is "Course" or "Course.sln");
        Assert.That(answer, problem is null ? Is.Null : Does.Contain(problem));
    }

    private static IEnumerable<string> AnchorsOf(string file) => DocumentRules.Anchors(Repository.Read(file));
}
