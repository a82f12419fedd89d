using Course.Rpc.Loops;
using Course.Rpc.Sessions;
using Course.Rpc.Tcp;
using Course.Rpc.Transport;

namespace Course.Hosting;

/// <summary>
/// Plays through the loss of links, between three transports of this process on the loopback address: one is reset, one closed. What
/// <see cref="Rehearsal"/> is for the managers, this is for the sockets.
/// </summary>
internal sealed class LinkRehearsal : IAsyncDisposable
{
    /// <summary>Far more than it takes; a session that never comes about must not be waited for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Longer than what a link reads at once.</summary>
    private static readonly byte[] LongFrame = new byte[100 << 10];

    private readonly List<Member> _cast = [];

    private LinkRehearsal()
    {
    }

    /// <summary>Plays once. Any thread.</summary>
    /// <returns>How the survivor's two links ended, as it was told.</returns>
    public static async Task<IReadOnlyList<string>> PlayAsync()
    {
        using var bound = new CancellationTokenSource(Patience);
        await using var rehearsal = new LinkRehearsal();
        return await rehearsal.PlayAsync(bound.Token);
    }

    /// <summary>Plays, unless the machine or the sockets refuse: the session itself is not concerned.</summary>
    public static async Task TryPlayAsync()
    {
        try
        {
            await PlayAsync();
        }
#pragma warning disable CA1031 // Nothing depends on a rehearsal, and an exception would go to whoever waits for it.
        catch (Exception)
#pragma warning restore CA1031
        {
            // The real failure will take a little longer.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var member in _cast) await member.Transport.DisposeAsync();
    }

    private async Task<IReadOnlyList<string>> PlayAsync(CancellationToken bound)
    {
        var survivor = await JoinAsync("survivor", "tcp://127.0.0.1:0/rehearsal", bound);
        var session = survivor.Transport.Session.ToString();
        var reset = await JoinAsync("reset", session, bound);
        var closed = await JoinAsync("closed", session, bound);
        foreach (var member in _cast) await member.Started.WaitAsync(bound);
        reset.Loop.Post(ThreadRole.Application, () => reset.Transport.Send(survivor.Transport.Self, LongFrame));
        await survivor.Came.WaitAsync(bound);
        return [await DieAsync(reset, resets: true), await DieAsync(closed, resets: false)];

        Task<string> DieAsync(Member member, bool resets)
        {
            var left = survivor.NextLeft;
            member.Transport.Die(resets);
            return left.WaitAsync(bound);
        }
    }

    private async Task<Member> JoinAsync(string name, string session, CancellationToken bound)
    {
        var transport = await TcpTransport.JoinAsync(
            new TcpOptions
            {
                Name = new PeerName(name),
                Session = SessionAddress.Parse(session),
                Members = 3,
                Rendezvous = _cast.Count == 0 ? RendezvousMode.Host : RendezvousMode.Join,
            },
            bound);
        var member = new Member(transport);
        _cast.Add(member);
        transport.Attach(member.Loop, member);
        return member;
    }

    /// <summary>A member of the play; does what a peer does when another has left.</summary>
    private sealed class Member(TcpTransport transport) : ITransportEvents
    {
        private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _came = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile TaskCompletionSource<string> _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TcpTransport Transport => transport;

        public PeerLoop Loop { get; } = TcpPeer.NewLoop();

        public Task Started => _started.Task;

        public Task Came => _came.Task;

        /// <summary>How the next link ends.</summary>
        public Task<string> NextLeft => _left.Task;

        public void OnStarted(SessionStart start) => _started.TrySetResult();

        public void OnFrame(PeerName from, ReadOnlyMemory<byte> frame) => _came.TrySetResult();

        public void OnPeerLeft(PeerName peer, LeaveReason reason, string detail)
        {
            Transport.Close(peer, "excluded in a rehearsal");
            var left = _left;
            _left = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            left.TrySetResult(detail);
        }

        public void OnTick()
        {
        }

        public void OnEnded(LeaveReason reason, string detail) =>
            _started.TrySetException(new SessionEndedException(new SessionEnd(reason, detail)));
    }
}
