namespace Course.FaultTolerance;

/// <summary>
/// The synchronization phase: this peer is elected, waits for the reports of all, completes what is partial, says finish, numbers on.
/// </summary>
internal sealed partial class MasterFaultToleranceManager
{
    private void BecomeRelayer()
    {
        _role = Role.Synchronizing;
        TraceBecameRelayer();
    }

    private void Synchronize()
    {
        // <A5.8> Complete what is partial and finish.
        // | No step before a report of every live member. Then HeldByAll(): accept what this peer itself lacks (slave.Accept). A member
        // | is as far as it reported (_acknowledged), Log.LearnStable(ReceivedByAll(AcknowledgedByOthers())), complete each of the
        // | others, number on from the completed log (NumberFrom), and let the slave manager of this peer go on
        // | (slave.FinishSynchronization).
        // From every live member, a majority is not enough: the one that is late may hold a relay that nobody else has (rule 12, D9).
        // With no other member left there is nobody to wait for: the last survivor never receives a report (rule 14, D3).
        foreach (var other in Others)
        {
            if (_reports[other] is null) return;
        }

        var held = HeldByAll();
        while (held.TryGet(Log.Last.Next, out var missing)) slave.Accept(missing);

        // A peer is as far as it reported; a fill counts when it is acknowledged, not when it is sent: if this peer dies now, the next
        // relayer must still find the fill's body (rule 9, D1 and D5).
        foreach (var other in Others) _acknowledged[other] = _reports[other]!.Last;
        Log.LearnStable(ReceivedByAll(AcknowledgedByOthers()));
        foreach (var other in Others) Complete(other, held);
        NumberFrom(Log.Last);
        slave.FinishSynchronization();
        // </A5.8>
    }

    /// <summary>Reports of peers that have left since count as well: what they held is as good as if a live peer held it (D11).</summary>
    private SynchronizationLog HeldByAll()
    {
        // <A5.8> Complete what is partial and finish.
        // | Own entries, and those of all reports for join numbers 1 to Highest.
        var held = new SynchronizationLog();
        held.Add(Self, Log.Entries());
        for (var peer = new PeerNumber(1); peer <= Highest; peer = new PeerNumber(peer.Value + 1))
        {
            if (_reports[peer] is { } report) held.Add(peer, report.Entries);
        }

        return held;
        // </A5.8>
    }

    private void Complete(PeerNumber other, SynchronizationLog held)
    {
        // <A5.8> Complete what is partial and finish.
        // | SendFill for each number that it lacks, by rising number, then SendFinishSynchronization. A report that is ahead of the
        // | completed log is a ProtocolViolationException.
        var last = _reports[other]!.Last;
        if (last > Log.Last)
        {
            throw new ProtocolViolationException(
                $"Peer {other} reported {last}, peer {Self} reaches {Log.Last} with all reports: a peer must keep its newest "
                + "relay (rule 6).");
        }

        for (var missing = last.Next; Log.Last.Includes(missing); missing = missing.Next) SendFill(other, held[missing, other]);
        SendFinishSynchronization(other);
        // </A5.8>
    }

    /// <summary>Numbering goes on after the log, fills included, and knows whose broadcasts are in it (rule 16, D10).</summary>
    private void NumberFrom(LastReceived last)
    {
        // <A5.4> Number each broadcast once.
        // | From now on this peer relays (_role): _lastNumbered, _passed.StartAfter(last, Live), and whose broadcasts have a number:
        // | Seen.CopyTo.
        _role = Role.Relaying;
        _lastNumbered = last;
        _passed.StartAfter(last, Live);
        Seen.CopyTo(_numbered);
        // </A5.4>
    }
}
