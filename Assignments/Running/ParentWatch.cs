using System.Diagnostics;

namespace Course.Assignments.Running;

/// <summary>Ends this process when its parent is gone, whatever the tested code does: a test may wait for ever.</summary>
public static class ParentWatch
{
    /// <summary>Begins to watch, on a thread of its own.</summary>
    /// <param name="input">What the parent keeps open; its end tells of the parent's.</param>
    /// <param name="said">Told of each line that the parent writes, on that thread; null if it writes no more.</param>
    public static void Begin(Stream input, Action<string>? said = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        new Thread(() => Watch(input, said)) { IsBackground = true, Name = "parent" }.Start();
    }

    private static void Watch(Stream input, Action<string>? said)
    {
        try
        {
            using var lines = new StreamReader(input);
            while (lines.ReadLine() is { } line) said?.Invoke(line);
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
