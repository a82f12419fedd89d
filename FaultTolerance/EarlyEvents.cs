namespace Course.FaultTolerance;

/// <summary>
/// What came before this peer heard that the session has started. The rendezvous cannot tell all at the same moment: peer 3 may know
/// the start and broadcast while the relayer does not; dropped, the broadcast would be lost, since only a new epoch sends it again.
/// Bound for each sender: its unechoed broadcasts, one window of relays, and some membership messages.
/// </summary>
internal sealed class EarlyEvents(FaultToleranceOptions options)
{
    private const int OtherMessages = 1024;
    private readonly List<IEvent> _events = [];
    private readonly Dictionary<PeerNumber, int> _bySender = [];

    public int Count => _events.Count;

    public void Hold(IEvent e, PeerNumber from)
    {
        var bound = options.MaximumPending + options.Window + OtherMessages;
        var count = _bySender.GetValueOrDefault(from) + 1;
        if (count > bound)
        {
            throw new ProtocolViolationException(
                $"Peer {from} has sent more than {bound} messages before this peer heard that the session starts (rule 2): "
                + "the start was lost, or the sender keeps no bound.");
        }

        _bySender[from] = count;
        _events.Add(e);
    }

    public void RaiseAt(FaultToleranceManagers managers)
    {
        foreach (var e in _events) e.RaiseAt(managers);
        _events.Clear();
        _bySender.Clear();
    }
}
