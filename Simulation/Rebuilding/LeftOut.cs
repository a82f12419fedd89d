using Course.Simulation.Checking;

namespace Course.Simulation.Rebuilding;

/// <summary>What the traces of a run show of frames that no event describes: plain calls, which a schedule does not have.</summary>
internal static class LeftOut
{
    public static IEnumerable<string> Of(IReadOnlyList<PeerRecord> records) =>
        from record in records
        from other in records
        let missing = MissingOn(record, other.Name)
        where missing > 0
        select $"{missing} frames from {record.Name} to {other.Name} have no event: plain calls, which the schedule leaves out";

    /// <summary>Frames of a link are numbered from 1; a number without an event is a frame of which the trace does not tell.</summary>
    private static int MissingOn(PeerRecord record, string to)
    {
        var numbers = record.Events.Where(e => e.To == to && e.Link is not null).Select(e => e.Link!.Value).ToHashSet();
        return numbers.Count == 0 ? 0 : numbers.Max() - numbers.Count;
    }
}
