namespace Course.Tests.Mutants;

public sealed class MutantCompilerTests
{
    private const string Epoch = "FaultTolerance/Epoch.cs";

    [Test]
    public void Compile_SameMutantTwice_GivesTheSameBytes()
    {
        var mutant = MutantCatalogue.Named("pop-on-resend");
        var one = new MutantCompiler().Compile(mutant).Assemblies["Course.FaultTolerance"];
        var other = new MutantCompiler().Compile(mutant).Assemblies["Course.FaultTolerance"];

        Assert.That(one.Bytes.ToArray(), Is.EqualTo(other.Bytes.ToArray()));
        Assert.That(one.Symbols.ToArray(), Is.EqualTo(other.Symbols.ToArray()).And.Not.Empty);
    }

    [Test]
    public void Compile_SameCompiler_CompilesOnce()
    {
        var compiler = new MutantCompiler();
        var first = compiler.Compile(MutantCatalogue.Named("two-queues"));

        Assert.That(compiler.Compile(MutantCatalogue.Named("two-queues")), Is.SameAs(first));
    }

    [Test]
    public void Compile_EditsOfTwoProjects_CompilesBothAndNoOther()
    {
        var mutant = Changing(
            new MutantEdit("Filters/CallClass.cs", "public enum CallClass", "public enum CallClass : long"),
            new MutantEdit(Epoch, "int Value)", "int Value, int Other = 0)"));

        Assert.That(
            new MutantCompiler().Compile(mutant).Assemblies.Keys, Is.EquivalentTo(new[] { "Course.FaultTolerance", "Course.Filters" }));
    }

    [Test]
    public void Compile_EditOfRpc_CompilesRpcAlone()
    {
        var mutant = Changing(new MutantEdit("Rpc/RpcPort.cs", "PendingCount => Pending.Count;", "PendingCount => 0;"));

        Assert.That(new MutantCompiler().Compile(mutant).Assemblies.Keys, Is.EquivalentTo(new[] { "Course.Rpc" }));
    }

    [Test]
    public void Alternatives_AreRight_AndBreakNothing() =>
        Assert.That(
            MutantCatalogue.Alternatives.SelectMany(alternative => alternative.Symptoms).Distinct(), Is.EqualTo(new[] { Mutant.None }));

    /// <summary>That each compiles, and what it loses, is seen where the graded tests judge it: staff verify.</summary>
    [Test]
    public void Apply_EveryPatch_FitsTheReference() =>
        Assert.Multiple(() =>
        {
            foreach (var patch in MutantCatalogue.All.Concat(MutantCatalogue.Alternatives))
            {
                foreach (var folder in patch.Edits.Select(edit => edit.File.Split('/')[0]).Distinct())
                {
                    Assert.That(() => MutantCompiler.Apply(patch, folder), Throws.Nothing, patch.Name);
                }
            }
        });

    [TestCase(Epoch, "no such text", "occurs 0 times in FaultTolerance/Epoch.cs")]
    [TestCase(Epoch, "operator", "occurs 4 times in FaultTolerance/Epoch.cs")]
    [TestCase("FaultTolerance/None.cs", "x", "FaultTolerance/None.cs does not exist")]
    [TestCase("Hosting/TcpPeer.cs", "x", "Hosting/TcpPeer.cs is in none of Rpc, FaultTolerance, Filters")]
    [TestCase("Rpc/Tcp/TcpTransport.cs", "x", "Rpc/Tcp/TcpTransport.cs does not exist")]
    [TestCase(Epoch, "public int CompareTo", "does not compile: FaultTolerance/Epoch.cs(8,")]
    public void Compile_EditThatDoesNotFit_NamesMutantFileAndText(string file, string replace, string problem) =>
        Assert.That(
            () => new MutantCompiler().Compile(Changing(new MutantEdit(file, replace, "public int Broken"))),
            Throws.TypeOf<MutantException>().With.Message.Contains("Mutant made-up").And.Message.Contains(problem));

    private static Mutant Changing(params MutantEdit[] edits) => new("made-up", "-", ["hang"], MutantNeeds.Parse(""), "-", edits);
}
