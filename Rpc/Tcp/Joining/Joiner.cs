using System.Net;
using System.Net.Sockets;
using Course.Rpc.Tcp.Doors;

namespace Course.Rpc.Tcp.Joining;

/// <summary>The way of a peer into a session: host the rendezvous if asked for, listen, join.</summary>
internal static class Joiner
{
    public static async Task<TcpTransport> JoinAsync(TcpOptions options, CancellationToken cancellation)
    {
        Rendezvous? rendezvous = null;
        Socket? listener = null;
        try
        {
            rendezvous = await HostAsync(options, cancellation).ConfigureAwait(false);
            listener = Listen(options);
            var address = rendezvous is null ? options.Session : options.Session with { Port = rendezvous.EndPoint.Port };
            var client = new RendezvousClient(options, address, (IPEndPoint)listener.LocalEndPoint!);
            var control = await client.JoinAsync(cancellation).ConfigureAwait(false);
            return new TcpTransport(options, control, listener, rendezvous);
        }
        catch
        {
            listener?.Dispose();
            if (rendezvous is not null) await rendezvous.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<Rendezvous?> HostAsync(TcpOptions options, CancellationToken cancellation)
    {
        if (options.Rendezvous == RendezvousMode.Join) return null;
        var addresses = await options.Session.ResolveAsync(cancellation).ConfigureAwait(false);
        var hosting = new RendezvousOptions
        {
            Listen = addresses[0],
            Port = options.Session.Port,
            Secret = options.Secret,
            Tls = options.Tls,
            MaximumUnauthenticated = options.MaximumUnauthenticated,
            HelloBound = options.HelloBound,
            Log = options.Log,
            Clock = options.Clock,
        };
        try
        {
            return await Rendezvous.HostAsync(hosting, cancellation).ConfigureAwait(false);
        }
        catch (SessionUnreachableException) when (options.Rendezvous == RendezvousMode.HostIfFree)
        {
            // Somebody else hosts it, here or at another machine.
            return null;
        }
    }

    private static Socket Listen(TcpOptions options)
    {
        try
        {
            return Doorkeeper.Listen(new IPEndPoint(options.Listen, 0));
        }
        catch (SocketException exception)
        {
            throw new SessionUnreachableException(
                $"'{options.Name}' cannot listen at {options.Listen}: {exception.Message}. "
                    + $"Choose an address of this machine ({nameof(TcpOptions.Listen)}).",
                exception);
        }
    }
}
