using System.Diagnostics;

namespace Course.Assignments.Running;

/// <summary>Ends this process when its parent is gone, whatever the tested code does: a test may wait for ever.</summary>
public static class ParentWatch
{
    /// <summary>Begins to watch, on a thread of its own.</summary>
    /// <param name="input">What the parent keeps open and writes no more to; its end tells of the parent's.</param>
    public static void Begin(Stream input)
    {
        ArgumentNullException.ThrowIfNull(input);
        new Thread(() => Watch(input)) { IsBackground = true, Name = "parent" }.Start();
    }

    private static void Watch(Stream input)
    {
        try
        {
            while (input.ReadByte() >= 0)
            {
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // As good as its end.
        }

        // Not an exit: handlers of the tested code could hold that up.
        using var self = Process.GetCurrentProcess();
        self.Kill();
    }
}
