using Course.Staffing.Grading.Gates;
using Course.Staffing.Grading.Splicing;
using Course.Staffing.Regions;

namespace Course.Tests.Staff.Grading;

[TestFixture]
[FixtureLifeCycle(LifeCycle.SingleInstance)]
internal sealed class ApiGateTests
{
    private MiniCourse _course = null!;

    [OneTimeSetUp]
    public async Task MakeCourse() => _course = await MiniCourse.MakeAsync();

    [OneTimeTearDown]
    public void RemoveCourse() => _course.Dispose();

    [Test]
    public void Check_EveryPartOfTheReference_Passes()
    {
        var reference = _course.Full;
        var overlay = _course.CompilerOf(reference).Compile(reference.Marked.ToDictionary(file => file.Key, file => file.Value.Text));
        Assert.That(overlay.Problems, Is.Empty);
        var refusals = reference.MarkedParts().SelectMany(part => overlay.Compilations.Values.SelectMany(compilation => ApiGate.Check(
            compilation, LinesOf(reference.Marked.Values, part), PartRules.MayUse(part)).Select(refusal => $"{part} {refusal}")));

        Assert.That(refusals, Is.Empty);
    }

    [TestCase("System.Environment.Exit(0);", "System.Environment.Exit")]
    [TestCase("Environment.FailFast(null);", "System.Environment.FailFast")]
    [TestCase("File.WriteAllText(\"a\", \"b\");", "System.IO.File.WriteAllText")]
    [TestCase("System.Diagnostics.Process.Start(\"sh\");", "System.Diagnostics.Process.Start")]
    [TestCase("new Thread(() => { }).Start();", "System.Threading.Thread")]
    [TestCase("ThreadPool.QueueUserWorkItem(_ => { });", "System.Threading.ThreadPool")]
    [TestCase("_ = Task.Run(() => { });", "System.Threading.Tasks.Task.Run")]
    [TestCase("_ = new Timer(_ => { });", "System.Threading.Timer")]
    [TestCase("_ = typeof(string).GetMethods();", "System.Type.GetMethods")]
    [TestCase("_ = GetType().Assembly;", "System.Type.Assembly")]
    [TestCase("_ = Activator.CreateInstance(typeof(string));", "System.Activator")]
    [TestCase("_ = AppDomain.CurrentDomain.GetAssemblies();", "System.AppDomain")]
    [TestCase("dynamic x = this; x.Evil();", "dynamic")]
    [TestCase("unsafe { int* p = null; }", "unsafe")]
    [TestCase("_ = System.Runtime.CompilerServices.Unsafe.As<string>(this);", "System.Runtime.CompilerServices.Unsafe")]
    [TestCase("System.Runtime.InteropServices.Marshal.FreeHGlobal(0);", "System.Runtime.InteropServices.Marshal")]
    [TestCase("Console.WriteLine(\"passed\");", "System.Console")]
    [TestCase("System.Linq.Expressions.Expression<Func<int>> e = () => 1; e.Compile();", "System.Linq.Expressions.Expression")]
    [TestCase("_ = new System.Net.Sockets.TcpClient();", "System.Net.Sockets.TcpClient")]
    [TestCase("Func<int, string> f = File.ReadAllText(\"x\").Substring;", "System.IO.File.ReadAllText")]
    [TestCase("Action<int> f = Environment.Exit; f(1);", "System.Environment.Exit")]
    [TestCase("#line 1 \"Other.cs\"", "#line")]
    [TestCase("}\n[System.Runtime.InteropServices.DllImport(\"libc\")] static extern int kill(int a, int b);\nvoid M() {", "extern")]
    [TestCase("}\n[System.Runtime.CompilerServices.ModuleInitializer] internal static void M() {",
        "System.Runtime.CompilerServices.ModuleInitializer")]
    [TestCase("}}\nnamespace System.Runtime.CompilerServices { class ModuleInitializerAttribute : Attribute { } class X { void M() {",
        "namespace System")]
    public void Check_OfWhatAPartMayNotUse_NamesItAndItsLine(string body, string what)
    {
        var (refusals, texts) = Judge(body);

        Assert.That(refusals.Select(refusal => refusal.What), Has.Some.StartWith(what));
        var refusal = refusals.First(refusal => refusal.What.StartsWith(what, StringComparison.Ordinal));
        var line = texts[MiniCourse.ElectorFile].Split('\n')[refusal.Line - 1];
        Assert.That(line, Does.Contain(what.Split('.')[^1].Split(' ')[0]));
        Assert.That(refusal.Rule, Is.Not.Empty);
    }

    [TestCase("Relayer = _order.OrderBy(member => member.Number.Value).First().Number; Epoch = new Epoch(1);")]
    [TestCase("var queue = new Queue<int>(Enumerable.Range(1, 3)); foreach (var x in queue) Epoch = new Epoch(x);")]
    [TestCase("throw new InvalidOperationException($\"{GetType().Name}: {Epoch}\");")]
    [TestCase("_ = Task.FromResult(1).ContinueWith(t => t.Result, CancellationToken.None);")]
    public void Check_OfPlainCode_Passes(string body) => Assert.That(Judge(body).Refusals, Is.Empty);

    private (IReadOnlyList<Refusal> Refusals, Dictionary<string, string> Texts) Judge(string body)
    {
        var texts = _course.With(MiniCourse.Elector, body);
        var overlay = _course.Compiler.Compile(texts);
        // What does not even compile is judged as far as symbols go: the gate stands before the compiler's word here.
        var compilation = overlay.Compilations.Values.SingleOrDefault() ?? _course.Compiler.Analyze(texts);
        var lines = StudentLines.In(MiniCourse.ElectorFile, texts[MiniCourse.ElectorFile], MiniCourse.Elector).ToList();
        return (ApiGate.Check(compilation, lines, []), texts);
    }

    private static List<StudentLines> LinesOf(IEnumerable<MarkedFile> files, string part) =>
        [.. files.SelectMany(file => StudentLines.In(file.Path, file.Text, part))];
}
