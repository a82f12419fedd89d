using System.Buffers;
using Course.Rpc.Tracing;

namespace Course.Simulation.Checking;

/// <summary>The traces of one run: <c>*.jsonl</c>, one for each peer, and <c>summary.json</c>, which may be missing.</summary>
public static class TraceFolder
{
    /// <summary>Reads a run. What was assumed or is odd stands in the notes of <see cref="RunHistory.Facts"/>.</summary>
    /// <exception cref="TraceFormatException">A line other than a torn last one breaks a rule, or there is no trace at all.</exception>
    public static RunHistory Load(string directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        if (!Directory.Exists(directory))
            throw new TraceFormatException($"{directory}: there is no such folder; name the one that holds the traces (*.jsonl)");
        var (notes, strings, records) = (new List<string>(), new TraceStrings(), new List<PeerRecord>());
        foreach (var path in Directory.GetFiles(directory, "*.jsonl").Order(StringComparer.Ordinal))
            records.Add(Unique(records, TraceFile.Read(Path.GetFileName(path), File.ReadAllBytes(path), strings, notes), path));
        var summaryPath = Path.Combine(directory, TraceSummary.FileName);
        if (!File.Exists(summaryPath)) return WithoutSummary(directory, records, notes);
        var summary = TraceSummary.Parse(File.ReadAllBytes(summaryPath), TraceSummary.FileName);
        return WithSummary(directory, summary, records, notes);
    }

    /// <summary>Writes a run that <see cref="Load"/> reads again. Files of the same names are replaced, others are left alone.</summary>
    /// <param name="directory">The folder; made if it does not exist.</param>
    /// <param name="peers">The traces; the files bear the peers' names.</param>
    /// <param name="summary">What was done to the peers.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static void Save(string directory, IReadOnlyList<PeerRecord> peers, TraceSummary summary)
    {
        ArgumentNullException.ThrowIfNull(peers);
        ArgumentNullException.ThrowIfNull(summary);
        Directory.CreateDirectory(directory);
        var lines = new ArrayBufferWriter<byte>();
        foreach (var peer in peers)
        {
            using var file = File.Create(Path.Combine(directory, $"{peer.Name}.jsonl"));
            foreach (var e in peer.Events)
            {
                lines.ResetWrittenCount();
                TraceLine.Write(lines, e);
                file.Write(lines.WrittenSpan);
            }
        }

        File.WriteAllBytes(Path.Combine(directory, TraceSummary.FileName), summary.ToBytes());
    }

    private static PeerRecord Unique(List<PeerRecord> records, PeerRecord record, string path) =>
        records.TrueForAll(known => known.Name != record.Name)
            ? record
            : throw new TraceFormatException($"{Path.GetFileName(path)}: a second trace of peer {record.Name}; a run has one of each");

    private static RunHistory WithSummary(string directory, TraceSummary summary, List<PeerRecord> records, List<string> notes)
    {
        foreach (var name in summary.Peers.Where(name => records.TrueForAll(record => record.Name != name)))
        {
            notes.Add($"{name}: there is no trace of this peer, which {TraceSummary.FileName} names");
            records.Add(new PeerRecord(name, []));
        }

        RequireAny(directory, records);
        var unknown = records.Where(record => !summary.Peers.Contains(record.Name)).Select(record => record.Name).ToList();
        if (unknown.Count > 0)
            notes.Add($"{string.Join(", ", unknown)}: not among the peers of {TraceSummary.FileName}; taken for peers of the run");
        notes.AddRange(records
            .Where(record => record.IsTorn && !summary.Killed.Contains(record.Name))
            .Select(record => $"{record.Name}: its trace is torn, and {TraceSummary.FileName} does not name it as killed"));
        IEnumerable<PeerRecord> inJoinOrder = records.OrderBy(record => Rank(summary, record.Name));
        return new RunHistory(inJoinOrder, summary.ToFacts(notes));
    }

    private static RunHistory WithoutSummary(string directory, List<PeerRecord> records, List<string> notes)
    {
        RequireAny(directory, records);
        var ended = records.ToLookup(record => record.Events.Count > 0 && record.Events[^1].Event == TraceEventKind.TraceEnded);
        notes.Insert(0, $"no {TraceSummary.FileName}: assumed that the peers are {Names(records)}; that those whose trace lacks "
            + $"trace-ended were killed ({Names(ended[false])}), that nobody else was killed or stopped, "
            + "and that whoever said goodbye left while the run went on");
        return new RunHistory(records, new RunFacts { Notes = notes });
    }

    private static void RequireAny(string directory, List<PeerRecord> records)
    {
        if (records.Count == 0) throw new TraceFormatException($"{directory}: no traces (*.jsonl) in this folder");
    }

    private static int Rank(TraceSummary summary, string name)
    {
        for (var i = 0; i < summary.Peers.Count; i++)
        {
            if (summary.Peers[i] == name) return i;
        }

        return summary.Peers.Count;
    }

    private static string Names(IEnumerable<PeerRecord> records)
    {
        var names = string.Join(", ", records.Select(record => record.Name));
        return names.Length == 0 ? "none" : names;
    }
}
