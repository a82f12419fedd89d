using Course.Assignments;
using Course.Commands.Labs;

namespace Course.Tests.Assignments.Labs;

internal sealed class HintBookTests
{
    private static readonly Part Part = TemporaryTree.PartOf("A1.1") with
    {
        Hints =
        [
            new Hint("total order", "any", ["order 1", "order 2", "order 3"]),
            new Hint("total order", "synchronization", ["synchronization 1", "synchronization 2"]),
            new Hint("any", "any", ["any 1", "any 2"]),
        ],
    };

    private static readonly FailureWay Order = new("total order", "relaying");

    [Test]
    public void Fail_AgainAfterAChange_UnlocksTheNextStep()
    {
        using var tree = new TemporaryTree();
        var book = HintBook.Read(tree.Tree, out _);

        Assert.That(Steps(book, "a"), Is.EqualTo(new[] { "order 1" }));
        Assert.That(Steps(book, "a"), Is.EqualTo(new[] { "order 1" }), "the same files are the same try");
        Assert.That(Steps(book, "b"), Is.EqualTo(new[] { "order 1", "order 2" }));
        book.Write();
        book = HintBook.Read(tree.Tree, out var note);
        Assert.That(note, Is.Null);
        Assert.That(Steps(book, "b"), Has.Length.EqualTo(2), "remembered");
        Assert.That(Steps(book, "c"), Has.Length.EqualTo(3));
        Assert.That(Steps(book, "d"), Has.Length.EqualTo(3), "there are no more");
    }

    [Test]
    public void Fail_InAnotherWay_HasALadderOfItsOwn()
    {
        using var tree = new TemporaryTree();
        var book = HintBook.Read(tree.Tree, out _);
        Steps(book, "a");

        Assert.That(book.Fail(Part, new FailureWay("total order", "synchronization"), "b").Steps, Is.EqualTo(new[] { "synchronization 1" }));
        Assert.That(book.Fail(Part, new FailureWay("hung", "any"), "c"), Is.EqualTo((new[] { "any 1" }, 2)));
        Assert.That(book.Fail(TemporaryTree.PartOf("A1.2"), Order, "c").Steps, Is.Empty);
    }

    [TestCase("{")]
    [TestCase("null")]
    [TestCase("""{"version":1}""")]
    [TestCase("""{"version":1,"ladders":{"A1.1":null}}""")]
    public void Read_DamagedFile_SaysSoAndBeginsAfresh(string text)
    {
        using var tree = new TemporaryTree();
        tree.Write(".course/hints.json", text);

        var book = HintBook.Read(tree.Tree, out var note);

        Assert.That(note, Does.StartWith("note: ").And.Contain("hints.json is damaged and is begun afresh").And.Not.Contain("\n"));
        Assert.That(Steps(book, "a"), Is.EqualTo(new[] { "order 1" }));
    }

    private static string[] Steps(HintBook book, string hash) => [.. book.Fail(Part, Order, hash).Steps];
}
