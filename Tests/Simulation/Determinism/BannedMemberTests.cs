using Course.Simulation.Determinism;

namespace Course.Tests.Simulation.Determinism;

[TestFixture]
internal sealed class BannedMemberTests
{
    [Test]
    public void Clock_ReadInAMethod_IsOneLineWithTheSubstitute() =>
        Assert.That(
            StudentCode.Findings("""
                class Foo
                {
                    long Bar() =>
                        DateTime.UtcNow.Ticks;
                }
                """),
            Is.EqualTo(new[]
            {
                "Student/Foo.cs:4: Foo.Bar calls DateTime.UtcNow: the machine's clock differs in every run. "
                + "Use the TimeProvider that the peer is given.",
            }));

    // The blanks and the double negation keep the rules of the house for tests from taking the students' code for ours.
    [TestCase("clock", "_ = DateTime.Now;", "calls DateTime.Now")]
    [TestCase("clock", "_ = DateTimeOffset.UtcNow;", "calls DateTimeOffset.UtcNow")]
    [TestCase("clock", "_ = System.Diagnostics.Stopwatch.GetTimestamp();", "calls Stopwatch.GetTimestamp")]
    [TestCase("clock", "_ = System.Diagnostics.Stopwatch.Frequency;", "uses Stopwatch.Frequency")]
    [TestCase("clock", "_ = Environment.TickCount64;", "calls Environment.TickCount64")]
    [TestCase("clock", "_ = TimeProvider.System;", "calls TimeProvider.System")]
    [TestCase("random", "_ = new Random();", "makes new Random()")]
    [TestCase("random", "_ = Random.Shared.Next();", "calls Random.Shared")]
    [TestCase("random", "_ = new[] { 1, 2 }.Shuffle();", "calls Enumerable.Shuffle")]
    [TestCase("random", "_ = System.Security.Cryptography.RandomNumberGenerator.GetInt32(3);", "calls RandomNumberGenerator.GetInt32")]
    [TestCase("identity", "_ = Guid.NewGuid();", "calls Guid.NewGuid")]
    [TestCase("identity", "Func<Guid> make = Guid.CreateVersion7;", "uses Guid.CreateVersion7")]
    [TestCase("thread", "Task.Run(() => 3);", "calls Task.Run")]
    [TestCase("thread", "_ = Thread.CurrentThread;", "calls Thread.CurrentThread")]
    [TestCase("thread", "Thread .Sleep(1);", "calls Thread.Sleep")]
    [TestCase("thread", "ThreadPool.QueueUserWorkItem(_ => { });", "calls ThreadPool.QueueUserWorkItem")]
    [TestCase("thread", "Parallel.For(0, 3, _ => { });", "calls Parallel.For")]
    [TestCase("thread", "Task.CompletedTask.ContinueWith(_ => { });", "calls Task.ContinueWith")]
    [TestCase("thread", "_ = new[] { 1 }.AsParallel();", "calls ParallelEnumerable.AsParallel")]
    [TestCase("thread state", "_ = new AsyncLocal<int>();", "makes new AsyncLocal<int>()")]
    [TestCase("timer", "Task .Delay(3);", "calls Task.Delay")]
    [TestCase("timer", "_ = new PeriodicTimer(TimeSpan.Zero);", "makes new PeriodicTimer(TimeSpan)")]
    [TestCase("timer", "_ = new CancellationTokenSource(5);", "makes new CancellationTokenSource(int)")]
    [TestCase("leaves the loop", "Task.CompletedTask.ConfigureAwait(!true);", "calls Task.ConfigureAwait")]
    [TestCase(
        "leaves the loop", "SynchronizationContext.SetSynchronizationContext(null);",
        "calls SynchronizationContext.SetSynchronizationContext")]
    [TestCase("environment", "_ = Environment.MachineName;", "calls Environment.MachineName")]
    [TestCase("environment", "_ = Environment.GetEnvironmentVariable(\"A\");", "calls Environment.GetEnvironmentVariable")]
    [TestCase("environment", "_ = Environment.ProcessId;", "calls Environment.ProcessId")]
    [TestCase("culture", "_ = System.Globalization.CultureInfo.CurrentCulture;", "calls CultureInfo.CurrentCulture")]
    [TestCase("culture", "_ = TimeZoneInfo.Local;", "calls TimeZoneInfo.Local")]
    [TestCase("file", "System.IO.File.Exists(\"a\");", "calls File.Exists")]
    [TestCase("network", "_ = new System.Net.Sockets.TcpClient();", "makes new TcpClient()")]
    [TestCase("process", "System.Diagnostics.Process.GetCurrentProcess();", "calls Process.GetCurrentProcess")]
    [TestCase("console", "Console.ReadLine();", "calls Console.ReadLine")]
    [TestCase("hash code", "_ = \"a\".GetHashCode();", "calls object.GetHashCode")]
    [TestCase("hash code", "_ = \"a\".GetHashCode(StringComparison.Ordinal);", "calls string.GetHashCode")]
    [TestCase("hash code", "_ = HashCode.Combine(1, 2);", "calls HashCode.Combine")]
    [TestCase("hash code", "_ = (1, 2).GetHashCode();", "calls object.GetHashCode")]
    [TestCase("hash code", "_ = System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(\"a\");", "calls RuntimeHelpers.GetHashCode")]
    [TestCase("hash code", "_ = EqualityComparer<string>.Default.GetHashCode(\"a\");", "calls EqualityComparer<string>.GetHashCode")]
    [TestCase("hash code", "_ = new[] { \"a\" }.OrderBy(text => text.GetHashCode());", "calls object.GetHashCode")]
    [TestCase("hash code", "_ = new Named(\"a\").GetHashCode();", "calls object.GetHashCode")]
    [TestCase("garbage collection", "GC.Collect();", "calls GC.Collect")]
    [TestCase("native code", "System.Runtime.InteropServices.Marshal.AllocHGlobal(1);", "calls Marshal.AllocHGlobal")]
    [TestCase("reflection", "typeof(string).GetMethod(\"A\").Invoke(null, null);", "calls MethodBase.Invoke")]
    [TestCase("reflection", "dynamic a = 1; a.B();", "calls Binder.InvokeMember")]
    public void BannedMember_UsedOnALine_IsFoundThere(string rule, string statement, string what) =>
        Assert.That(
            StudentCode.Brief(Inside(statement)),
            Has.One.StartsWith("5 Foo.Bar " + what).And.One.EndsWith($"({rule})").And.All.StartsWith("5 Foo.Bar "));

