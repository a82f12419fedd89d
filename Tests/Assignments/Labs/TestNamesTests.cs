using Course.Commands.Labs;

namespace Course.Tests.Assignments.Labs;

internal sealed class TestNamesTests
{
    [TestCase("Course.Tests.Lab5.Slaves.AnyOneCrash_KeepsTheOrder(total order)", "Any one crash, keeps the order (total order)")]
    [TestCase("N.C.KeepsFIFOOrder", "Keeps FIFO order")]
    [TestCase("N.C.Adds2Numbers_At1.5", "N.C.Adds2Numbers_At1.5")]
    [TestCase("N.C+D.Says(\"a.b(c)\")", "Says (\"a.b(c)\")")]
    [TestCase("M", "M")]
    [TestCase("five peers, no fault", "five peers, no fault")]
    public void Readable_FullName_IsASentence(string name, string readable) =>
        Assert.That(TestNames.Readable(name), Is.EqualTo(readable));
}
