using Course.Benchmarks.Children;

namespace Course.Tests.Benchmarks;

[TestFixture]
public sealed class AnswersTests
{
    [Test]
    public void All_OneFailsWhileAnotherNeverAnswers_FailsAtOnce()
    {
        var never = new TaskCompletionSource<int>();
        Task<int>[] asked = [never.Task, Task.FromException<int>(new InvalidOperationException("refused")), Task.FromResult(3)];

        var answers = Answers.AllAsync(asked);

        // Nothing is left to wait for, so it has ended when the call returns.
        Assert.That(answers.IsFaulted, Is.True);
        Assert.That(answers.Exception!.InnerException, Is.InstanceOf<InvalidOperationException>());
    }

    [Test]
    public async Task All_AnsweredInAnotherOrder_AreInTheOrderOfTheChildren()
    {
        var first = new TaskCompletionSource<int>();

        var answers = Answers.AllAsync([first.Task, Task.FromResult(2)]);
        first.SetResult(1);

        Assert.That(await answers, Is.EqualTo(new[] { 1, 2 }));
    }
}
