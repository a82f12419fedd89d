using System.Buffers;

namespace Course.Rpc.Tracing;

/// <summary>One event as one line: a JSON object in UTF-8, fields in the order of <see cref="TraceEvent"/>, ended by a line feed.</summary>
public static class TraceLine
{
    /// <summary>Appends one line; a field that is null is left out.</summary>
    /// <exception cref="ArgumentException">The event has no peer: pass it through a <see cref="PeerTrace"/>.</exception>
    public static void Write(IBufferWriter<byte> output, in TraceEvent e)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (string.IsNullOrEmpty(e.Peer))
        {
            throw new ArgumentException(
                $"trace event {TraceNames.Of(e.Event)} names no peer; every line does: record it through a {nameof(PeerTrace)}.",
                nameof(e));
        }

        var line = new TraceLineWriter(output);
        line.Number("{\"time\":"u8, e.Time);
        line.Text(",\"peer\":"u8, e.Peer);
        line.Name(",\"event\":"u8, TraceNames.BytesOf(e.Event));
        line.Name(",\"thread\":"u8, TraceNames.BytesOf(e.Thread));
        if (e.Epoch is { } epoch) line.Number(",\"epoch\":"u8, epoch);
        if (e.Sequence is { } sequence) line.Number(",\"sequence\":"u8, sequence);
        if (e.Id is { } id) line.Text(",\"id\":"u8, id.Host, id.Local);
        if (e.From is not null) line.Text(",\"from\":"u8, e.From);
        if (e.To is not null) line.Text(",\"to\":"u8, e.To);
        if (e.Link is { } link) line.Number(",\"link\":"u8, link);
        if (e.Header is not null) line.Text(",\"header\":"u8, e.Header);
        if (e.Digest is not null) line.Text(",\"digest\":"u8, e.Digest);
        if (e.Detail is not null) line.Text(",\"detail\":"u8, e.Detail);
        line.End();
    }

    /// <summary>Reads one line, with or without its line feed. Fields that are not known are skipped.</summary>
    /// <param name="line">The bytes of one line.</param>
    /// <param name="strings">Shared by the lines of a trace, so that equal texts are kept once.</param>
    /// <param name="e">The event.</param>
    /// <param name="problem">The rule that the line breaks, or null.</param>
    public static bool TryParse(ReadOnlySpan<byte> line, TraceStrings strings, out TraceEvent e, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(strings);
        problem = new TraceLineReader(strings).Read(line, out e);
        return problem is null;
    }

    /// <summary>Reads one line or says what is wrong with it.</summary>
    /// <exception cref="TraceFormatException">Names the file, the line (from 1) and the rule.</exception>
    public static TraceEvent Parse(ReadOnlySpan<byte> line, string file, int number, TraceStrings strings) =>
        TryParse(line, strings, out var e, out var problem)
            ? e
            : throw new TraceFormatException($"{file}:{number}: {problem} (docs/trace-format.md)");
}
