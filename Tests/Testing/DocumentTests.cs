using System.Text.RegularExpressions;

namespace Course.Tests.Testing;

/// <summary>The code of docs/testing.md is compiled code: each block stands in the sources of the tests, line by line.</summary>
public sealed partial class DocumentTests
{
    [Test]
    public void TestingPage_EveryCodeBlock_StandsInACompiledSource()
    {
        var root = Root();
        var sources = new[] { "Tests/Testing", "Tests/Students" }
            .SelectMany(folder => Directory.GetFiles(Path.Combine(root, folder), "*.cs"))
            .Select(file => Normal(File.ReadAllText(file))).ToList();
        var page = File.ReadAllText(Path.Combine(root, "docs/testing.md"));
        var blocks = CodeBlock().Matches(page).Select(match => match.Groups[1].Value).ToList();
        Assert.That(blocks, Has.Count.GreaterThanOrEqualTo(7));
        foreach (var block in blocks.SelectMany(block => block.Split("\n\n")))
            Assert.That(sources.Any(source => source.Contains(Normal(block), StringComparison.Ordinal)), Is.True, block);
    }

    private static string Normal(string code) =>
        string.Join('\n', code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Course.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    [GeneratedRegex("^```csharp\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
