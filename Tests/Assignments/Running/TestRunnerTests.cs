using Course.Assignments.Running;

namespace Course.Tests.Assignments.Running;

internal sealed class TestRunnerTests
{
    private static readonly Lazy<RunnerChild> All = new(() => RunnerChild.RunTests(
    [
        .. new[]
        {
            nameof(GradedSamples.Passes), nameof(GradedSamples.FailsByAnAssertion), nameof(GradedSamples.FailsByAnException),
            nameof(GradedSamples.ComesToItsOwnGap), nameof(GradedSamples.ComesToAnotherGap),
            nameof(GradedSamples.PassesAlthoughALoopSwallowsAGap), nameof(GradedSamples.ComesToAGapOnAnotherThread),
            nameof(GradedSamples.ThrowsANotImplementedThatIsNoGap), nameof(GradedSamples.FailsInTwoWays),
            nameof(GradedSamples.SaysHalfACharacterAndALot), nameof(GradedSamples.IsNotGraded), "HasCases(1)", "HasCases(2)",
        }.Select(RunnerChild.NameOf),
        $"{typeof(GradedSetUpSamples).FullName}.{nameof(GradedSetUpSamples.NeverBegins)}",
    ]));

    [Test]
    public void Run_AllWaysToEnd_TellsEachTestOnceInTheOrderOfParts()
    {
        var events = All.Value.Events();

        var listed = events.OfType<RunnerEvent.Listed>().ToList();
        Assert.That(listed.Select(test => test.Part), Is.EqualTo(
            new[] { "A1.1" }.Concat(Enumerable.Repeat("A1.2", 9)).Concat(["A1.3", "A1.10", "A1.10"])));
        Assert.That(events.Take(listed.Count), Is.All.InstanceOf<RunnerEvent.Listed>());
        Assert.That(All.Value.Outcomes().Select(outcome => outcome.Test), Is.EquivalentTo(listed.Select(test => test.Test)));
        Assert.That(events[^1], Is.EqualTo(new RunnerEvent.Done(listed.Count)));
        Assert.That((All.Value.ExitCode, All.Value.Errors), Is.EqualTo((0, "")));
    }

    [Test]
    public void Run_PassingTest_HasItsPointsAndOutput()
    {
        var passed = Outcome(nameof(GradedSamples.Passes));

        Assert.That((passed.Verdict, passed.Points, passed.Earned, passed.Guarantee), Is.EqualTo((Verdict.Passed, 2.0, 2.0, "validity")));
        Assert.That((passed.Message, passed.Output.Trim(), passed.IsHidden), Is.EqualTo(("", "seen", false)));
        Assert.That(All.Value.Events().OfType<RunnerEvent.Listed>().First().Reason, Is.EqualTo("it shows how"));
    }

    [Test]
    public void Run_FailedAssertion_TellsItsTextAlone()
    {
        var failed = Outcome(nameof(GradedSamples.FailsByAnAssertion));

        Assert.That((failed.Verdict, failed.Earned), Is.EqualTo((Verdict.Failed, 0.0)));
        Assert.That(failed.Message, Does.Contain("two is two").And.Not.Contain("   at "));
    }

    [Test]
    public void Run_OtherException_TellsTypeMessageAndPlace()
    {
        var message = Outcome(nameof(GradedSamples.FailsByAnException)).Message;

        Assert.That(message, Does.Match(
            @"^System\.InvalidOperationException : no such proxy\nat Tests/Assignments/Running/GradedSamples\.cs:\d+$"));
    }

    [TestCase(nameof(GradedSamples.ComesToItsOwnGap))]
    [TestCase(nameof(GradedSamples.PassesAlthoughALoopSwallowsAGap))]
    [TestCase(nameof(GradedSamples.ComesToAGapOnAnotherThread))]
    [TestCase(nameof(GradedSamples.FailsInTwoWays))]
    public void Run_OwnGap_OverridesWhateverTheTestFound(string method)
    {
        var outcome = Outcome(method);

        Assert.That(outcome.Verdict, Is.EqualTo(Verdict.NotStarted));
        Assert.That(outcome.Message, Does.Match(@"^A1\.2 not started: Tests/Assignments/Running/Gaps\.cs:\d+$"));
    }

    [Test]
    public void Run_GapOfARequiredPart_IsBlocked()
    {
        var outcome = Outcome(nameof(GradedSamples.ComesToAnotherGap));

        Assert.That(outcome.Verdict, Is.EqualTo(Verdict.Blocked));
        Assert.That(outcome.Message, Does.Match(@"^blocked by A1\.1, not started: Tests/Assignments/Running/Gaps\.cs:\d+$"));
    }

    [Test]
    public void Run_GapInASetUpOfTheClass_IsNotStarted()
    {
        const string name = nameof(GradedSetUpSamples.NeverBegins);
        var outcome = All.Value.Outcomes().Single(one => one.Test.EndsWith(name, StringComparison.Ordinal));

        Assert.That(outcome.Verdict, Is.EqualTo(Verdict.NotStarted));
        Assert.That(outcome.Message, Does.StartWith("A1.2 not started: Tests/Assignments/Running/G"));
    }

