using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Course.Staffing;
using Course.Staffing.Packs;

namespace Course.Tests.Staff.Packs;

internal sealed class ClassroomPackTests
{
    [Test]
    public void Workflow_Lines_AreIndentedByTwoAndKeysOccurOnce()
    {
        var above = new Stack<(int Indent, HashSet<string> Keys)>();
        var block = -1;
        foreach (var line in ClassroomPack.Workflow(5, 12).TrimEnd('\n').Split('\n'))
        {
            var indent = line.Length - line.TrimStart(' ').Length;
            Assert.That(line, Does.Not.Contain("\t").And.Not.EndWith(" ").And.Not.Empty);
            if (block >= 0 && indent > block) continue;
            block = line.EndsWith(": |", StringComparison.Ordinal) ? indent : -1;
            Assert.That(indent % 2, Is.Zero, line);
            var isItem = line.TrimStart().StartsWith("- ", StringComparison.Ordinal);
            var at = isItem ? indent + 2 : indent;
            while (above.Count > 0 && (above.Peek().Indent > at || (isItem && above.Peek().Indent == at))) above.Pop();
            if (above.Count == 0 || above.Peek().Indent < at) above.Push((at, []));
            if (Regex.Match(line, @"^[ -]*(?<key>[\w-]+):( |$)") is { Success: true } key)
                Assert.That(above.Peek().Keys.Add(key.Groups["key"].Value), Is.True, $"{line} occurs twice");
            else Assert.That(isItem, Is.True, $"{line} is neither key nor item");
        }
    }

    [Test]
    public void Workflow_OfALab_RunsItAndHandsTheResultToTheReporter()
    {
        var text = ClassroomPack.Workflow(5, 12);

        Assert.That(text, Does.Contain("dotnet run --project Course -- test 5 --classroom classroom.json"));
        Assert.That(text, Does.Contain("uses: actions/setup-dotnet@v4").And.Contain("global-json-file: global.json"));
        Assert.That(text, Does.Contain("uses: classroom-resources/autograding-grading-reporter@v1"));
        Assert.That(text, Does.Contain("    id: lab5\n").And.Contain("runners: lab5\n"));
        Assert.That(text, Does.Contain("LAB5_RESULTS: \"${{steps.lab5.outputs.result}}\""));
        Assert.That(text, Does.Contain("if: github.actor != 'github-classroom[bot]'"));
    }

    // Without a result the reporter would fail on an empty text.
    [Test]
    public void Workflow_TreeThatDoesNotBuild_HasAResultThatSaysSo()
    {
        var result = Regex.Match(ClassroomPack.Workflow(5, 12.5), "echo 'result=([A-Za-z0-9+/=]+)' >>").Groups[1].Value;
        var root = JsonDocument.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(result))).RootElement;

        Assert.That(root.GetProperty("status").GetString(), Is.EqualTo("error"));
        Assert.That(root.GetProperty("max_score").GetDouble(), Is.EqualTo(12.5));
        Assert.That(root.GetProperty("tests")[0].GetProperty("message").GetString(), Does.StartWith("The tree does not build"));
    }

    [Test]
    public void Write_Workflow_LiesWhereGitHubLooksAndReplacesNothing()
    {
        using var folder = new TemporaryFolder();
        var file = ClassroomPack.Write(2, 3, folder.Path);

        Assert.That(Path.GetRelativePath(folder.Path, file).Replace('\\', '/'), Is.EqualTo(".github/workflows/classroom.yml"));
        Assert.That(File.ReadAllText(file), Is.EqualTo(ClassroomPack.Workflow(2, 3)).And.Not.Contain("\r"));
        Assert.That(() => ClassroomPack.Write(2, 3, folder.Path), Throws.TypeOf<StaffException>().With.Message.Contain("is there already"));
    }
}
