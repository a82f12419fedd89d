using System.Threading.Channels;
using Course.Rpc.Calls;
using Course.Rpc.Sessions;

namespace Course.Commands.Chatting;

/// <summary>
/// Broadcasts lines through the ordered proxy without waiting for each echo. At most <see cref="Window"/> are unechoed;
/// then the reader of the input waits. Used by one reader at a time.
/// </summary>
internal sealed class LineSender(ILines lines, string author)
{
    /// <summary>The most lines on their way, in broadcasts.</summary>
    public const int Window = 64;

    // One entry for each unechoed line: full means that the next line waits.
    private readonly Channel<bool> _unechoed = Channel.CreateBounded<bool>(Window);

    /// <summary>Returns when the line is on its way, not when it is delivered.</summary>
    /// <param name="text">The line.</param>
    /// <param name="cancellation">Ends the wait for room; a line on its way stays on its way.</param>
    public async Task SendAsync(string text, CancellationToken cancellation)
    {
        await _unechoed.Writer.WriteAsync(true, cancellation);
        _ = FreeWhenEchoedAsync(() => lines.Line(author, text));
    }

    /// <summary>Returns when every line so far was delivered at this peer.</summary>
    public async Task DrainAsync(CancellationToken cancellation)
    {
        for (var i = 0; i < Window; i++) await _unechoed.Writer.WriteAsync(true, cancellation);
        for (var i = 0; i < Window; i++) _unechoed.Reader.TryRead(out _);
    }

    /// <summary>Broadcasts the mark; returns at once.</summary>
    public void Mark() => _ = Observed(() => lines.Mark(author));

    private async Task FreeWhenEchoedAsync(Func<Task> broadcast)
    {
        await Observed(broadcast);
        _unechoed.Reader.TryRead(out _);
    }

    private static async Task Observed(Func<Task> broadcast)
    {
        try
        {
            await broadcast();
        }
        catch (Exception e) when (e is OutcomeUnknownException or SessionEndedException)
        {
            // A session that ends fails its pending calls; TcpPeer.Ended tells the reason once, for all of them.
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            await Console.Error.WriteLineAsync($"a line was delivered but not printed: {e.Message}");
        }
    }
}
