using System.Threading.Channels;

namespace Course.Commands.Chatting;

/// <summary>
/// Lines on their way to the standard output: written in order by one task, flushed when nothing waits. At the bound
/// <see cref="WriteAsync"/> waits, so that a slow reader slows the deliveries instead of filling the memory.
/// </summary>
internal sealed class OutputQueue : IAsyncDisposable
{
    private const int Bound = 1024;

    private readonly Channel<string> _lines = Channel.CreateBounded<string>(
        new BoundedChannelOptions(Bound) { SingleReader = true, AllowSynchronousContinuations = false });

    private readonly TextWriter _output;
    private readonly Task _writer;

    public OutputQueue(TextWriter output)
    {
        _output = output;
        _writer = Task.Run(WriteLinesAsync);
    }

    /// <summary>Queues one line; waits while the queue is at its bound. Dropped when the reader of the output has gone.</summary>
    public async Task WriteAsync(string line)
    {
        try
        {
            await _lines.Writer.WriteAsync(line);
        }
        catch (ChannelClosedException)
        {
            // The output is closed (a pipe's reader ended): the session goes on, there is nobody to print for.
        }
    }

    /// <summary>Writes what is queued, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _lines.Writer.TryComplete();
        await _writer;
    }

    private async Task WriteLinesAsync()
    {
        try
        {
            while (await _lines.Reader.WaitToReadAsync())
            {
                while (_lines.Reader.TryRead(out var line)) await _output.WriteLineAsync(line);
                await _output.FlushAsync();
            }
        }
        catch (IOException)
        {
            _lines.Writer.TryComplete();
            while (_lines.Reader.TryRead(out _))
            {
                // Writers that wait for room must not wait for ever.
            }
        }
    }
}
