using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Threading.Tasks.Sources;

namespace Course.Rpc.Tcp.Wire;

/// <summary>
/// The bytes of a socket. Where the connection breaks a read ends, as it does where the other side closes it, and a write ends without
/// effect: the next read tells it. That a peer dies is no exception here, and to throw the first one takes a process milliseconds in
/// which the whole session waits. One read and one write at a time.
/// </summary>
internal sealed class SocketStream(Socket socket) : NetworkStream(socket, ownsSocket: true)
{
    private readonly Transfer _reading = new();
    private readonly Transfer _writing = new();

    /// <summary>What the last read found: <see cref="SocketError.Success"/>, also at an orderly end, or how the connection broke.</summary>
    public SocketError Found => _reading.SocketError;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        cancellationToken.CanBeCanceled ? base.ReadAsync(buffer, cancellationToken) : _reading.ReceiveAsync(Socket, buffer);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        cancellationToken.CanBeCanceled ? base.WriteAsync(buffer, cancellationToken) : _writing.SendAsync(Socket, buffer);

    protected override void Dispose(bool disposing)
    {
        // First the socket: it ends what is under way.
        base.Dispose(disposing);
        if (!disposing) return;
        _reading.Dispose();
        _writing.Dispose();
    }

    /// <summary>Used again for each read, or for each write, without an allocation; the execution context does not flow.</summary>
    private sealed class Transfer() : SocketAsyncEventArgs(true), IValueTaskSource<int>, IValueTaskSource
    {
        private ManualResetValueTaskSourceCore<int> _core;

        public ValueTask<int> ReceiveAsync(Socket socket, Memory<byte> buffer)
        {
            _core.Reset();
            SetBuffer(buffer);
            return socket.ReceiveAsync(this) ? new ValueTask<int>(this, _core.Version) : new ValueTask<int>(Transferred);
        }

        /// <summary>All of the bytes, unless the connection breaks.</summary>
        public ValueTask SendAsync(Socket socket, ReadOnlyMemory<byte> bytes)
        {
            _core.Reset();
            // Sending only reads them.
            SetBuffer(MemoryMarshal.AsMemory(bytes));
            return socket.SendAsync(this) ? new ValueTask(this, _core.Version) : default;
        }

        protected override void OnCompleted(SocketAsyncEventArgs e) => _core.SetResult(Transferred);

        private int Transferred => SocketError == SocketError.Success ? BytesTransferred : 0;

        int IValueTaskSource<int>.GetResult(short token) => _core.GetResult(token);

        void IValueTaskSource.GetResult(short token) => _core.GetResult(token);

        public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

        public void OnCompleted(
            Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            _core.OnCompleted(continuation, state, token, flags);
    }
}
