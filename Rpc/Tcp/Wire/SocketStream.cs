using System.Net.Sockets;
using System.Threading.Tasks.Sources;

namespace Course.Rpc.Tcp.Wire;

/// <summary>
/// The bytes of a socket. A read ends where the connection breaks, as it does where the other side closes it: that a peer dies is no
/// exception here, and to throw the first one takes a process milliseconds in which the whole session waits. One read at a time.
/// </summary>
internal sealed class SocketStream(Socket socket) : NetworkStream(socket, ownsSocket: true)
{
    private readonly Receiving _receiving = new();

    /// <summary>What the last read found: <see cref="SocketError.Success"/>, also at an orderly end, or how the connection broke.</summary>
    public SocketError Found => _receiving.SocketError;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        cancellationToken.CanBeCanceled ? base.ReadAsync(buffer, cancellationToken) : _receiving.ReceiveAsync(Socket, buffer);

    protected override void Dispose(bool disposing)
    {
        // First the socket: it ends a read that is under way.
        base.Dispose(disposing);
        if (disposing) _receiving.Dispose();
    }

    /// <summary>Used again for each read, without an allocation; the execution context does not flow.</summary>
    private sealed class Receiving() : SocketAsyncEventArgs(true), IValueTaskSource<int>
    {
        private ManualResetValueTaskSourceCore<int> _core;

        public ValueTask<int> ReceiveAsync(Socket socket, Memory<byte> buffer)
        {
            _core.Reset();
            SetBuffer(buffer);
            return socket.ReceiveAsync(this) ? new ValueTask<int>(this, _core.Version) : new ValueTask<int>(Received);
        }

        protected override void OnCompleted(SocketAsyncEventArgs e) => _core.SetResult(Received);

        private int Received => SocketError == SocketError.Success ? BytesTransferred : 0;

        int IValueTaskSource<int>.GetResult(short token) => _core.GetResult(token);

        ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _core.GetStatus(token);

        void IValueTaskSource<int>.OnCompleted(
            Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            _core.OnCompleted(continuation, state, token, flags);
    }
}
