using System.Net;
using Course.Rpc.Transport;

namespace Course.Rpc.Tcp;

/// <summary>
/// How a peer joins a session over TCP. Checked by <see cref="TcpTransport.JoinAsync"/>; the errors say which value is wrong.
/// </summary>
public sealed record TcpOptions
{
    /// <summary>This peer's name, unique in the session.</summary>
    public required PeerName Name { get; init; }

    /// <summary>Where the session meets.</summary>
    public required SessionAddress Session { get; init; }

    /// <summary>
    /// With how many peers the session starts: 1 to 256. <see langword="null"/> (the default) leaves it to the others; somebody must say
    /// it.
    /// </summary>
    public int? Members { get; init; }

    /// <summary>Whether this peer hosts the rendezvous. Default: <see cref="RendezvousMode.Join"/>.</summary>
    public RendezvousMode Rendezvous { get; init; }

    /// <summary>
    /// A peer from which nothing was heard for longer has left; heartbeats go out each fifth of it. Default 5 s, at least 1 s;
    /// <see cref="Timeout.InfiniteTimeSpan"/> switches it off, and so does an attached debugger (at this peer; the others still
    /// watch it). Equal at all members.
    /// </summary>
    public TimeSpan SilenceBound { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Known to all members and to the rendezvous, and never sent; 1 to 1024 characters. <see langword="null"/> (the default): whoever
    /// can reach the rendezvous may join.
    /// </summary>
    public string? Secret { get; init; }

    /// <summary>
    /// Where this peer listens for the others, on a free port. Default: the loopback address. Another address is refused without
    /// <see cref="Secret"/> or <see cref="Tls"/>. With <see cref="IPAddress.Any"/> the others dial the address seen by the rendezvous.
    /// </summary>
    public IPAddress Listen { get; init; } = IPAddress.Loopback;

    /// <summary>TLS on all connections; the same choice at all members. Default: none.</summary>
    public TlsOptions? Tls { get; init; }

    /// <summary>How long joining goes on trying while nobody listens at the rendezvous. Default 5 s; zero is one try.</summary>
    public TimeSpan JoinPatience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest frame, in bytes, sent or accepted. Default 16 MiB; 1 KiB to 1 GiB. Equal at all members.</summary>
    public long MaximumFrameBytes { get; init; } = 16 << 20;

    /// <summary>
    /// Bytes that may wait on one link before <see cref="ITransport.WaitForRoom"/> blocks. Default 4 MiB; at least 1 KiB.
    /// </summary>
    public long LinkQueueBytes { get; init; } = 4 << 20;

    /// <summary>
    /// Bytes that may wait on one link at all; beyond, the peer at its end counts as lost because it does not read. Default 256 MiB;
    /// at least <see cref="LinkQueueBytes"/> and <see cref="MaximumFrameBytes"/>.
    /// </summary>
    public long HardLinkQueueBytes { get; init; } = 256 << 20;

    /// <summary>
    /// Connections that have not proved who they are, at most; the oldest is closed for a new one. Default 64; 1 to 65536.
    /// </summary>
    public int MaximumUnauthenticated { get; init; } = 64;

    /// <summary>The time in which a connection must have proved who it is. Default 5 s; 100 ms to 5 minutes.</summary>
    public TimeSpan HelloBound { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Hears one line for each connection that was closed at the door, at most one a second ("… and 312 more"). Any thread. Default:
    /// nobody.
    /// </summary>
    public Action<string>? Log { get; init; }

    /// <summary>The clock of heartbeats and bounds. Default: the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    internal TimeSpan TickPeriod => SilenceBound == Timeout.InfiniteTimeSpan ? TimeSpan.FromSeconds(1) : SilenceBound / 5;

    /// <summary>The time that closing a link may take: a peer that does not read for so long would be excluded anyway.</summary>
    internal TimeSpan FinishBound => SilenceBound == Timeout.InfiniteTimeSpan ? TimeSpan.FromSeconds(5) : SilenceBound;

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Session);
        if (!PeerName.TryParse(Name.Value, out _)) PeerName.Parse(Name.Value);
        SessionAddress.Parse(Session.ToString());
        Check.Range(Members ?? 1, 1, Joining.SessionRoom.MaximumMembers, nameof(Members));
        Check.Range(MaximumFrameBytes, 1 << 10, 1 << 30, nameof(MaximumFrameBytes));
        Check.Range(LinkQueueBytes, 1 << 10, 1L << 40, nameof(LinkQueueBytes));
        Check.Range(HardLinkQueueBytes, Math.Max(LinkQueueBytes, MaximumFrameBytes), 1L << 40, nameof(HardLinkQueueBytes));
        if (SilenceBound != Timeout.InfiniteTimeSpan)
        {
            Check.Range(SilenceBound, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1), nameof(SilenceBound));
        }

        Check.Range(JoinPatience, TimeSpan.Zero, TimeSpan.FromDays(1), nameof(JoinPatience));
        Check.Door(MaximumUnauthenticated, HelloBound, Secret);
        Check.Exposure(Listen, Secret, Tls, $"Peer '{Name}'");
    }

    /// <summary>Never the secret: options end up in logs.</summary>
    public override string ToString() => $"{Name} at {Session}, {Rendezvous}, members {Members?.ToString() ?? "as the others say"}";
}
