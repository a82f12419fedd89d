using Course.Hosting;

namespace Course.Commands.Chatting;

/// <summary>Joining a session from the command line: every refusal becomes one line.</summary>
internal static class Joining
{
    /// <summary>Joins; null when Ctrl+C came first.</summary>
    /// <exception cref="CommandException">The options break a rule, or the rendezvous did not accept.</exception>
    public static async Task<TcpPeer?> JoinAsync(PeerOptions options, CancellationToken goodbye)
    {
        try
        {
            return await TcpPeer.JoinAsync(options, goodbye);
        }
        catch (OperationCanceledException) when (goodbye.IsCancellationRequested)
        {
            return null;
        }
        catch (ArgumentException e)
        {
            throw new CommandException(e.Message);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new CommandException($"{options.Name} cannot join {options.Session}: {e.Message}", ExitCode.Failed);
        }
    }

    /// <summary>Completes when the token is cancelled.</summary>
    public static Task WhenCancelled(CancellationToken token)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        token.Register(cancelled.SetResult);
        return cancelled.Task;
    }
}
