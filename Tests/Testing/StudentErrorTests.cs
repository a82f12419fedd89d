using Course.Simulation.Exploring;
using Course.Testing;

namespace Course.Tests.Testing;

/// <summary>What a student's class does wrong for any search is caught and named, and there is no certificate.</summary>
public sealed class StudentErrorTests
{
    private const string NoBegin = "private void Begin(Peer peer) { } ";
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("student-").FullName;

    [TearDown]
    public void DeleteFolder()
    {
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (UnauthorizedAccessException)
        {
            // An assembly that is loaded cannot be deleted on Windows; the system clears its folder of temporary files.
        }
    }

    [TestCase("public async Task Append(string text) => _texts.Add(text + DateTime.UtcNow.Ticks);", "DateTime.UtcNow")]
    [TestCase("public Task Append(string text) { _texts.Add(text + Random.Shared.Next()); return Task.CompletedTask; }", "Random.Shared")]
    [TestCase("public Task Append(string text) => Task.Run(() => _texts.Add(text));", "Task.Run")]
    [TestCase("static int _made; public Task Append(string text) { _texts.Add($\"{_made++}\"); return Task.CompletedTask; }", "_made")]
    [TestCase(
        "HashSet<string> _set = new(); public async Task Append(string text) { _set.Add(text); _texts.AddRange(_set); }",
        "HashSet<string>")]
    public void Check_WhatMakesRunsDiffer_IsNamedAndGivesNoCertificate(string members, string named)
    {
        foreach (var attribute in new WorldAttribute[] { new ExploreAttribute(), new ScenarioAttribute() })
        {
            var run = Run(attribute, NoBegin + members);
            Assert.That(
                run.Lines[0], Does.Match("^nondeterministic: Student-[0-9a-f]+ may do other things in equal runs; no certificate:$"));
            Assert.That(run.Lines[1], Does.StartWith("Student/Student.cs:").And.Contain(named));
            Assert.That(run.Output, Does.Not.Contain("digest").And.Not.Contain("holds"));
        }
    }

    [Test]
    public void Check_StepThatNeverReturns_IsHungAtAStep()
    {
        var run = Run(
            new ExploreAttribute { GuardSeconds = 1 },
            NoBegin + "public async Task Append(string text) { if (text == \"b\") new SemaphoreSlim(0).Wait(); }");
        Assert.That(run.Lines[0], Does.Match("^hung at step [0-9]+: p[123] did not come back from Receive within 1 s$"));
        Assert.That(run.Lines[1], Does.Match("^ +1\\. "));
    }

    [Test]
    public void Check_SeedThatNeverReturns_IsHung()
    {
        const string members = NoBegin + "public async Task Append(string text) => new SemaphoreSlim(0).Wait();";
        var run = Run(new ScenarioAttribute { GuardSeconds = 1 }, members);
        Assert.That(run.Lines[0], Does.StartWith("hung: the run with seed 1 did not come back within 1 s"));
        Assert.That(run.Lines[1], Does.EndWith("-e COURSE_SEED=1"));
    }

    [Test]
    public void Check_ClassThatPostsEndlessly_IsHungAtAStep()
    {
        const string members = "private Peer _peer; private void Begin(Peer peer) { _peer = peer; } private void Again() => "
            + "_peer.Rpc.Loop.Post(Course.Rpc.Loops.ThreadRole.Application, Again); "
            + "public Task Append(string text) { Again(); return Task.CompletedTask; }";
        var run = Run(new ExploreAttribute(), members);
        Assert.That(run.Lines[0], Does.Match("^hung at step [0-9]+: p[123]: its queue was not empty after 100000 steps of one input$"));
        var token = run.Lines[^1].Split("COURSE_REPLAY=")[1];
        var again = TestRun.With("COURSE_REPLAY", token, () => Run(new ExploreAttribute(), members));
        Assert.That(again.Lines[0], Does.Match("^hung: p[123]: its queue was not empty after 100000 steps of one input$"));
    }

    [Test]
    public void Check_AwaitOfSomethingForeign_NamesTheMethod()
    {
        const string members = NoBegin
            + "private readonly TaskCompletionSource _never = new(); public async Task Append(string text) => await _never.Task;";
        WorldAttribute[] attributes = [new ExploreAttribute { Broadcasts = 1 }, new ScenarioAttribute { Broadcasts = 1 }];
        foreach (var attribute in attributes)
        {
            var run = Run(attribute, members);
            Assert.That(run.Lines[0], Does.StartWith("quiet: ").And.Contain(
                "p1: ILog.Append(String) awaits something that is neither a message nor a virtual timer"));
        }
    }

    private TestRun Run(WorldAttribute attribute, string members)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, attribute.GetType().Name)).FullName;
        var application = StudentAssembly.Compile(members, folder);
        return TestRun.Of(attribute, world =>
        {
            world.Use(application);
            world.Check(AtomicBroadcast.All);
        });
    }
}
