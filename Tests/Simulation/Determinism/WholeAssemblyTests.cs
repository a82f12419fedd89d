using Course.Simulation.Determinism;
using Microsoft.CodeAnalysis;

namespace Course.Tests.Simulation.Determinism;

[TestFixture]
internal sealed class WholeAssemblyTests
{
    private string _folder = string.Empty;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("scan").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase("Course.FaultTolerance")]
    [TestCase("Course.Filters")]
    [TestCase("Course.Relayer")]
    public void Scan_OfThePureKit_FindsNothing(string assembly) =>
        Assert.That(DeterminismScan.Scan(Path.Combine(AppContext.BaseDirectory, assembly + ".dll")), Is.Empty);

    /// <summary>
    /// The in-coupler is the one place of the pure kit that enters the context of the loop. For a student the same call leaves it, so the
    /// rule stays; the kit's own assemblies are scanned by this test only.
    /// </summary>
    [Test]
    public void Scan_OfTheRelayerClient_FindsTheContextOfTheLoopOnly() =>
        Assert.That(
            DeterminismScan.Scan(Path.Combine(AppContext.BaseDirectory, "Course.RelayerClient.dll"))
                .Select(finding => $"{finding.Type}.{finding.Member} {finding.What}").Distinct(),
            Is.EquivalentTo(new[]
            {
                "InCoupler.Start calls SynchronizationContext.SetSynchronizationContext",
                "InCoupler.EndLater calls SynchronizationContext.SetSynchronizationContext",
                "Unbundler.Start calls SynchronizationContext.SetSynchronizationContext",
                "Unbundler.CarryOnAsync calls SynchronizationContext.SetSynchronizationContext",
                "Unbundler.EndLaterAsync calls SynchronizationContext.SetSynchronizationContext",
                "Unbundler.DeliverLaterAsync calls SynchronizationContext.SetSynchronizationContext",
            }));

    [TestCase(OptimizationLevel.Debug)]
    [TestCase(OptimizationLevel.Release)]
    public void Scan_OfACleanReplica_FindsNothing(OptimizationLevel level) =>
        Assert.That(StudentCode.Findings(
            """
            public interface IStore { Task<int> Put(string key, string value); }
            public sealed record Entry(string Key, int Version);
            public sealed class Store(TimeProvider clock) : IStore
            {
                private static readonly string[] None = [];
                private readonly SortedDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
                private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
                private readonly List<Func<Entry, bool>> _watchers = [];
                public event Action<Entry> Changed;
                public async Task<int> Put(string key, string value)
                {
                    await Task.Yield();
                    await Task .Delay(TimeSpan.FromSeconds(1), clock);
                    lock (_entries)
                    {
                        var entry = _entries.TryGetValue(key, out var old) ? old with { Version = old.Version + 1 } : new Entry(key, 1);
                        _entries[key] = entry;
                        if (_seen.Add(value)) Changed?.Invoke(entry);
                        foreach (var watcher in _watchers.Where(watch => watch(entry))) Console.WriteLine($"{watcher(entry)} {entry}");
                        return entry.Version;
                    }
                }
                public IEnumerable<string> Keys() { foreach (var pair in _entries) yield return pair.Key; }
                public string Show() => string.Join(", ", _entries.Select(pair => $"{pair.Key}={pair.Value.Version}").Concat(None));
                public T Make<T>() where T : new() => new();
                public int Sum(params ReadOnlySpan<int> numbers) { var sum = 0; foreach (var number in numbers) sum += number; return sum; }
                public int Ten() => Sum(1, 2, 3, 4);
                public string Of(int kind) => kind switch { 0 => "a", 1 => "b", 2 => "c", 3 => "d", 4 => "e", 5 => "f", _ => "g" };
            }
            """,
            level), Is.Empty);

    [Test]
    public void Scan_OfAFileWithSymbolsBeside_GivesTheLine()
    {
        var student = StudentCode.Compile("class Foo {\nlong Bar() => Environment.TickCount64; }");
        var path = Path.Combine(_folder, "Student.dll");
        File.WriteAllBytes(path, student.Image.Span);
        File.WriteAllBytes(Path.ChangeExtension(path, ".pdb"), student.Symbols!.Value.Span);
        Assert.That(DeterminismScan.Scan(path).Single().Text, Does.StartWith("Student/Foo.cs:2: Foo.Bar calls Environment.TickCount64: "));
    }

    [Test]
    public void Scan_OfAFileWithoutSymbols_GivesTypeAndMember()
    {
        var path = Path.Combine(_folder, "Student.dll");
        File.WriteAllBytes(path, StudentCode.Compile("class Foo {\nlong Bar() => Environment.TickCount64; }").Image.Span);
        Assert.That(DeterminismScan.Scan(path).Single().Text, Does.StartWith("Foo.Bar calls Environment.TickCount64: "));
    }

    [Test]
    public void Scan_OfTwoAssemblies_FollowsAHashSetFromOneIntoTheOther()
    {
        // Each is compiled with all types, so the names of one are known in the other.
        var giver = StudentCode.Compile("class Giver { static void Give(HashSet<string> set) => Taker.Take(set); } class Taker { "
            + "public static void Take(IEnumerable<string> all) { } }");
        var taker = StudentCode.Compile("class Taker {\npublic static void Take(IEnumerable<string> all) { foreach (var a in all) { } } }");
        Assert.That(
            DeterminismScan.Scan([taker, giver]).Select(finding => $"{finding.Line} {finding.Member} {finding.What}"),
            Is.EqualTo(new[] { "2 Take enumerates HashSet<string>" }));
    }

    [Test]
    public void Scan_MadeTwice_GivesEqualFindings()
    {
        var student = StudentCode.Compile(
            "class Foo { static int _a; static int _b; void Bar() { _a = DateTime.Now.Second; _b = new Random().Next(); } }");
        var first = DeterminismScan.Scan([student]);
        Assert.That(DeterminismScan.Scan([student, student]), Is.EqualTo(first));
        Assert.That(first, Has.Count.EqualTo(4));
    }

    [Test]
    public void Scan_OfNoFile_SaysWhichAndWhatNext() =>
        Assert.That(
            () => DeterminismScan.Scan(Path.Combine(_folder, "none.dll")),
            Throws.TypeOf<DeterminismScanException>().With.Message.Contains("none.dll").And.Message.Contains("Build the project"));

    [TestCase(new byte[0])]
    [TestCase(new byte[] { 1, 2, 3 })]
    [TestCase(new byte[] { (byte)'M', (byte)'Z', 0, 0, 0, 0, 0, 0 })]
    public void Scan_OfNoAssembly_SaysWhichAndWhatNext(byte[] bytes) =>
        Assert.That(
            () => DeterminismScan.Scan([new AssemblyImage("notes.txt", bytes)]),
            Throws.TypeOf<DeterminismScanException>().With.Message.Contains("'notes.txt', which is no .NET assembly")
                .And.Message.Contains("Give the .dll"));

    [Test]
    public void Scan_OfSymbolsOfAnotherBuild_SaysSo() =>
        Assert.That(
            () => DeterminismScan.Scan(
                [StudentCode.Compile("class A;") with { Symbols = StudentCode.Compile("class B { int C() => 1; }").Symbols }]),
            Throws.TypeOf<DeterminismScanException>().With.Message.Contains("of another build").And.Message.Contains("Build again"));

    [Test]
    public void Scan_OfSymbolsThatAreNone_SaysSo() =>
        Assert.That(
            () => DeterminismScan.Scan([StudentCode.Compile("class A;") with { Symbols = new byte[] { 1, 2, 3 } }]),
            Throws.TypeOf<DeterminismScanException>().With.Message.Contains("no portable PDB"));

    [Test]
    public void Scan_OfABrokenImage_AnswersOrSaysWhich()
    {
        var student = StudentCode.Compile(
            "class Foo { int Bar(HashSet<string> a) { foreach (var b in a) { } return DateTime.Now.Second; } }");
        var random = new Random(7);
        var refused = 0;
        for (var i = 0; i < 2000; i++)
        {
            var bytes = student.Image.ToArray();
            for (var j = 0; j < 4; j++) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            if (i % 4 == 0) bytes = bytes[..random.Next(bytes.Length)];
            try
            {
                _ = DeterminismScan.Scan([new AssemblyImage("broken.dll", bytes)]);
            }
            catch (DeterminismScanException refusal)
            {
                refused++;
                Assert.That(refusal.Message, Does.Contain("'broken.dll'"));
            }
        }

        Assert.That(refused, Is.GreaterThan(100));
    }
}
