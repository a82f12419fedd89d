using System.Text;
using Course.Staffing.Handouts;
using Course.Staffing.Handouts.Proofs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Course.Tests.Staff.Handouts;

internal sealed class LeakSearchTests
{
    private readonly MiniReference _mini = new();

    private LeakSearch Search => new(_mini.Tree, _mini.Handout("1-2"));

    [Test]
    public void Search_OfTheHandoutItself_FindsNothing() =>
        Assert.That(_mini.Handout("1-2").Files.SelectMany(file => Search.In(file.Key, file.Value)), Is.Empty);

    [TestCase("docs/a.md", "Say\n\n`if (nextTotal < _innerTotal && number > 0) throw new OverflowException(\"the sum is too large\");`",
        "docs/a.md:3 holds 12 tokens in a row of the solution of A1.1 (Relayer/Adder.cs:13)", TestName = "In_ALineOfADocument_IsFound")]
    [TestCase("docs/a.md", "nextTotal is _innerTotal",
        "docs/a.md:1 names nextTotal, which is declared only in the solution of A1.1 (Relayer/Adder.cs:15)", TestName = "In_AName_IsFound")]
    [TestCase("Relayer/B.cs",
        "class B\n{\n  // var nextTotal = _innerTotal + number; if (nextTotal < _innerTotal && number > 0) throw new OverflowException\n}",
        "Relayer/B.cs:3 holds 12 tokens in a row", TestName = "In_AComment_IsFound")]
    [TestCase("Relayer/B.cs", "class B { void C() { if (nextTotal < _innerTotal && number > 0) throw new OverflowException(); } }",
        "Relayer/B.cs:1 holds 12 tokens in a row", TestName = "In_ASource_IsFound")]
    [TestCase("Assignments/Labs/lab1.json", "{ \"hint\": \"declare _innerTotal\" }",
        "Assignments/Labs/lab1.json:1 names _innerTotal", TestName = "In_AHint_IsFound")]
    public void In_ATextThatTells_IsFound(string path, string text, string problem) =>
        Assert.That(Search.In(path, Encoding.UTF8.GetBytes(text)), Has.One.StartsWith(problem));

    [TestCase("the sum is too large, says the message, and the sum is too large again")]
    [TestCase("number, sum, Adder and Given are words of the tree")]
    public void In_ATextThatTellsNothing_IsQuiet(string text) =>
        Assert.That(Search.In("docs/a.md", Encoding.UTF8.GetBytes(text)), Is.Empty);

    [Test]
    public void In_PlainWordThatASolutionDeclares_IsFoundInCodeAlone()
    {
        _mini.Files["Relayer/Adder.cs"] = MiniReference.Adder.Replace("nextTotal", "grown", StringComparison.Ordinal);

        Assert.That(Search.In("docs/a.md", "The log has grown."u8.ToArray()), Is.Empty);
        Assert.That(Search.In("docs/a.md", "So:\n\n```csharp\nvar a = 1;\nvar grown = 2;\n```\n"u8.ToArray()),
            Has.One.StartsWith("docs/a.md:5 names grown"));
        Assert.That(Search.In("Relayer/B.cs", "class B { int grown; }"u8.ToArray()), Has.One.StartsWith("Relayer/B.cs:1 names grown"));
    }

    [Test]
    public void In_WordsThatStubOrPromptTell_AreGivenOnPurpose()
    {
        _mini.Files["Relayer/Adder.cs"] = MiniReference.Adder.Replace("The sum begins with 0.", "Call it nextTotal.",
            StringComparison.Ordinal);
        Assert.That(Search.In("docs/a.md", "nextTotal"u8.ToArray()), Is.Empty);
    }

    [Test]
    public void In_SolvedLab_MayBeTold() =>
        Assert.That(new LeakSearch(_mini.Tree, _mini.Handout("1-2", "1")).In("docs/a.md", "nextTotal"u8.ToArray()), Is.Empty);

    [Test]
    public void In_AssemblyAndSymbols_NamesAreFound()
    {
        var (image, symbols) = Compile("class B { int _innerTotal; int C() { var nextTotal = 1; return nextTotal + _innerTotal; } }");

        Assert.That(Search.In("Relayer/obj/B.dll", image), Has.One.StartsWith("Relayer/obj/B.dll declares _innerTotal"));
        Assert.That(Search.In("Relayer/obj/B.pdb", symbols), Has.One.StartsWith("Relayer/obj/B.pdb declares nextTotal"));
        Assert.That(Search.In("Relayer/obj/C.dll", Compile("record C(int D);").Image), Is.Empty);
        Assert.That(Search.In("Relayer/obj/D.dll", [0, 1, 2]), Is.Empty, "no assembly");
    }

    [Test]
    public void Canaries_InAReference_ReachNoHandoutAndAreFoundInEitherEncoding()
    {
        var canaries = new Canaries();
        var planted = canaries.Plant(_mini.Tree, []);
        var source = planted.Files["Relayer/Adder.cs"];

        Assert.That(canaries.Count, Is.EqualTo(3));
        Assert.That(canaries.In(source).Distinct(),
            Is.EqualTo(new[] { "Relayer/Adder.cs:6 (A1.1)", "Relayer/Adder.cs:13 (A1.1)", "Relayer/Adder.cs:25 (A2.1)" }));
        Assert.That(canaries.In(Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(source))).Count(), Is.EqualTo(9),
            "comment, string, identifier");
        Assert.That(canaries.In(Compile(Encoding.UTF8.GetString(source)).Image), Is.Not.Empty, "compiled");
        var handout = HandoutMaker.Make(planted, [1], []);
        Assert.That(handout.Files.Values.SelectMany(canaries.In), Is.Empty);
        Assert.That(handout.Version, Is.EqualTo(_mini.Handout("1").Version));
        Assert.That(HandoutMaker.Make(planted, [1], [2]).Files.Values.SelectMany(canaries.In).Distinct(), Has.Exactly(1).Items, "solved");
    }

    private static (byte[] Image, byte[] Symbols) Compile(string text)
    {
        var tree = CSharpSyntaxTree.ParseText(text, path: "B.cs", encoding: Encoding.UTF8);
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is "System.Runtime.dll" or "System.Private.CoreLib.dll");
        var usings = CSharpSyntaxTree.ParseText("global using System;");
        var compilation = CSharpCompilation.Create(
            "B", [tree, usings], platform.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = compilation.Emit(
            image, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        Assert.That(result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error), Is.Empty);
        return (image.ToArray(), symbols.ToArray());
    }
}
