using System.Collections.Frozen;
using System.Diagnostics;
using Course.Rpc.Loops;
using Course.Rpc.Tcp.Hellos;
using Course.Rpc.Tcp.Joining;
using Course.Rpc.Tcp.Watching;
using Course.Rpc.Tcp.Wire;
using Course.Rpc.Transport;

namespace Course.Rpc.Tcp.Links;

/// <summary>The links to all other members of a started session.</summary>
internal sealed class LinkTable : ILinkOwner, IThreadPoolWorkItem
{
    /// <summary>So many ticks without a byte are longer than the silence bound, which is five.</summary>
    private const int SilentTicks = 6;

    /// <summary>A drain of long steps does not keep frames back for longer.</summary>
    private static readonly TimeSpan LongestDrain = TimeSpan.FromMilliseconds(1);

    private readonly TcpOptions _options;
    private readonly ITransportEvents _events;
    private readonly SleepWatch _watch;
    private readonly FrozenDictionary<PeerName, PeerLink> _links;
    private readonly PeerLink[] _inOrder;
    private readonly StartMessage _start;
    private readonly List<PeerLink> _touched = [];
    private int _lastFound;
    private long _touchedSince;
    private bool _hasRead; // in this drain; on the loop
    private int _gathers;

    public LinkTable(TcpOptions options, int joinNumber, PeerLoop loop, ITransportEvents events, SleepWatch watch, StartMessage start)
    {
        _options = options;
        _events = events;
        _watch = watch;
        _start = start;
        Loop = loop;
        JoinNumber = joinNumber;
        Key = Keys.OfLinks(options.Secret, start.Token);
        Self = new SelfLink(this, options.Name, options);
        _inOrder = [.. start.Members.Where(member => member.Name != options.Name)
            .Select(member => new PeerLink(this, member.Name, member.JoinNumber, options))];
        _links = _inOrder.ToFrozenDictionary(link => link.Name);
    }

    public PeerLoop Loop { get; }

    public int JoinNumber { get; }

    public string Session => _start.Session;

    /// <summary>The key of the hellos between members.</summary>
    public byte[] Key { get; }

    public SelfLink Self { get; }

    public long MaximumPayload => _options.MaximumFrameBytes;

    /// <summary>Hears of each frame as it is read, and of bytes that complete none. For tests; set before the session starts.</summary>
    public Action<PeerName, FrameType?>? Observed { get; init; }

    /// <summary>Dials the members that joined earlier; the later ones dial this peer.</summary>
    public void Dial()
    {
        var dialer = new LinkDialer(this, _options, Session, JoinNumber, Key);
        foreach (var member in _start.Members)
        {
            if (member.JoinNumber < JoinNumber) _ = dialer.DialAsync(_links[member.Name], member.EndPoint);
        }
    }

    public PeerLink? Find(PeerName name)
    {
        if (_inOrder.Length == 0) return null;
        // One peer again and again, or one after the other, which is their order here. The texts of the names are shared, so this is quick;
        // threads that come between each other only miss.
        var last = _lastFound;
        if (ReferenceEquals(_inOrder[last].Name.Value, name.Value)) return _inOrder[last];
        var next = last + 1 < _inOrder.Length ? last + 1 : 0;
        if (!ReferenceEquals(_inOrder[next].Name.Value, name.Value)) return _links.GetValueOrDefault(name);
        _lastFound = next;
        return _inOrder[next];
    }

    /// <summary>
    /// Writes what the links were given. What the application alone has sent, behind calls that nobody has answered yet, is gathered: it
    /// goes with what comes next, or as soon as a thread is free for it; there is no timer. On the loop.
    /// </summary>
    public void Flush()
    {
        if (_touched.Count == 0) return;
        var isAwake = MayDeliver();
        var gathers = false;
        foreach (var link in _touched)
        {
            link.IsTouched = false;
            if (!isAwake) continue;
            if (_hasRead) link.Writer.Flush();
            else gathers |= link.Writer.FlushOrGather();
        }

        _touched.Clear();
        _hasRead = false;
        if (gathers && Interlocked.Exchange(ref _gathers, 1) == 0) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Writes, in the midst of a long drain, what has waited for its end for too long. On the loop.</summary>
    public void FlushIfLate()
    {
        if (_touched.Count > 0 && _options.Clock.GetElapsedTime(_touchedSince, _watch.LastLook) > LongestDrain) Flush();
    }

    /// <summary>Writes what was gathered.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        Interlocked.Exchange(ref _gathers, 0);
        foreach (var link in _links.Values) link.Writer.Flush();
    }

