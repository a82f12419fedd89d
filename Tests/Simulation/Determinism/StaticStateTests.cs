namespace Course.Tests.Simulation.Determinism;

[TestFixture]
internal sealed class StaticStateTests
{
    [TestCase("static int _a = 3;", "is a static field that can be written")]
    [TestCase("static int A { get; set; } = 3;", "is a static field that can be written")]
    [TestCase("static event Action A; static void Raise() => A();", "is a static field that can be written")]
    [TestCase("static readonly List<int> A = [];", "is a static field of type List<int>, which can be changed")]
    [TestCase("static readonly int[] A = [1, 2];", "is a static field of type int[], which can be changed")]
    [TestCase("static readonly Dictionary<string, int> A = [];",
        "is a static field of type Dictionary<string, int>, which can be changed")]
    [TestCase("static readonly Counter A = new();", "is a static field of type Counter, which can be changed")]
    [TestCase("static readonly Holder A = new([]);", "is a static field of type Holder, which can be changed")]
    [TestCase("static readonly Endless<int> A = new();", "is a static field of type Endless<int>, which can be changed")]
    [TestCase("static readonly Wrapped<Wrapped<List<int>>> A = new(null);",
        "is a static field of type Wrapped<Wrapped<List<int>>>, which can be changed")]
    [TestCase("static readonly System.Text.StringBuilder A = new();", "is a static field of type StringBuilder, which can be changed")]
    [TestCase("static readonly (int, List<int>) A = (1, []);",
        "is a static field of type ValueTuple<int, List<int>>, which can be changed")]
    [TestCase("static readonly Func<int> A = Counting(); static Func<int> Counting() { var a = 0; return () => a++; }",
        "is a static field of type Func<int>, which can be changed")]
    public void StaticState_OfAStudent_IsFoundWhereItIsSet(string field, string what)
    {
        var name = field.Contains("_a", StringComparison.Ordinal) ? "_a" : "A";
        Assert.That(StudentCode.Brief(Inside(field)), Has.One.EndsWith($" Foo.{name} {what} (static state)")
            .And.All.Match("^3 "));
    }

    [TestCase("const int A = 3;")]
    [TestCase("static readonly string A = \"a\" + 3;")]
    [TestCase("static readonly string[] A = [];")]
    [TestCase("static readonly int[] A = new int[0];")]
    [TestCase("static readonly IReadOnlyList<string> A = [\"a\", \"b\"];")]
    [TestCase("static readonly DayOfWeek A = DayOfWeek.Friday;")]
    [TestCase("static readonly TimeSpan A = TimeSpan.FromSeconds(1);")]
    [TestCase("static readonly object A = new();")]
    [TestCase("static readonly Wrapped<Wrapped<string>> A = new(null);")]
    [TestCase("static readonly Point A = new(1, \"a\");")]
    [TestCase("static readonly Func<int, int> A = a => a + 1; static readonly Func<int, int> B = Math.Abs;")]
    [TestCase("static readonly System.Collections.Immutable.ImmutableArray<string> A = [\"a\"];")]
    [TestCase("static readonly IReadOnlySet<int> A = System.Collections.Frozen.FrozenSet.ToFrozenSet([1, 2]);")]
    [TestCase("static readonly System.Text.RegularExpressions.Regex A = new(\"a\");")]
    [TestCase("static readonly Course.FaultTolerance.BroadcastId A = default;")]
    [TestCase("int A(int[] b) => b.Select(c => c + 1).Where(IsOdd).Sum(); static bool IsOdd(int a) => a % 2 == 1;")]
    [TestCase("bool A(int b) => new[] { 1, 2, 3, 4, 5, 6, 7 }.Contains(b);")]
    public void StaticField_ThatCannotChange_IsNotFound(string field) => Assert.That(StudentCode.Findings(Inside(field)), Is.Empty);

    [Test]
    public void ThreadStatic_OfAStudent_IsFoundWhereItIsUsed() =>
        Assert.That(
            StudentCode.Brief(Inside("[ThreadStatic] static int _a; int Next() => ++_a;")),
            Is.EqualTo(new[] { "3 Foo._a is a field of each thread (thread state)" }));

    [Test]
    public void ThreadStatic_NeverUsed_IsFoundWithoutALine() =>
        Assert.That(
            StudentCode.Findings(Inside("[ThreadStatic] static int _a;")),
            Has.One.StartsWith("Foo._a is a field of each thread: "));

    [TestCase("~Foo() { }", "3 Foo.Finalize is a finalizer (garbage collection)")]
    [TestCase("unsafe int A(int b) { int* c = &b; return *c; }", "3 Foo.A uses a pointer (pointer)")]
    [TestCase(
        "[System.Runtime.InteropServices.DllImport(\"libc\")] static extern int getpid();", "0 Foo.getpid is native code (native code)")]
    public void FinalizerPointerAndNativeMethod_OfAStudent_AreFound(string member, string finding) =>
        Assert.That(StudentCode.Brief(Inside(member)), Is.EqualTo(new[] { finding }));

    private static string Inside(string member) => $$"""
        class Foo
        {
            {{member}}
        }
        class Endless<T> { public readonly Endless<(T, T)> Next; }
        sealed record Wrapped<T>(T Inside);
        class Counter { public int Count; }
        record Holder(List<int> List);
        sealed record Point(int X, string Name) { public Point Next { get; init; } }
        """;
}
