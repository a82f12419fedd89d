using System.Net;
using System.Net.Sockets;
using Course.Rpc.Transport;

namespace Course.Rpc.Tcp;

/// <summary>Where a session meets: the host and port of its rendezvous and the session's name, "tcp://127.0.0.1:9090/lobby".</summary>
/// <param name="Host">An IPv4 address, an IPv6 address (without brackets), or a host name.</param>
/// <param name="Port">1 to 65535; 0 lets a peer that hosts take any free port.</param>
/// <param name="Name">The session's name; the rule for peer names holds.</param>
public sealed record SessionAddress(string Host, int Port, string Name)
{
    private const string Example = "Write it like tcp://127.0.0.1:9090/lobby or tcp://[::1]:9090/lobby.";

    /// <summary>Reads an address from its text.</summary>
    /// <exception cref="ArgumentException">The text is not such an address; the message says what is wrong.</exception>
    public static SessionAddress Parse(string? text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme != "tcp" || uri.Host.Length == 0)
        {
            throw new ArgumentException($"'{text}' is not the address of a session. {Example}");
        }

        if (uri.Port < 0) throw new ArgumentException($"'{text}' names no port. {Example}");
        if (uri.Query.Length > 0 || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0)
        {
            throw new ArgumentException($"'{text}' has more than a host, a port and the name of a session. {Example}");
        }

        var name = uri.AbsolutePath.Trim('/');
        if (!PeerName.TryParse(name, out _))
        {
            throw new ArgumentException(
                $"'{name}' is not the name of a session: it has 1 to {PeerName.MaximumLength} letters, digits, '-', '_' or '.'. {Example}");
        }

        return new SessionAddress(uri.HostNameType == UriHostNameType.IPv6 ? uri.Host.Trim('[', ']') : uri.Host, uri.Port, name);
    }

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public override string ToString() => $"tcp://{Place}/{Name}";

    /// <summary>Host and port, for texts.</summary>
    internal string Place => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";

    /// <summary>The addresses to try, IPv4 first: that is where a rendezvous at "localhost" listens.</summary>
    internal async Task<IReadOnlyList<IPAddress>> ResolveAsync(CancellationToken cancellation)
    {
        if (IPAddress.TryParse(Host, out var address)) return [address];
        try
        {
            var found = await Dns.GetHostAddressesAsync(Host, cancellation).ConfigureAwait(false);
            if (found.Length > 0) return [.. found.OrderBy(a => a.AddressFamily == AddressFamily.InterNetwork ? 0 : 1)];
        }
        catch (SocketException exception)
        {
            throw new SessionUnreachableException(
                $"The host '{Host}' of {this} is unknown: {exception.Message}. Check the name.", exception);
        }

        throw new SessionUnreachableException($"The host '{Host}' of {this} has no address. Check the name.");
    }
}