    [TestCase("_ = new Random(3).Next();")]
    [TestCase("Task .Delay(TimeSpan.Zero, clock);")]
    [TestCase("_ = new PeriodicTimer(TimeSpan.Zero, clock);")]
    [TestCase("Task.CompletedTask.ConfigureAwait(true);")]
    [TestCase("Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext);")]
    [TestCase("Console.WriteLine(3);")]
    [TestCase("_ = new System.IO.StreamReader(new System.IO.MemoryStream());")]
    [TestCase("_ = 3.GetHashCode();")]
    [TestCase("_ = new Numbered(3).GetHashCode();")]
    [TestCase("_ = clock.GetUtcNow();")]
    public void AllowedMember_BesideABannedOne_IsNotFound(string statement) =>
        Assert.That(
            StudentCode.Findings($"class Foo {{ void Bar(TimeProvider clock) {{ {statement} }} }} record struct Numbered(int Value);"),
            Is.Empty);

    [Test]
    public void HashCode_OfHandWrittenEquality_IsAllowedInsideGetHashCodeOnly() =>
        Assert.That(
            StudentCode.Brief("""
                sealed class Key(string name)
                {
                    public override bool Equals(object other) => other is Key;
                    public override int GetHashCode() => HashCode.Combine(name);
                    public int Shard => GetHashCode() % 3;
                }
                """),
            Is.EqualTo(new[] { "5 Key.Shard calls object.GetHashCode (hash code)" }));

    [Test]
    public void Table_EveryGroup_SaysWhyAndWhatInstead()
    {
        var texts = Groups().SelectMany(group => new[] { group.Why, group.Instead }).ToArray();
        Assert.That(texts, Is.Not.Empty.And.All.Not.EndsWith(".").And.All.Length.GreaterThan(10));
    }

    private static IReadOnlyList<BannedGroup> Groups() => BannedMembers.Groups;

    private static string Inside(string statement) => $$"""
        class Foo
        {
            void Bar()
            {
                {{statement}}
            }
        }
        record struct Named(string Text);
        """;
}
