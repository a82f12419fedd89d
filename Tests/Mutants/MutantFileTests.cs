using Course.Simulation.Checking;

namespace Course.Tests.Mutants;

public sealed class MutantFileTests
{
    private const string Header = "title: A\nsymptom: hang, FIFO\nneeds: peers=4 crashes=2\nsource: trap 2\n\n";
    private const string Edit = "file: FaultTolerance/A.cs\nreplace:\n    a;\n\n    b;\nwith:\n    c;\n\n";

    [Test]
    public void Patch_WithTwoEditsOfOneFile_KeepsTheirTextsAsTheyStand()
    {
        var mutant = new MutantFile("a-b", Header + Edit + "replace:\n    d;\nwith:\n").Read();

        Assert.Multiple(() =>
        {
            Assert.That((mutant.Name, mutant.Title, mutant.Source), Is.EqualTo(("a-b", "A", "trap 2")));
            Assert.That(mutant.Symptoms, Is.EqualTo(new[] { "hang", "FIFO" }));
            Assert.That((mutant.Needs.Peers, mutant.Needs.Crashes, mutant.Needs.Broadcasts), Is.EqualTo((4, 2, 1)));
            Assert.That(mutant.Edits, Is.EqualTo(new MutantEdit[]
            {
                new("FaultTolerance/A.cs", "    a;\n\n    b;", "    c;"), new("FaultTolerance/A.cs", "    d;", ""),
            }));
        });
    }

    [TestCase("", null)]
    [TestCase("part: A5.2\n", "A5.2")]
    public void Patch_OfAPart_SaysWhoseGradedTestsRefuteIt(string line, string? part) =>
        Assert.That(new MutantFile("a-b", line + Header + Edit).Read().Part, Is.EqualTo(part));

    [TestCase("part: 5\n" + Header + Edit, "'part: 5' is no part's id")]
    [TestCase("title: A\nsymptom: hang\nneeds: only=graded\nsource: x\n" + Edit, "only=graded needs a 'part:' line")]
    [TestCase(Header, "changes nothing")]
    [TestCase("title: A\n" + Edit, "no 'symptom:' line")]
    [TestCase("title: A\n" + Header + Edit, "line 2: 'title:' is empty or stands twice")]
    [TestCase(Header + "replace:\na\nwith:\nb\n", "'replace:' below a file")]
    [TestCase(Header + "file: A.cs\nreplace:\na\n", "a 'with:' line must follow")]
    [TestCase(Header + "file: A.cs\nreplace:\nwith:\nb\n", "below 'replace:' is empty")]
    [TestCase(Header + "colour: red\n" + Edit, "'colour: red' is no header")]
    [TestCase("title: A\nsymptom: hang\nneeds: peers=9\nsource: x\n" + Edit, "'peers=9' is no number from 2 to 5")]
    [TestCase("title: A\nsymptom: hang\nneeds: links=bag\nsource: x\n" + Edit, "'links=bag' is none of fifo, unordered")]
    [TestCase("title: A\nsymptom: hang\nneeds: unit only\nsource: x\n" + Edit, "'unit' is unknown")]
    public void Patch_ThatIsNone_IsRefusedInWords(string text, string problem) =>
        Assert.That(
            () => new MutantFile("a-b", text).Read(),
            Throws.TypeOf<MutantException>().With.Message.StartsWith("Mutant a-b").And.Message.Contains(problem));

    [Test]
    public void Catalogue_AllPatches_CanBeReadAndBreakWhatHasAName()
    {
        string[] symptoms = [.. Enum.GetValues<Guarantee>().Select(GuaranteeNames.Of), Mutant.Hang, Mutant.ProtocolViolation];

        Assert.That(MutantCatalogue.All, Has.Count.AtLeast(24));
        Assert.That(MutantCatalogue.All.SelectMany(mutant => mutant.Symptoms).Distinct(), Is.SubsetOf(symptoms));
    }

    [Test]
    public void Catalogue_NameThatIsNone_ListsTheNames() =>
        Assert.That(
            () => MutantCatalogue.Named("none"),
            Throws.TypeOf<MutantException>().With.Message.Contains("no mutant none").And.Message.Contains("pop-on-resend"));
}
