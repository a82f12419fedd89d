using System.Net;

namespace Course.Rpc.Tcp;

/// <summary>The rules that options of a peer and of a rendezvous share.</summary>
internal static class Check
{
    public static void Range<T>(T value, T least, T most, string option)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0) return;
        throw new ArgumentOutOfRangeException(option, $"{option} is {value}; it lies between {least} and {most}. "
            + "Choose a value in that range.");
    }

    public static void Door(int maximumUnauthenticated, TimeSpan helloBound, string? secret)
    {
        Range(maximumUnauthenticated, 1, 1 << 16, nameof(TcpOptions.MaximumUnauthenticated));
        Range(helloBound, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5), nameof(TcpOptions.HelloBound));
        if (secret is { Length: 0 or > 1024 })
        {
            throw new ArgumentException($"The secret has {secret.Length} characters; a secret has 1 to 1024. "
                + "Choose another, or none (null).");
        }
    }

    public static void Exposure(IPAddress address, string? secret, TlsOptions? tls, string who)
    {
        if (IPAddress.IsLoopback(address) || secret is not null || tls is not null) return;
        throw new ArgumentException(
            $"{who} may not listen at {address} without a secret or TLS: everybody who can reach this machine could join the session. "
            + $"Set {nameof(TcpOptions.Secret)} or {nameof(TcpOptions.Tls)} at all members, or listen at the loopback address.");
    }
}
