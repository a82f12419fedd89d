namespace Course.Tests.Shared;

/// <summary>The one guard: what it ends is a hang, and never a property that a test decides by time.</summary>
internal static class Guard
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(120);

    public static async Task WaitAsync(Task task, string what)
    {
        try
        {
            await task.WaitAsync(Bound);
        }
        catch (TimeoutException) when (!task.IsCompleted)
        {
            Assert.Fail($"hang: {what}");
        }
    }
}
