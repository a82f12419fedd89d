using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace Course.Rpc.Tcp.Wire;

/// <summary>One TCP connection, with TLS around it where the options say so.</summary>
internal sealed class Connection : IDisposable
{
    private readonly Socket _socket;
    private readonly SocketStream _plain;

    public Connection(Socket socket)
    {
        _socket = socket;
        _socket.NoDelay = true;
        Stream = _plain = new SocketStream(socket);
        Remote = socket.RemoteEndPoint as IPEndPoint ?? new IPEndPoint(IPAddress.None, 0);
    }

    /// <summary>Reads and writes; replaced once by its encrypted form.</summary>
    public Stream Stream { get; private set; }

    /// <summary>How the connection broke, in words; null if the last read met no more than its end.</summary>
    public string? Breach => _plain.Found == SocketError.Success ? null : new SocketException((int)_plain.Found).Message;

    /// <summary>The other end.</summary>
    public IPEndPoint Remote { get; }

    /// <summary>Whether a read would find bytes at once. Not known of what is encrypted.</summary>
    public bool HasCome
    {
        get
        {
            try
            {
                return ReferenceEquals(Stream, _plain) && _socket.Available > 0;
            }
            catch (Exception exception) when (IsLoss(exception))
            {
                // The next read tells it.
                return false;
            }
        }
    }

    /// <summary>Dials; TLS included.</summary>
    /// <exception cref="SocketException">Nobody listens there.</exception>
    /// <exception cref="IOException">The connection broke during the handshake of TLS.</exception>
    /// <exception cref="System.Security.Authentication.AuthenticationException">The certificate is not trusted.</exception>
    public static async Task<Connection> DialAsync(IPEndPoint target, string host, TlsOptions? tls, CancellationToken cancellation)
    {
        var socket = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        Connection? connection = null;
        try
        {
            await socket.ConnectAsync(target, cancellation).ConfigureAwait(false);
            connection = new Connection(socket);
            if (tls is not null) await connection.DialTlsAsync(host, tls, cancellation).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            connection?.Dispose();
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The dialed side's handshake of TLS.</summary>
    public async Task ReceiveTlsAsync(TlsOptions tls, CancellationToken cancellation)
    {
        var secured = new SslStream(Stream, leaveInnerStreamOpen: false);
        Stream = secured;
        var options = new SslServerAuthenticationOptions { ServerCertificate = tls.Certificate };
        await secured.AuthenticateAsServerAsync(options, cancellation).ConfigureAwait(false);
    }

    /// <summary>Tells the other side that nothing more comes; reading goes on.</summary>
    public async Task FinishAsync()
    {
        try
        {
            if (Stream is SslStream secured) await secured.ShutdownAsync().ConfigureAwait(false);
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            // The other side is gone already, so it needs no word of the end.
        }
    }

    /// <summary>Whether an exception means that the connection is lost, and not that the code is wrong.</summary>
    public static bool IsLoss(Exception exception) =>
        exception is IOException or SocketException or ObjectDisposedException
            or InvalidOperationException { Source: "System.Net.Security" };

    /// <summary>Closes it with a reset, which tells the other side of a failure.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        // The stream would say first that nothing more comes.
        _socket.Dispose();
    }

    public void Dispose() => Stream.Dispose();

    private async Task DialTlsAsync(string host, TlsOptions tls, CancellationToken cancellation)
    {
        var secured = new SslStream(Stream, leaveInnerStreamOpen: false);
        Stream = secured;
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = host,
            RemoteCertificateValidationCallback = (_, certificate, _, errors) => TlsTrust.IsTrusted(tls, certificate, errors),
        };
        await secured.AuthenticateAsClientAsync(options, cancellation).ConfigureAwait(false);
    }
}
