using Course.FaultTolerance;
using Course.Rpc.Serialization;

namespace Course.Filters;

/// <summary>
/// Splits a report into parts that fit a frame, and puts the parts of each reporter together again. What waits is bounded by the
/// number of entries that a report may have.
/// </summary>
/// <param name="maximumEntries">The most entries of a report: the window, or one.</param>
/// <param name="members">Who may be named in an entry.</param>
internal sealed class ReportParts(int maximumEntries, MemberTable members)
{
    /// <summary>The most bytes of the bodies of a part; a body that is larger has a part of its own.</summary>
    private const int FullBytes = 1 << 20;

    private readonly Dictionary<PeerNumber, List<LogEntry>> _incomplete = [];

    public static IEnumerable<ReportPart> Split(Report report)
    {
        var part = new List<ReportEntry>();
        var bytes = 0;
        foreach (var entry in report.Entries)
        {
            if (part.Count > 0 && bytes + entry.Body.Length > FullBytes)
            {
                yield return new ReportPart(report.Epoch.Value, report.Last.Count, part, IsLast: false);
                (part, bytes) = ([], 0);
            }

            part.Add(new ReportEntry(entry.Sequence.Value, entry.Id.Host.Value, entry.Id.LocalNumber, entry.Body.Bytes));
            bytes += entry.Body.Length;
        }

        yield return new ReportPart(report.Epoch.Value, report.Last.Count, part, IsLast: true);
    }

    /// <summary>Takes a part.</summary>
    /// <returns>Whether the report is complete.</returns>
    /// <exception cref="MessageFormatException">The part breaks a range or the bound.</exception>
    public bool TryComplete(PeerNumber from, ReportPart part, out Report report)
    {
        report = null!;
        if (part.Epoch < 1 || part.Last < 0)
        {
            throw new MessageFormatException($"A report of epoch {part.Epoch} with last {part.Last} is out of range.");
        }

        if (!_incomplete.TryGetValue(from, out var entries)) _incomplete.Add(from, entries = []);
        if (entries.Count + part.Entries.Count > maximumEntries)
        {
            throw new MessageFormatException(
                $"A report has more than {maximumEntries} entries. Do all peers use the same buffering and window?");
        }

        foreach (var entry in part.Entries) entries.Add(Read(entry));
        if (!part.IsLast) return false;
        _incomplete.Remove(from);
        report = new Report(new Epoch(part.Epoch), LastReceived.FromCount(part.Last), entries);
        return true;
    }

    /// <summary>A reporter left: what it had begun is void.</summary>
    public void Forget(PeerNumber from) => _incomplete.Remove(from);

    private LogEntry Read(ReportEntry entry)
    {
        var host = new PeerNumber(entry.Host);
        if (entry.Sequence < 1 || entry.LocalNumber < 1 || !members.Contains(host))
        {
            throw new MessageFormatException(
                $"A report holds entry {entry.Sequence} of broadcast {entry.Host}:{entry.LocalNumber}, which is out of range.");
        }

        return new LogEntry(new SequenceNumber(entry.Sequence), new BroadcastId(host, entry.LocalNumber), new Body(entry.Body));
    }
}
