using Course.Tests.House.Reading;

namespace Course.Tests.House;

/// <summary>What every file keeps to.</summary>
[TestFixture]
internal sealed class StyleTests
{
    [Test]
    public void TextFiles_AllOfThem_KeepTheTextRules() =>
        Problems.None(Repository.TextFiles.SelectMany(file => TextRules.Of(file, Repository.Read(file))), "Rules for every text file:");

    [Test]
    public void Sources_AllOfThem_KeepTheSourceRules() =>
        Problems.None(SourceFile.All.SelectMany(TextRules.OfSource), "Rules for every source file:");

    [Test]
    public void Sources_AllOfThem_FitAScreenAMethodAndAFewAFile() =>
        Problems.None(SourceFile.All.SelectMany(ShapeRules.Of), "Files and methods stay small:");

    [TestCase("a\r\n", "has CR")]
    [TestCase("a", "does not end with a line feed")]
    [TestCase("a \n", "ends with a blank")]
    [TestCase("// TO" + "DO: more\n", "finish it")]
    [TestCase("see /ho" + "me/ann/notes\n", "a path of one machine")]
    [TestCase("see docs/ho" + "me/notes and /relayer/\n", null)]
    public void TextRules_OnABrokenText_NameTheRule(string text, string? problem) =>
        Assert.That(TextRules.Of("docs/a.md", text), problem is null ? Is.Empty : Has.One.Contain(problem));

    [TestCase("Rpc/A.cs", "await t.ConfigureAwait(" + "false);", "leaves the peer's loop")]
    [TestCase("Rpc/Tcp/A.cs", "await t.ConfigureAwait(" + "false);", null)]
    [TestCase("Tests/Rpc/A.cs", "Thread.Sleep" + "(1);", "wait for an event")]
    [TestCase("Tests/Rpc/A.cs", "await Task.Delay" + "(1);", "wait for an event")]
    [TestCase("Rpc/A.cs", "\tint a;", "has a tab")]
    public void SourceRules_OnABrokenSource_NameTheRule(string file, string text, string? problem) =>
        Assert.That(TextRules.OfSource(new SourceFile(file, text + "\n")), problem is null ? Is.Empty : Has.One.Contain(problem));

    [Test]
    public void SourceRules_OnALineOfManyColumns_NameTheLine() =>
        Assert.That(
            TextRules.OfSource(new SourceFile("Rpc/A.cs", new string('/', 141))),
            Has.One.EqualTo("Rpc/A.cs:1 has 141 columns, more than 140"));

    [TestCase(57, 0)]
    [TestCase(58, 1)]
    [TestCase(400, 2)]
    public void ShapeRules_OnAMethodOfManyLines_CountIt(int statements, int problems) =>
        Assert.That(
            ShapeRules.Of(
                new SourceFile("Rpc/A.cs", $"class A {{ void B() {{\n{string.Concat(Enumerable.Repeat("C();\n", statements))}\n}} }}\n")),
            Has.Exactly(problems).Items);
}
