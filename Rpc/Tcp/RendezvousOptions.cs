using System.Net;

namespace Course.Rpc.Tcp;

/// <summary>How a rendezvous is hosted. Checked by <see cref="Rendezvous.HostAsync"/>.</summary>
public sealed record RendezvousOptions
{
    /// <summary>
    /// Where it listens. Default: the loopback address; another is refused without <see cref="Secret"/> or <see cref="Tls"/>.
    /// </summary>
    public IPAddress Listen { get; init; } = IPAddress.Loopback;

    /// <summary>0 to 65535; 0 takes any free port. Default 9090.</summary>
    public int Port { get; init; } = 9090;

    /// <summary>Known to all members, and never sent. Default: none.</summary>
    public string? Secret { get; init; }

    /// <summary>TLS on all connections. Default: none.</summary>
    public TlsOptions? Tls { get; init; }

    /// <summary>Sessions that may be open at the same time, started or not. Default 64; 1 to 65536.</summary>
    public int MaximumSessions { get; init; } = 64;

    /// <summary>
    /// Connections that have not proved who they are, at most; the oldest is closed for a new one. Default 64; 1 to 65536.
    /// </summary>
    public int MaximumUnauthenticated { get; init; } = 64;

    /// <summary>The time in which a connection must have proved who it is. Default 5 s; 100 ms to 5 minutes.</summary>
    public TimeSpan HelloBound { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Hears one line for each connection that was closed at the door, at most one a second. Any thread. Default: nobody.
    /// </summary>
    public Action<string>? Log { get; init; }

    /// <summary>The clock of the bounds. Default: the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    internal void Validate()
    {
        Check.Range(Port, 0, 65535, nameof(Port));
        Check.Range(MaximumSessions, 1, 1 << 16, nameof(MaximumSessions));
        Check.Door(MaximumUnauthenticated, HelloBound, Secret);
        Check.Exposure(Listen, Secret, Tls, "The rendezvous");
    }

    /// <summary>Never the secret: options end up in logs.</summary>
    public override string ToString() => $"rendezvous at {new IPEndPoint(Listen, Port)}";
}
