namespace Course.Simulation.Checking;

/// <summary>
/// Cost budget: the run sent at most so many messages for each broadcast, and at most so many for each synchronization phase. Judged when
/// quiet, and only where a budget is given.
/// </summary>
public sealed class CostBudgetChecker : IHistoryChecker
{
    public Guarantee Guarantee => Guarantee.CostBudget;

    public Verdict Check(RunHistory run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var story = new Story(Guarantee);
        if (run.Facts.Budget is not { } budget) return story.Judge();
        var costs = RunCosts.Of(run);
        Judge(costs.OrderingMessages, costs.Broadcasts, budget.MessagesPerBroadcast, "broadcast", story);
        Judge(costs.SynchronizationMessages, costs.Synchronizations, budget.MessagesPerSynchronization, "synchronization phase", story);
        return story.Judge();
    }

    private static void Judge(long messages, int times, int? budget, string what, Story story)
    {
        if (budget is not { } each || messages <= (long)each * times) return;
        story.Add(() => $"{times} {what}{(times == 1 ? "" : "s")} took {messages} messages, and {each} for each are allowed");
    }
}
