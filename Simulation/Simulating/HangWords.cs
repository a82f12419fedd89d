using System.Globalization;
using Course.Rpc.Transport;

namespace Course.Simulation.Simulating;

/// <summary>What is said when a run does not end, or a peer finds that it slept.</summary>
internal static class HangWords
{
    private const int MostLinks = 5;

    /// <summary>The run met a bound: what was still going on, and who waits for whom as far as the world can tell.</summary>
    public static string AtBound(VirtualWorld world, string bound)
    {
        List<string> open = [.. Links(world), .. Calls(world)];
        open.AddRange(world.Peers.Where(peer => peer.IsHung).Select(peer => $"{peer.Name} hangs"));
        if (world.NextTimer is { } timer) open.Add($"a timer is due at {DurationText.Of(timer)}");
        if (open.Count == 0) open.Add("ticks go on changing something");
        return $"the bound of {bound} was met at {DurationText.Of(world.Now)}, and the run was not quiet: {string.Join("; ", open)}";
    }

    /// <summary>
    /// Nothing happens any more. Who waits all the same: for room to make a call, or for what a lossy link lost; null if nobody does.
    /// </summary>
    public static string? WhenQuiet(VirtualWorld world)
    {
        List<string> waits = [.. Calls(world), .. Losses(world)];
        return waits.Count > 0 ? string.Join("; ", waits) : null;
    }

    /// <summary>The words with which the real transport ends the session of a peer that slept past the bound.</summary>
    public static string OfSleep(PeerName peer, TimeSpan slept, TimeSpan bound, string? farewell)
    {
        var words = string.Create(
            CultureInfo.InvariantCulture,
            $"this peer ('{peer}') slept {slept.TotalSeconds:0.0} s, longer than the bound of {bound.TotalSeconds:0.#} s");
        return farewell is null
            ? $"{words}, so the others have excluded it; nothing was delivered since. Start it again in a new session."
            : $"{farewell}: {words}; nothing was delivered since. Start it again in a new session.";
    }

    private static IEnumerable<string> Calls(VirtualWorld world) =>
        from peer in world.Peers
        where peer.IsLive && peer.Calls.Left > 0
        select peer.HasRoom
            ? $"{peer.Name} has {peer.Calls.Left} calls to make"
            : $"{peer.Name} has {peer.Calls.Left} calls to make and waits for the delivery of {peer.Undelivered} that it made";

    /// <summary>On links that lose nothing a missing delivery is no wait but a fault of the protocol, for the checkers to judge.</summary>
    private static IEnumerable<string> Losses(VirtualWorld world)
    {
        if (world.Network.Counts.Lost == 0) yield break;
        var live = world.Peers.Where(peer => peer.IsLive).ToList();
        if (live.Count == 0) yield break;
        var most = live.Max(peer => peer.Delivered);
        var waiting = live.Where(peer => peer.Undelivered > 0 || peer.Delivered < most).Select(Wait).ToList();
        if (waiting.Count == 0) yield break;
        var more = world.Network.Counts.Lost - world.Network.Lost.Count;
        yield return $"{string.Join("; ", waiting)}; lost on the way: {string.Join(", ", world.Network.Lost)}"
            + (more > 0 ? $" and {more} more frames" : "");

        string Wait(SimulatedPeer peer) => peer.Undelivered > 0
            ? $"{peer.Name} waits for the delivery of {peer.Undelivered} of its own broadcasts"
            : $"{peer.Name} waits for {most - peer.Delivered} deliveries that others made";
    }

    private static List<string> Links(VirtualWorld world)
    {
        var busy =
            from sender in world.Peers
            from receiver in world.Peers
            where receiver != sender && receiver.IsLive && world.Network[sender.Index, receiver.Index].Count > 0
            select $"{receiver.Name} waits for {world.Network[sender.Index, receiver.Index].Count} frames in flight from {sender.Name}";
        var all = busy.ToList();
        return all.Count <= MostLinks ? all : [.. all.Take(MostLinks), $"and {all.Count - MostLinks} more links are busy"];
    }
}
