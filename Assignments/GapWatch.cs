using System.Runtime.ExceptionServices;

namespace Course.Assignments;

/// <summary>
/// Notices the first gap that this process comes to, on any thread, whoever catches its exception: a program of a tree that is not finished
/// says so in a line, instead of going on with half of a protocol. Disposing ends the watch.
/// </summary>
public sealed class GapWatch : IDisposable
{
    private readonly Lock _turn = new();
    private readonly Action<Gap> _found;
    private bool _isFound;

    /// <summary>Watches.</summary>
    /// <param name="found">
    /// Told of the first gap, on the thread that came to it, once; if it ends the process, nobody goes on behind the gap, since further
    /// threads that come to one wait for its return.
    /// </param>
    public GapWatch(Action<Gap> found)
    {
        _found = found;
        AppDomain.CurrentDomain.FirstChanceException += Look;
    }

    /// <summary>Ends this process at its first gap: "chat: A1.1 not started: Rpc/…:16" on the error stream, and exit code 1.</summary>
    /// <param name="program">Its name, for the line.</param>
    public static GapWatch EndingProgram(string program) => new(gap =>
    {
        Console.Error.WriteLine($"{program}: {gap.Tell(gap.Part)}");
        Environment.Exit(1);
    });

    /// <inheritdoc/>
    public void Dispose() => AppDomain.CurrentDomain.FirstChanceException -= Look;

    private void Look(object? sender, FirstChanceExceptionEventArgs e)
    {
        if (e.Exception is not NotImplementedException || Gap.Of(e.Exception) is not { } gap) return;
        lock (_turn)
        {
            if (_isFound) return;
            _isFound = true;
            _found(gap);
        }
    }
}