    /// <summary>Looks for silent peers and asks the others for a sign of life. On the loop.</summary>
    public void Tick()
    {
        var watches = _options.SilenceBound != Timeout.InfiniteTimeSpan && !Debugger.IsAttached;
        foreach (var link in _links.Values)
        {
            if (link.HasLeft) continue;
            if (link.CountSilentTick() < SilentTicks || !watches) link.Ping();
            else Leave(link, LeaveReason.Silent, Silence(link));
        }
    }

    /// <summary>Ends when everything sent so far was accepted by the kernel. Any thread; needs no loop.</summary>
    public Task FlushAsync() => Task.WhenAll(_links.Values.Select(link => link.Writer.FlushAsync()));

    /// <summary>Says goodbye on all links. Any thread.</summary>
    public Task LeaveAsync() => Task.WhenAll(_links.Values.Select(link => link.LeaveAsync()));

    /// <summary>Closes all links at once.</summary>
    public void Abort()
    {
        foreach (var link in _links.Values) link.Dispose();
    }

    /// <summary>Closes all links at once, with a reset or in order, without a word.</summary>
    public void Die(bool resets)
    {
        foreach (var link in _links.Values) link.Die(resets);
    }

    /// <summary>Nothing is delivered any more; ends when no farewell can come any more.</summary>
    public Task SearchFarewellAsync()
    {
        foreach (var link in _links.Values) link.Discard();
        return Task.WhenAll(_links.Values.Select(link => link.Reading));
    }

    public bool MayDeliver() => _watch.MayDeliver();

    public void Deliver(PeerName from, ReadOnlyMemory<byte> frame, ReadOnlyMemory<byte> body = default)
    {
        try
        {
            if (body.IsEmpty) _events.OnFrame(from, frame);
            else _events.OnFrame(from, frame, body);
        }
#pragma warning disable CA1031 // The frames behind it in the batch are good; the exception is reported, not swallowed.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Loop.Failed?.Invoke(exception);
        }
    }

    public void HasRead() => _hasRead = true;

    public void Touched(PeerLink link)
    {
        if (link.IsTouched) return;
        link.IsTouched = true;
        if (_touched.Count == 0) _touchedSince = _watch.LastLook;
        _touched.Add(link);
    }

    public void Ended(PeerLink link, LeaveReason reason, string detail) => Loop.Post(ThreadRole.Select, () => Leave(link, reason, detail));

    public void Excluded(PeerLink link, string farewell) => _watch.End(LeaveReason.Excluded, farewell);

    public void Read(PeerName from, FrameType? type) => Observed?.Invoke(from, type);

    private void Leave(PeerLink link, LeaveReason reason, string detail)
    {
        if (!_watch.MayDeliver())
        {
            // Nobody hears of it any more, and nobody else closes it.
            if (reason != LeaveReason.BadFrame) link.Dispose();
            return;
        }

        if (link.HasLeft) return;
        link.HasLeft = true;
        // Nobody is there to hear a farewell. To write it would cost exceptions before the others are told anything.
        if (reason == LeaveReason.ConnectionLost) link.Dispose();
        _events.OnPeerLeft(link.Name, reason, detail);
        // A silent peer may wake. The layers above may have said farewell in their own words by now; then this changes nothing.
        if (reason is LeaveReason.Silent or LeaveReason.BadFrame) link.Shut($"excluded by {_options.Name}: {detail}");
        else link.Dispose();
    }

    private string Silence(PeerLink link) => $"Nothing was heard from {link.Name} for longer than the bound of "
        + $"{_options.SilenceBound.TotalSeconds:0.#} s ({nameof(TcpOptions.SilenceBound)}).";
}
