using System.Text;
using Course.Rpc.Loops;
using Course.Rpc.Sessions;
using Course.Rpc.Tcp;
using Course.Rpc.Tcp.Wire;
using Course.Rpc.Transport;

namespace Course.Tests.Tcp.Support;

/// <summary>A transport on a free loop, and a record of what it told.</summary>
internal sealed class TestPeer : ITransportEvents, IAsyncDisposable
{
    /// <summary>Guards the record and those who wait for a change of it.</summary>
    private readonly Lock _gate = new();
    private readonly List<string> _events = [];
    private readonly List<(Func<IReadOnlyList<string>, bool> Condition, TaskCompletionSource Met)> _waits = [];
    private readonly List<Exception> _failures = [];

    private TestPeer(TcpTransport transport, Action<TestPeer>? prepare)
    {
        Transport = transport;
        Loop.Failed = exception =>
        {
            lock (_gate) _failures.Add(exception);
        };
        transport.Observed = (from, type) => FrameRead?.Invoke(from, type);
        prepare?.Invoke(this);
        transport.Attach(Loop, this);
    }

    public TcpTransport Transport { get; }

    public PeerLoop Loop { get; } = PeerLoop.Free(action => ThreadPool.QueueUserWorkItem(_ => action()));

    public PeerName Name => Transport.Self;

    public SessionStart? Start { get; private set; }

    /// <summary>Runs in OnFrame instead of the record.</summary>
    public Action<PeerName, ReadOnlyMemory<byte>>? FrameHandler { get; set; }

    /// <summary>Runs in OnPeerLeft before the record.</summary>
    public Action<PeerName, LeaveReason>? LeftHandler { get; set; }

    /// <summary>Hears each frame at the reader, before the loop does. Any thread.</summary>
    public Action<PeerName, FrameType?>? FrameRead { get; set; }

    public IReadOnlyList<string> Events
    {
        get
        {
            lock (_gate) return [.. _events];
        }
    }

    public IReadOnlyList<Exception> Failures
    {
        get
        {
            lock (_gate) return [.. _failures];
        }
    }

    public static async Task<TestPeer> JoinAsync(TcpOptions options, Action<TestPeer>? prepare = null) =>
        new(await Guard.WaitAsync(TcpTransport.JoinAsync(options), $"{options.Name} joins"), prepare);

    /// <summary>Runs something as a step of the loop.</summary>
    public async Task DoAsync(Action action)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Loop.Post(ThreadRole.Application, () =>
        {
            try
            {
                action();
                done.SetResult();
            }
            catch (Exception exception)
            {
                done.SetException(exception);
            }
        });
        await Guard.WaitAsync(done.Task, $"a step of {Name}");
    }

    public Task SendAsync(string to, string text) => DoAsync(() => Transport.Send(new PeerName(to), Encoding.UTF8.GetBytes(text)));

    /// <summary>Waits until an event begins with a text.</summary>
    public async Task<string> SeesAsync(string beginning)
    {
        await UntilAsync(events => events.Any(e => e.StartsWith(beginning, StringComparison.Ordinal)), beginning);
        return Events.First(e => e.StartsWith(beginning, StringComparison.Ordinal));
    }

    public async Task UntilAsync(Func<IReadOnlyList<string>, bool> condition, string what)
    {
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (condition(_events)) return;
            _waits.Add((condition, met));
        }

        await Guard.WaitAsync(met.Task, () => $"{Name} waits for: {what}; it saw: {string.Join(" | ", Events.TakeLast(10))}");
    }

    void ITransportEvents.OnStarted(SessionStart start)
    {
        Start = start;
        Record($"started {string.Join(",", start.Members.Select(member => $"{member.Name}:{member.JoinNumber}"))}");
    }

    void ITransportEvents.OnFrame(PeerName from, ReadOnlyMemory<byte> frame)
    {
        if (!Loop.IsOnLoop) Record("off the loop");
        if (FrameHandler is { } handler) handler(from, frame);
        else Record($"frame {from} {Encoding.UTF8.GetString(frame.Span)}");
    }

    void ITransportEvents.OnPeerLeft(PeerName peer, LeaveReason reason, string detail)
    {
        LeftHandler?.Invoke(peer, reason);
        Record($"left {peer} {reason} {detail}");
    }

    void ITransportEvents.OnTick() => Record("tick");

    void ITransportEvents.OnEnded(LeaveReason reason, string detail) => Record($"ended {reason} {detail}");

    public void Record(string text)
    {
        List<TaskCompletionSource> met = [];
        lock (_gate)
        {
            _events.Add(text);
            for (var i = _waits.Count - 1; i >= 0; i--)
            {
                if (!_waits[i].Condition(_events)) continue;
                met.Add(_waits[i].Met);
                _waits.RemoveAt(i);
            }
        }

        foreach (var source in met) source.SetResult();
    }

    public async ValueTask DisposeAsync() => await Guard.WaitAsync(Transport.DisposeAsync().AsTask(), $"{Name} leaves");
}
