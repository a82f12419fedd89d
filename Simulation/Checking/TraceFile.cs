using Course.Rpc.Tracing;

namespace Course.Simulation.Checking;

/// <summary>Reads one trace, line by line.</summary>
internal static class TraceFile
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <param name="file">The name for messages; without its ending the peer's name, should there be no line.</param>
    /// <param name="bytes">The whole file.</param>
    /// <param name="strings">Shared by all files of a run.</param>
    /// <param name="notes">Takes what is odd and no error.</param>
    /// <exception cref="TraceFormatException">A complete line breaks a rule.</exception>
    public static PeerRecord Read(string file, ReadOnlySpan<byte> bytes, TraceStrings strings, List<string> notes)
    {
        var events = new List<TraceEvent>();
        if (bytes.StartsWith(ByteOrderMark)) bytes = bytes[ByteOrderMark.Length..];
        var (number, goesBack) = (0, 0);
        while (!bytes.IsEmpty)
        {
            number++;
            var end = bytes.IndexOf((byte)'\n');
            if (end < 0)
            {
                ReadTorn(file, number, bytes, strings, events, notes);
                return new PeerRecord(NameOf(file, events), events) { IsTorn = true };
            }

            var e = TraceLine.Parse(bytes[..end], file, number, strings);
            RequireFits(file, number, e, events);
            if (events.Count > 0 && e.Time < events[^1].Time && goesBack++ == 0)
                notes.Add($"{file}:{number}: time goes back from {events[^1].Time} to {e.Time}; the order of the lines counts");
            events.Add(e);
            bytes = bytes[(end + 1)..];
        }

        return new PeerRecord(NameOf(file, events), events);
    }

    /// <summary>A last line without line feed: kept if it is complete all the same, and said in both cases.</summary>
    private static void ReadTorn(
        string file, int number, ReadOnlySpan<byte> line, TraceStrings strings, List<TraceEvent> events, List<string> notes)
    {
        if (TraceLine.TryParse(line, strings, out var e, out _))
        {
            RequireFits(file, number, e, events);
            events.Add(e);
            notes.Add($"{file}:{number}: the last line lacks its line feed; it is complete and was taken");
        }
        else
        {
            notes.Add($"{file}:{number}: the last line is torn after {line.Length} bytes and was left out; "
                + "that is normal for a killed peer");
        }
    }

    private static void RequireFits(string file, int number, in TraceEvent e, List<TraceEvent> events)
    {
        if (events.Count == 0) return;
        var last = events[^1];
        if (last.Event == TraceEventKind.TraceEnded)
            throw new TraceFormatException($"{file}:{number}: nothing follows trace-ended (docs/trace-format.md)");
        if (last.Peer != e.Peer)
        {
            throw new TraceFormatException(
                $"{file}:{number}: a file is the trace of one peer; this line is of {e.Peer}, those before of {last.Peer} "
                + "(docs/trace-format.md)");
        }
    }

    private static string NameOf(string file, List<TraceEvent> events) =>
        events.Count > 0 ? events[0].Peer : Path.GetFileNameWithoutExtension(file);
}
