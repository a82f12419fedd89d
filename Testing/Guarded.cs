using System.Runtime.ExceptionServices;

namespace Course.Testing;

/// <summary>Runs what may never return on a thread that can be left behind.</summary>
internal static class Guarded
{
    /// <summary>False if it did not come back within the bound; its thread is left behind then and keeps no process alive.</summary>
    public static bool TryRun<T>(Func<T> work, TimeSpan bound, out T? result)
    {
        T? made = default;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                made = work();
            }
#pragma warning disable CA1031 // Thrown again on the caller's thread.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }
        }, 16 << 20)
        {
            IsBackground = true,
            Name = "virtual world",
        };
        thread.Start();
        var isBack = thread.Join(bound);
        result = isBack ? made : default;
        if (isBack) failure?.Throw();
        return isBack;
    }
}