    [Test]
    public void Run_NotImplementedWithoutAPart_IsAFailure() =>
        Assert.That(Outcome(nameof(GradedSamples.ThrowsANotImplementedThatIsNoGap)).Verdict, Is.EqualTo(Verdict.Failed));

    [Test]
    public void Run_CasesOfOneMethod_AreTestsOfTheirOwn()
    {
        Assert.That(Outcome("HasCases(1)").Verdict, Is.EqualTo(Verdict.Passed));
        Assert.That(Outcome("HasCases(2)").Verdict, Is.EqualTo(Verdict.Failed));
    }

    [Test]
    public void Run_HalfACharacterAndALongOutput_AreCleanedAndBounded()
    {
        var outcome = Outcome(nameof(GradedSamples.SaysHalfACharacterAndALot));

        Assert.That(outcome.Message, Is.EqualTo("half \ufffd"));
        Assert.That(outcome.Output, Is.EqualTo(new string('x', 16 * 1024) + "\n… 83616 more characters"));
    }

    [Test]
    public void Run_TestThatWritesLikeARunner_CountsForNothingWithANonce()
    {
        var child = RunnerChild.Run("f00d\n", "--nonce", "--test", RunnerChild.NameOf(nameof(GradedSamples.WritesLikeARunner)));

        Assert.That(child.Lines, Has.Member("""{"kind":"done","tests":0}"""));
        Assert.That(child.Events("f00d")[^1], Is.EqualTo(new RunnerEvent.Done(1)));
        Assert.That(child.Outcomes("f00d").Single().Verdict, Is.EqualTo(Verdict.Passed));
        Assert.That(child.Errors, Is.Empty);
    }

    [Test]
    public void Run_ManyRequests_EachMeetsAssembliesOfItsOwn()
    {
        using var folder = new Labs.TemporaryTree();
        var request = RunnerLines.WriteRequest(
        [
            "run", "--over", folder.Root, "--assembly", RunnerChild.TestsAssembly,
            "--test", RunnerChild.NameOf(nameof(GradedSamples.IsTheFirstThatCounts)),
        ]);
        var child = RunnerChild.RunBare($"f00d\n{request}\n{request}\n", ["run", "--many", "--nonce"], runs: 2);

        Assert.That(child.Outcomes("f00d").Select(outcome => (outcome.Verdict, outcome.Message)),
            Is.EqualTo(new[] { (Verdict.Passed, ""), (Verdict.Passed, "") }));
        Assert.That(child.Events("f00d").OfType<RunnerEvent.Done>().Count(), Is.EqualTo(2));
        Assert.That(child.Errors, Is.Empty);
    }

    [TestCase("is no request", "run --part A1.1")]
    [TestCase("needs --over FOLDER", """["run", "--assembly", "any.dll"]""")]
    [TestCase("'--what' is no option", """["run", "--what"]""")]
    [TestCase("cannot be loaded", """["run", "--over", ".", "--assembly", "missing.dll"]""")]
    public void Run_BadRequest_EndsInOneLine(string problem, string request)
    {
        var child = RunnerChild.RunBare($"f00d\n{request}\n", ["run", "--many", "--nonce"]);

        Assert.That((child.ExitCode, child.Lines.Count), Is.EqualTo((2, 0)));
        Assert.That(child.Errors.Trim(), Does.StartWith("Course.Assignments: ").And.Contain(problem).And.Not.Contain("\n"));
    }

    [Test]
    public void Run_ListOfAPart_RunsNothing()
    {
        var child = RunnerChild.Run(null, "--list", "--part", "A1.10");

        Assert.That(child.Events().OfType<RunnerEvent.Listed>().Select(test => test.Points), Is.EqualTo(new[] { 0.5, 0.5 }));
        Assert.That(child.Events(), Has.Count.EqualTo(2));
    }

    [Test]
    public void Run_TestsOnDemand_NeedTheirName()
    {
        var child = RunnerChild.Run(null, "--part", "A1.1");

        Assert.That((child.Outcomes().Single().Verdict, child.Outcomes()[0].Message),
            Is.EqualTo((Verdict.NotRun, "It runs on demand only: by its name.")));
    }

    [TestCase("the first line of the input is no nonce", "--nonce")]
    [TestCase("'--what' is no option", "--what")]
    [TestCase("--test needs a value", "--test")]
    [TestCase("cannot be loaded", "--assembly", "missing.dll")]
    [TestCase("--many goes with --nonce and nothing else", "--many")]
    [TestCase("--over goes with --assembly", "--over", ".", "--sealed", "any")]
    public void Run_BadArguments_EndInOneLine(string problem, params string[] arguments)
    {
        var child = RunnerChild.Run(null, arguments);

        Assert.That((child.ExitCode, child.Lines.Count), Is.EqualTo((2, 0)));
        Assert.That(child.Errors.Trim(), Does.StartWith("Course.Assignments: ").And.Contain(problem).And.Not.Contain("\n"));
    }

    private static TestOutcome Outcome(string method) =>
        All.Value.Outcomes().Single(outcome => outcome.Test == RunnerChild.NameOf(method));
}
