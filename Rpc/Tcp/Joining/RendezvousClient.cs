using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Course.Rpc.Tcp.Hellos;
using Course.Rpc.Tcp.Wire;

namespace Course.Rpc.Tcp.Joining;

/// <summary>Joins at a rendezvous.</summary>
internal sealed class RendezvousClient(TcpOptions options, SessionAddress address, IPEndPoint listen)
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(50);

    private string Whom => $"the rendezvous at {address.Place}";

    /// <summary>Tries until the rendezvous answers or patience ends: it may be starting right now.</summary>
    /// <exception cref="SessionRefusedException">It answered with a refusal.</exception>
    /// <exception cref="SessionUnreachableException">It did not answer, or whoever answered is no rendezvous.</exception>
    public async Task<ControlConnection> JoinAsync(CancellationToken cancellation)
    {
        var begun = options.Clock.GetTimestamp();
        while (true)
        {
            try
            {
                return await TryAllAsync(cancellation).ConfigureAwait(false);
            }
            catch (Exception exception) when (Connection.IsLoss(exception))
            {
                if (options.Clock.GetElapsedTime(begun) >= options.JoinPatience) throw Unreachable(exception);
            }
            catch (BadFrameException exception)
            {
                throw new SessionUnreachableException(
                    $"Whoever listens at {address.Place} is no rendezvous: it sent {exception.Message}. Check the port.", exception);
            }
            catch (AuthenticationException exception)
            {
                throw new SessionUnreachableException(
                    $"The certificate of {Whom} is not trusted, or it does not speak TLS: "
                        + $"{exception.Message} Check {nameof(TcpOptions)}.{nameof(TcpOptions.Tls)}.",
                    exception);
            }

            await Task.Delay(RetryPause, options.Clock, cancellation).ConfigureAwait(false);
        }
    }

    private SessionUnreachableException Unreachable(Exception exception)
    {
        var who = $"'{options.Name}' wants to join session '{address.Name}'";
        var tried = options.JoinPatience > TimeSpan.Zero ? $" (tried for {options.JoinPatience.TotalSeconds:0.#} s)" : "";
        return new SessionUnreachableException(
            exception is SocketException
                ? $"Nobody listens at {address.Place}, where {who}{tried}: {exception.Message}. "
                      + "Host the rendezvous first, or check the address."
                : $"Whoever listens at {address.Place}, where {who}, closed the connection before an answer{tried}. "
                      + "Check the address, and TLS on both sides.",
            exception);
    }

    /// <summary>"localhost" has two addresses, and the rendezvous listens at one.</summary>
    private async Task<ControlConnection> TryAllAsync(CancellationToken cancellation)
    {
        var targets = await address.ResolveAsync(cancellation).ConfigureAwait(false);
        for (var i = 0; ; i++)
        {
            try
            {
                return await TryAsync(new IPEndPoint(targets[i], address.Port), cancellation).ConfigureAwait(false);
            }
            catch (SocketException) when (i < targets.Count - 1)
            {
                // The next address.
            }
        }
    }

    private async Task<ControlConnection> TryAsync(IPEndPoint target, CancellationToken cancellation)
    {
        using var bound = new CancellationTokenSource(options.HelloBound, options.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(bound.Token, cancellation);
        Connection? connection = null;
        try
        {
            connection = await Connection.DialAsync(target, address.Host, options.Tls, either.Token).ConfigureAwait(false);
            var hello = new JoinHello(address.Name, options.Name.Value, listen, options.Members ?? 0);
            var granted = await DialerHandshake.RunAsync(
                connection.Stream,
                FrameType.JoinHello,
                hello.Write,
                Keys.OfSecret(options.Secret),
                Whom,
                either.Token).ConfigureAwait(false);
            return new ControlConnection(connection, address, ReadJoinNumber(granted));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            connection?.Dispose();
            throw new SessionUnreachableException(
                $"{target} did not answer the hello of '{options.Name}' within {options.HelloBound.TotalSeconds:0.#} s. "
                    + "Check that a rendezvous listens there.");
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
    }

    private static int ReadJoinNumber(ReadOnlyMemory<byte> granted)
    {
        var fields = new FieldReader(granted.Span);
        return fields.Number();
    }
}
