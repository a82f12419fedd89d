namespace Course.Tests.FaultTolerance;

/// <summary>
/// The guarantees of the protocol as functions of what the peers of a network did. Each gives the violations in words; none is good.
/// C are the correct peers (never crashed, never excluded), P are all.
/// </summary>
internal static class Guarantees
{
    /// <summary>What must hold at any moment.</summary>
    public static IEnumerable<string> ViolatedNow(ManagerNetwork network) =>
        Integrity(network).Concat(Fifo(network)).Concat(LogMatch(network)).Concat(TotalOrder(network));

    /// <summary>
    /// What must hold, too, when nothing moves any more. On links that are not FIFO a survivor may have received a relay behind a gap
    /// that nobody can fill; there the tail of a dead peer says nothing.
    /// </summary>
    public static IEnumerable<string> ViolatedAtQuiet(ManagerNetwork network, LinkOrder links = LinkOrder.Fifo) =>
        ViolatedNow(network).Concat(Hang(network)).Concat(Validity(network)).Concat(Agreement(network))
            .Concat(links == LinkOrder.Fifo ? Tail(network) : []);

    private static IEnumerable<string> Integrity(ManagerNetwork network)
    {
        foreach (var peer in network.Peers)
        {
            foreach (var twice in peer.Delivered.GroupBy(delivered => delivered.Id).Where(group => group.Count() > 1))
            {
                yield return $"integrity: peer {peer.Number} delivered {twice.Key} {twice.Count()} times";
            }

            foreach (var delivered in peer.Delivered)
            {
                var sent = network[delivered.Id.Host.Value].Sent;
                var known = delivered.Id.LocalNumber >= 1 && delivered.Id.LocalNumber <= sent.Count;
                if (!known || sent[(int)delivered.Id.LocalNumber - 1] != delivered.Body)
                {
                    yield return $"integrity: peer {peer.Number} delivered {delivered.Id}, which nobody sent like this";
                }
            }
        }
    }

    private static IEnumerable<string> Fifo(ManagerNetwork network) =>
        from peer in network.Peers
        from sender in peer.Delivered.GroupBy(delivered => delivered.Id.Host)
        let locals = sender.Select(delivered => delivered.Id.LocalNumber).ToList()
        where !locals.SequenceEqual(Enumerable.Range(1, locals.Count).Select(local => (long)local))
        select $"FIFO: peer {peer.Number} delivered peer {sender.Key}'s broadcasts as {string.Join(' ', locals)}";

    private static IEnumerable<string> LogMatch(ManagerNetwork network)
    {
        var relays = network.Peers.SelectMany(peer => peer.Relays).GroupBy(relay => (relay.Epoch, relay.Sequence));
        foreach (var number in relays.Where(number => number.Select(relay => relay.Id).Distinct().Count() > 1))
        {
            yield return $"log match: number {number.Key.Sequence} of epoch {number.Key.Epoch} names several broadcasts";
        }

        var relayers = network.Peers.SelectMany(peer => peer.Of<BecameRelayer>()).GroupBy(became => became.Epoch);
        foreach (var epoch in relayers.Where(epoch => epoch.Count() > 1))
        {
            yield return $"log match: epoch {epoch.Key} has {epoch.Count()} relayers";
        }
    }

    private static IEnumerable<string> TotalOrder(ManagerNetwork network) =>
        from one in network.Correct
        from other in network.Correct
        where one.Number < other.Number && !one.Delivered.Zip(other.Delivered).All(pair => pair.First.Id == pair.Second.Id)
        select $"total order: peer {one.Number} delivered {one.Order}, peer {other.Number} delivered {other.Order}";

    private static IEnumerable<string> Hang(ManagerNetwork network) =>
        from peer in network.Correct
        where peer.Managers.IsSynchronizing || peer.Managers.InboxCount > 0 || peer.Managers.PassedCount > 0
        select $"hang: {peer.Managers.Describe()}";

    private static IEnumerable<string> Validity(ManagerNetwork network) =>
        from peer in network.Correct
        let own = peer.Delivered.Count(delivered => delivered.Id.Host.Value == peer.Number)
        where own != peer.Sent.Count || peer.Managers.PendingCount > 0
        select $"validity: peer {peer.Number} sent {peer.Sent.Count} and delivered {own} of them";

    private static IEnumerable<string> Agreement(ManagerNetwork network) =>
        from one in network.Correct
        from other in network.Correct
        where one.Number < other.Number && one.Order != other.Order
        select $"agreement: peer {one.Number} delivered {one.Order}, peer {other.Number} delivered {other.Order}";

    /// <summary>
    /// A dead peer may have delivered, behind the survivors' order, what no survivor ever received (schedule D7). Comparing the whole
    /// of it with the survivors would call a correct protocol wrong.
    /// </summary>
    private static IEnumerable<string> Tail(ManagerNetwork network)
    {
        var survivors = network.Correct.ToList();
        if (survivors.Count == 0) yield break;
        var order = survivors.MaxBy(peer => peer.Delivered.Count)!.Delivered;
        var received = survivors.SelectMany(peer => peer.Relays).Select(relay => (relay.Epoch, relay.Sequence)).ToHashSet();
        foreach (var dead in network.Peers.Where(peer => !peer.IsCorrect))
        {
            var common = dead.Delivered.Zip(order).TakeWhile(pair => pair.First.Id == pair.Second.Id).Count();
            foreach (var delivered in dead.Delivered.Skip(common).Where(it => received.Contains((it.Epoch, it.Sequence))))
            {
                yield return $"tail: dead peer {dead.Number} delivered {delivered.Id} as number {delivered.Sequence} of epoch "
                    + $"{delivered.Epoch}, which a survivor received and does not have there";
            }
        }
    }
}
