using System.IO.Pipelines;
using System.Net.Sockets;

namespace Course.Benchmarks.Floors;

/// <summary>The second floor: a pipe for each receiver, and a copy of each frame in it.</summary>
internal sealed class PipelinesHub : FloorHub
{
    private static readonly PipeOptions Options = new(
        pauseWriterThreshold: 1 << 20, resumeWriterThreshold: 1 << 19, minimumSegmentSize: 64 * 1024, useSynchronizationContext: false,
        readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.ThreadPool);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private PipeWriter[] _receivers = [];

    protected override void Add(Socket socket)
    {
        var pipe = new Pipe(Options);
        _receivers = [.. _receivers, pipe.Writer];
        _ = SendAsync(pipe.Reader, socket);
    }

    protected override async ValueTask RelayAsync(ReadOnlyMemory<byte> frames)
    {
        await _turn.WaitAsync();
        try
        {
            // The flush runs the receiver's send inline when it rests; at the bound of its pipe it waits for it.
            foreach (var receiver in _receivers) await receiver.WriteAsync(frames);
        }
        finally
        {
            _turn.Release();
        }
    }

    private static async Task SendAsync(PipeReader reader, Socket socket)
    {
        try
        {
            while (true)
            {
                var result = await reader.ReadAsync();
                if (result.IsCompleted) return;
                foreach (var segment in result.Buffer)
                {
                    for (var rest = segment; rest.Length > 0;) rest = rest[await socket.SendAsync(rest)..];
                }

                reader.AdvanceTo(result.Buffer.End);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The receiver has ended: what is for it goes nowhere.
            await reader.CompleteAsync();
        }
    }
}
