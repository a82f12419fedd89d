using System.Net.Sockets;

namespace Course.Benchmarks.Floors;

/// <summary>How far one receiver has been sent the log.</summary>
internal sealed class RingCursor(RingLog log, Socket socket, long position)
{
    private long _position = position;
    private int _isSending;

    /// <summary>Bytes before this need not be kept for the receiver.</summary>
    public long Position => Volatile.Read(ref _position);

    /// <summary>Sends what there is, unless a send is under way, which then does it.</summary>
    public void Flush()
    {
        while (Position < log.End && Interlocked.CompareExchange(ref _isSending, 1, 0) == 0)
        {
            var sending = SendAsync();
            if (!sending.IsCompletedSuccessfully)
            {
                _ = AwaitAsync(sending);
                return;
            }

            Volatile.Write(ref _isSending, 0);
            // Full fence between the release and the look at the end, against an append that saw the send under way.
            Interlocked.MemoryBarrier();
        }
    }

    private async Task AwaitAsync(ValueTask sending)
    {
        await sending;
        Interlocked.Exchange(ref _isSending, 0);
        Flush();
    }

    private async ValueTask SendAsync()
    {
        try
        {
            while (_position < log.End)
            {
                var sent = await socket.SendAsync(log.From(_position));
                Volatile.Write(ref _position, _position + sent);
                log.Moved();
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The receiver has ended: it holds up nobody any more.
            Volatile.Write(ref _position, long.MaxValue);
            log.Moved();
        }
    }
}
