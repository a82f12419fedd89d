namespace Course.Tests.Tcp.Support;

/// <summary>The one guard: what it ends is a hang, and never a property that a test decides by time.</summary>
internal static class Guard
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    public static async Task<T> WaitAsync<T>(Task<T> task, string what)
    {
        await WaitAsync((Task)task, () => what);
        return await task;
    }

    public static Task WaitAsync(Task task, string what) => WaitAsync(task, () => what);

    public static async Task WaitAsync(Task task, Func<string> what)
    {
        try
        {
            await task.WaitAsync(Bound);
        }
        catch (TimeoutException) when (!task.IsCompleted)
        {
            Assert.Fail($"hang: {what()}");
        }
    }
}
