using NUnit.Framework.Interfaces;

namespace Course.Assignments.Running;

/// <summary>Tells what NUnit says of the chosen tests, as it says it. One thread: tests of assignments run one after another.</summary>
internal sealed class OutcomeListener(IReadOnlyList<GradedTest> chosen, Action<RunnerEvent> tell) : ITestListener
{
    /// <summary>Characters of what a test printed, at most.</summary>
    public const int MaximumOutput = 16 * 1024;

    /// <summary>Characters of a message, at most: a story of a counterexample is far below.</summary>
    public const int MaximumMessage = 64 * 1024;

    private readonly Dictionary<string, GradedTest> _open = chosen.ToDictionary(test => test.Test);

    /// <summary>The tests that nothing came of yet.</summary>
    public IReadOnlyCollection<GradedTest> Open => _open.Values;

    public void TestStarted(ITest test)
    {
        if (!test.IsSuite && _open.ContainsKey(test.FullName)) tell(new RunnerEvent.Started(test.FullName));
    }

    public void TestFinished(ITestResult result)
    {
        if (result.Test.IsSuite || !_open.Remove(result.Test.FullName, out var test)) return;
        var (verdict, message) = FailureText.Of(result, test.Part);
        var outcome = test.Ends(
            verdict,
            RunnerLines.Clean(message, MaximumMessage),
            RunnerLines.Clean(result.Output, MaximumOutput),
            Math.Round(result.Duration, 3));
        tell(new RunnerEvent.Ended(outcome));
    }

    public void TestOutput(TestOutput output)
    {
    }

    public void SendMessage(TestMessage message)
    {
    }
}
