using Course.Commands;
using Course.Commands.Labs;

namespace Course.Tests.Assignments.Labs;

internal sealed class LabChoiceTests
{
    [TestCase("1", 1, null)]
    [TestCase("1.2", 1, "A1.2")]
    [TestCase("A1.2", 1, "A1.2")]
    [TestCase("a2.1", 2, "A2.1")]
    public void Of_LabOrPart_IsFound(string text, int lab, string? part)
    {
        using var tree = new TemporaryTree();
        tree.WriteProjects();

        var choice = LabChoice.Of(tree.Tree, text).Single();

        Assert.That((choice.Lab.Number, choice.Part?.Id), Is.EqualTo((lab, part)));
    }

    [Test]
    public void Of_Nothing_IsEveryLabInOrder()
    {
        using var tree = new TemporaryTree();
        tree.WriteProjects();

        Assert.That(LabChoice.Of(tree.Tree, null).Select(choice => (choice.Lab.Number, choice.Part)), Is.EqualTo(new[] { (0, null), (1, null), (2, default(Course.Assignments.Part)) }));
    }

    [TestCase("9", "there is no lab 9: 0 to 2.")]
    [TestCase("1.7", "there is no part A1.7: lab 1 has A1.1, A1.2, A1.3.")]
    [TestCase("one", "'one' is no lab and no part: a lab is a number like 5, a part is like 5.2 or A5.2.")]
    [TestCase("-1", "'-1' is no lab and no part: a lab is a number like 5, a part is like 5.2 or A5.2.")]
    public void Of_Others_AreRefusedInWords(string text, string message)
    {
        using var tree = new TemporaryTree();
        tree.WriteProjects();

        Assert.That(() => LabChoice.Of(tree.Tree, text), Throws.TypeOf<CommandException>().With.Message.EqualTo(message));
    }

    [Test]
    public void Above_FolderBelow_IsTheTree()
    {
        using var tree = new TemporaryTree();
        tree.WriteProjects();

        Assert.That(CourseTree.Above(Path.Combine(tree.Root, "Tests", "Lab1")).Root, Is.EqualTo(tree.Root));
        Assert.That(() => CourseTree.Above(Path.GetPathRoot(tree.Root)!), Throws.TypeOf<CommandException>().With.Message.Contains("no Course.sln"));
    }
}
