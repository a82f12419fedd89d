using Course.Simulation.Determinism;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;

namespace Course.Tests.Simulation.Determinism;

/// <summary>A finding names what the student wrote, whatever the compiler made of it.</summary>
[TestFixture]
internal sealed class WrittenNameTests
{
    [TestCase("async Task Bar() { await Task.Yield(); _ = DateTime.Now; }", "Foo.Bar")]
    [TestCase("IEnumerable<int> Bar() { yield return DateTime.Now.Second; }", "Foo.Bar")]
    [TestCase("IEnumerable<int> Bar() { try { yield return 1; } finally { _ = DateTime.Now; } }", "Foo.Bar")]
    [TestCase("async IAsyncEnumerable<int> Bar() { await Task.Yield(); yield return DateTime.Now.Second; }", "Foo.Bar")]
    [TestCase("Func<DateTime> Bar() => () => DateTime.Now;", "Foo.Bar")]
    [TestCase("Func<DateTime> Bar(int a) => () => DateTime.Now.AddDays(a);", "Foo.Bar")]
    [TestCase("Func<Task> Bar(int a) => async () => { await Task.Yield(); _ = DateTime.Now.AddDays(a); };", "Foo.Bar")]
    [TestCase("DateTime Bar() { return Local(); static DateTime Local() => DateTime.Now; }", "Foo.Bar")]
    [TestCase("T Bar<T>(T a) { return Local(); T Local() { _ = DateTime.Now; return a; } }", "Foo.Bar")]
    [TestCase("DateTime Bar => DateTime.Now;", "Foo.Bar")]
    [TestCase("event Action Bar { add { _ = DateTime.Now; } remove { } }", "Foo.Bar")]
    [TestCase("DateTime _bar = DateTime.Now;", "Foo.Foo")]
    [TestCase("Foo(int a) { _ = DateTime.Now; }", "Foo.Foo")]
    [TestCase("static Foo() { _ = DateTime.Now; }", "Foo.Foo")]
    [TestCase("int IComparable<int>.CompareTo(int a) => DateTime.Now.Second; ", "Foo.CompareTo")]
    [TestCase("class Inner<T> { async Task Bar() { await Task.Yield(); _ = DateTime.Now; } }", "Foo.Inner.Bar")]
    [TestCase("public int CompareTo(int a) => 0; DateTime this[int a] => DateTime.Now;", "Foo.Item")]
    public void Finding_InWhatTheCompilerMakes_NamesWhatWasWritten(string member, string name)
    {
        var compare = member.Contains("CompareTo", StringComparison.Ordinal) ? string.Empty : "public int CompareTo(int a) => 0;";
        foreach (var level in new[] { OptimizationLevel.Debug, OptimizationLevel.Release })
        {
            Assert.That(
                StudentCode.Brief($"class Foo : IComparable<int>\n{{\n\n    {member}\n{compare} }}", level),
                Is.EqualTo(new[] { $"4 {name} calls DateTime.Now (clock)" }));
        }
    }

    [Test]
    public void Symbols_Embedded_GiveTheLine() =>
        Assert.That(
            DeterminismScan.Scan([StudentCode.Compile(Source, symbols: DebugInformationFormat.Embedded)]),
            Has.One.Property(nameof(DeterminismFinding.Line)).EqualTo(2)
                .And.One.Property(nameof(DeterminismFinding.File)).EqualTo(StudentCode.File));

    [Test]
    public void Symbols_Missing_LeaveTypeAndMember() =>
        Assert.That(
            DeterminismScan.Scan([StudentCode.Compile(Source) with { Symbols = null }]).Single().Text,
            Does.StartWith("Foo.Bar calls DateTime.Now: "));

    [TestCase("/course/Student/Foo.cs", "/course", "Student/Foo.cs")]
    [TestCase("C:\\course\\Student\\Foo.cs", "C:\\course\\", "Student/Foo.cs")]
    [TestCase("/_/Student/Foo.cs", null, "Student/Foo.cs")]
    [TestCase("/course2/Foo.cs", "/course", "/course2/Foo.cs")]
    public void File_BelowTheRoot_IsNamedRelativeToIt(string file, string? root, string named) =>
        Assert.That(DeterminismScan.Scan([StudentCode.Compile(Source, file: file)], root).Single().File, Is.EqualTo(named));

    private const string Source = "class Foo {\nDateTime Bar() => DateTime.Now; }";
}
