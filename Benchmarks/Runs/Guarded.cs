using Course.Commands;

namespace Course.Benchmarks.Runs;

/// <summary>Runs something that must end in time; Ctrl+C ends it too, with all its processes.</summary>
internal static class Guarded
{
    public static async Task<T> RunAsync<T>(TimeSpan guard, Func<CancellationToken, Task<T>> run)
    {
        using var signals = new TerminationSignals();
        using var limit = new CancellationTokenSource(guard);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(signals.Token, limit.Token);
        try
        {
            return await run(either.Token);
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            throw new CommandException("interrupted; all processes were ended.", ExitCode.Failed);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw new CommandException(
                $"nothing came to an end within {guard.TotalSeconds:0} s (--guard): a hang, or the guard is too short.", ExitCode.Hang);
        }
    }
}
