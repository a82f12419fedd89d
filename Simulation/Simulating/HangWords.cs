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

    /// <summary>Nothing happens any more, and calls that were to be made still wait; null if none does.</summary>
    public static string? OfCalls(VirtualWorld world) => Calls(world).ToList() is { Count: > 0 } calls ? string.Join("; ", calls) : null;

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
