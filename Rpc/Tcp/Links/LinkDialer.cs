using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Course.Rpc.Tcp.Hellos;
using Course.Rpc.Tcp.Wire;
using Course.Rpc.Transport;

namespace Course.Rpc.Tcp.Links;

/// <summary>Dials the members that joined before this peer.</summary>
internal sealed class LinkDialer(ILinkOwner owner, TcpOptions options, string session, int joinNumber, byte[] key)
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(20);

    /// <summary>Never throws: what goes wrong ends the link.</summary>
    public async Task DialAsync(PeerLink link, IPEndPoint target)
    {
        try
        {
            while (!await TryAsync(link, target).ConfigureAwait(false))
            {
                await Task.Delay(RetryPause, options.Clock, link.ShutToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The link was shut, and with it the wish to dial.
        }
        catch (SocketException exception)
        {
            owner.Ended(link, LeaveReason.ConnectionLost, $"{link.Name} could not be dialed at {target}: {exception.Message}.");
        }
        catch (SessionRefusedException exception) when (exception.Rule == RefusalRule.Excluded)
        {
            owner.Excluded(link, exception.Message);
        }
        catch (SessionRefusedException exception)
        {
            owner.Ended(link, LeaveReason.Refused, exception.Message);
        }
        catch (BadFrameException exception)
        {
            owner.Ended(link, LeaveReason.BadFrame, $"{link.Name} at {target} sent {exception.Message}.");
        }
        catch (AuthenticationException exception)
        {
            owner.Ended(link, LeaveReason.Refused, $"The certificate of {link.Name} at {target} is not trusted: {exception.Message}");
        }
    }

    /// <returns><see langword="false"/> when the connection was cut during the hello: a crowd at the door can do that, so it is worth
    /// another try.</returns>
    private async Task<bool> TryAsync(PeerLink link, IPEndPoint target)
    {
        Connection? connection = null;
        try
        {
            connection = await Connection.DialAsync(target, target.Address.ToString(), options.Tls, link.ShutToken).ConfigureAwait(false);
            var hello = new LinkHello(session, options.Name.Value, joinNumber, link.Name.Value);
            await DialerHandshake.RunAsync(
                connection.Stream,
                FrameType.LinkHello,
                hello.Write,
                key,
                $"peer '{link.Name}' at {target}",
                link.ShutToken).ConfigureAwait(false);
            if (!link.TryConnect(connection, null)) connection.Dispose();
            return true;
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            connection?.Dispose();
            return false;
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
    }
}
