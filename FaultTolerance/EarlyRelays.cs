namespace Course.FaultTolerance;

/// <summary>
/// Relays and the finish message that came before an earlier relay, on links that are not FIFO (schedule D15): relay n+1 of the new
/// epoch before fill n, and finish before both. Bound: one window of fills and one of relays.
/// </summary>
internal sealed class EarlyRelays(FaultToleranceOptions options)
{
    private readonly HoldBack<SequenceNumber, LogEntry> _relays = new("relays", bound: 2 * options.Window);
    private LastReceived? _finish;

    public void Hold(in ReceivedRelay e) => _relays.Hold(e.Sequence, new LogEntry(e.Sequence, e.Id, e.Body));

    public void HoldFinish(LastReceived last) => _finish = last;

    public bool TryTake(SequenceNumber sequence, out LogEntry entry) => _relays.TryTake(sequence, out entry);

    /// <summary>
    /// Finish counts once every fill has been accepted; relays of the new epoch may have been accepted behind them by then.
    /// </summary>
    public bool TryTakeFinish(LastReceived last)
    {
        // <A7.1> Hold back what comes too early.
        // | Has finish come, and has this peer received all that it stands behind? It counts once.
        if (_finish is not { } finish || last < finish) return false;
        _finish = null;
        return true;
        // </A7.1>
    }

    public void Clear()
    {
        _relays.Clear();
        _finish = null;
    }
}
