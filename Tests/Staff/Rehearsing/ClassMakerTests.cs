using Course.Staffing;
using Course.Staffing.Grading.References;
using Course.Staffing.Grading.Splicing;
using Course.Staffing.Grading.Submissions;
using Course.Staffing.Regions;
using Course.Staffing.Rehearsing;

namespace Course.Tests.Staff.Rehearsing;

[TestFixture]
internal sealed class ClassMakerTests
{
    private static readonly ReferenceTree Reference = ReferenceTree.Open(ReferenceTree.FindRoot(AppContext.BaseDirectory));
    private readonly SolvedTree _tree = new(Reference, new Dictionary<string, byte[]>());

    [Test]
    public void SolvedTree_OfAllParts_IsTheReferencesCode() =>
        Assert.That(new ReferenceCode(Reference).Changed(Texts(_tree.Of(_ => true))), Is.Empty);

    [Test]
    public void SolvedTree_OfNoPart_IsTheStubOfEach()
    {
        var submission = Submission.Of("ann", Texts(_tree.Of(_ => false)));

        Assert.That(Reference.MarkedParts(), Has.All.Matches<string>(part => Hybrid.IsStub(Reference, part!, submission.Marked)));
    }

    [Test]
    public void SolvedTree_Reworded_HasNoPartInAMemberWithTheReferencesCode()
    {
        var submission = Submission.Of("ann", Texts(_tree.Reworded(";")));
        var code = new ReferenceCode(Reference);
        var inMembers = Reference.Marked.Values.SelectMany(file => file.Regions).Where(region => region.Kind == RegionKind.Statements)
            .Select(region => region.Part).ToHashSet();
        var same = Reference.MarkedParts().Where(part => inMembers.Contains(part) &&
            code.Changed(Hybrid.Of(Reference, part, submission.Marked, withOwn: true).Texts).Count == 0);

        Assert.That(same, Is.Empty);
    }

    [Test]
    public void Mutants_OfTheTree_ChangeTheirOwnPartAlone()
    {
        var mutants = PatchedSubmissions.Mutants(_tree, Reference.Root, Reference.Sources).ToList();
        var code = new ReferenceCode(Reference);

        Assert.That(mutants, Has.Count.GreaterThan(60));
        foreach (var mutant in mutants)
        {
            var submission = Submission.Of("ann", Texts(mutant.Files));
            var changed = Reference.MarkedParts().Where(part =>
                code.Changed(Hybrid.Of(Reference, part, submission.Marked, withOwn: true).Texts).Count > 0);
            Assert.That(changed, Is.EqualTo(mutant.Expected.Parts.Keys), mutant.Name);
        }
    }

    [Test]
    public void Choose_FewOfManyKinds_TakesFromEachAndTheSameForASeed()
    {
        string[] kinds = ["a", "b", "c"];
        var groups = kinds.Select(kind =>
            Enumerable.Range(0, kind == "a" ? 1 : 50).Select(number => Named($"{kind}{number}", kind)).ToList()).ToList();

        var chosen = ClassMaker.Choose(groups, 11, seed: 3);

        Assert.That(chosen.Select(each => each.Kind).Distinct(), Is.EqualTo(kinds));
        Assert.That(chosen.Select(each => each.Name), Is.Unique.And.Exactly(11).Items);
        Assert.That(ClassMaker.Choose(groups, 11, seed: 3), Is.EqualTo(chosen));
        Assert.That(ClassMaker.Choose(groups, 11, seed: 4), Is.Not.EqualTo(chosen));
    }

    [TestCase(0)]
    [TestCase(3)]
    public void Choose_MoreThanThereAre_SaysTheBounds(int count) =>
        Assert.That(
            () => ClassMaker.Choose([[Named("a", "a")], [Named("b", "b")]], count, 1),
            Throws.TypeOf<StaffException>().With.Message.EqualTo($"--count {count} is out of range: 1 to 2 can be made of this tree."));

    [Test]
    public void Class_OfTheTree_IsReadAsItWasMeant()
    {
        var folder = Directory.CreateTempSubdirectory("class").FullName;
        try
        {
            var submissions = new ClassMaker(Reference, Path.Combine(folder, "grades")).Make(40, seed: 1);
            var chosen = submissions.Where(each => each.Name is "broken-given-changed" or "broken-files-added" or "labs-to-2").ToList();
            ClassFolder.Write(chosen, folder);
            var digest = ClassFolder.Digest(folder);
            var reader = new SubmissionReader(Reference);

            var changed = reader.Read("changed", Path.Combine(folder, "broken-given-changed"));
            var added = reader.Read("added", Path.Combine(folder, "broken-files-added"));
            var partly = reader.Read("partly", Path.Combine(folder, "labs-to-2.zip"));

            Assert.That(changed.Notes, Has.One.StartsWith("Changed and ignored").And.One.Contain("Tests/Lab1/"));
            Assert.That(added.Notes, Has.One.StartsWith("Added and ignored, only marked files count: FaultTolerance/Mine.cs"));
            Assert.That(
                Reference.MarkedParts().Where(part => !Hybrid.IsStub(Reference, part, partly.Marked)),
                Is.EqualTo(Reference.MarkedParts().Where(part => part[1] <= '2')));
            Assert.That(ClassFolder.Digest(folder), Is.EqualTo(digest));
            File.AppendAllText(Path.Combine(folder, "broken-given-changed", "README.md"), ".");
            Assert.That(ClassFolder.Digest(folder), Is.Not.EqualTo(digest));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static GeneratedSubmission Named(string name, string kind) =>
        new(name, kind, new Dictionary<string, byte[]>(), false, Expectation.Full);

    private static Dictionary<string, string> Texts(IReadOnlyDictionary<string, byte[]> files) =>
        files.ToDictionary(file => file.Key, file => System.Text.Encoding.UTF8.GetString(file.Value), StringComparer.Ordinal);
}
