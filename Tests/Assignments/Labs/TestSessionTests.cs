using Course.Assignments.Running;
using Course.Commands;
using Course.Commands.Labs;
using Course.Tests.Assignments.Running;

namespace Course.Tests.Assignments.Labs;

internal sealed class TestSessionTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(3);

    [Test]
    public async Task RunAsync_TestsThatDieOrHang_CostThemselvesAlone()
    {
        var view = new Recorder(() => { });

        var outcomes = await Session("A_Passes", "B_Exits", "C_WaitsForEver", "D_Overflows", "E_Passes").RunAsync(view, CancellationToken.None);

        Assert.That(outcomes.Select(outcome => outcome.Verdict), Is.EqualTo(
            new[] { Verdict.Passed, Verdict.Stopped, Verdict.Hung, Verdict.Stopped, Verdict.Passed }));
        Assert.That(outcomes[1].Message, Is.EqualTo("Its process ended under it (exit code 0)."));
        Assert.That(outcomes[2].Message, Is.EqualTo("It did not end within 3 s and was ended: some loop or wait in it never ends."));
        Assert.That(outcomes[3].Message, Does.Contain("Stack overflow"));
        Assert.That(view.Ended, Is.EqualTo(outcomes), "told in order, each once");
    }

    [Test]
    public void RunAsync_Interrupted_EndsItsChild()
    {
        using var interrupt = new CancellationTokenSource();
        var view = new Recorder(interrupt.Cancel);

        // Its end waits for the child's: a child that went on would hang this test.
        Assert.That(async () => await Session("C_WaitsForEver").RunAsync(view, interrupt.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void RunAsync_RunnerThatCannotBegin_SaysWhy()
    {
        var command = Command("--what");

        Assert.That(
            async () => await new TestSession(command, AppContext.BaseDirectory, Guard).RunAsync(new Recorder(() => { }), CancellationToken.None),
            Throws.TypeOf<CommandException>().With.Message.Contains("the tests cannot be run: the runner ended (exit code 2").And.Message
                .Contains("'--what' is no option"));
    }

    private static TestSession Session(params string[] methods) => new(
        Command() with { Tests = [.. methods.Select(method => $"{typeof(EndingSamples).FullName}.{method}")] },
        AppContext.BaseDirectory,
        Guard);

    private static RunnerCommand Command(params string[] chosen)
    {
        var command = new RunnerCommand(AppContext.BaseDirectory, typeof(TestSessionTests).Assembly.GetName().Name!, []);
        return command with { What = ["--assembly", command.Assembly, .. chosen] };
    }

    private sealed class Recorder(Action begins) : ITestView
    {
        public List<TestOutcome> Ended { get; } = [];

        public void Begins(GradedTest test) => begins();

        public void Ends(TestOutcome outcome) => Ended.Add(outcome);
    }
}
