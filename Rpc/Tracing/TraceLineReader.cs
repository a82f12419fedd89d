using System.Text;
using System.Text.Json;
using Course.Rpc.Loops;

namespace Course.Rpc.Tracing;

/// <summary>Reads one line; answers the broken rule in words, or null. Fields gather here and make one event at the end.</summary>
internal ref struct TraceLineReader(TraceStrings strings)
{
    private const int LongestOnStack = 256;
    private const int Fields = 13;
    private long? _time;
    private string? _peer;
    private TraceEventKind? _event;
    private ThreadRole? _thread;
    private long? _epoch;
    private long? _sequence;
    private TraceId? _id;
    private string? _from;
    private string? _to;
    private long? _link;
    private string? _header;
    private string? _digest;
    private string? _detail;

    public string? Read(ReadOnlySpan<byte> line, out TraceEvent e)
    {
        e = default;
        string? problem;
        try
        {
            problem = ReadObject(line) ?? Missing();
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: an escape or byte sequence that is no valid text.
            return $"a line is one complete JSON object, and this is none: {broken.Message}";
        }

        if (problem is null) e = ToEvent();
        return problem;
    }

    private string? ReadObject(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return "a line is one JSON object, and this is none";
        var field = -1;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            field = FieldAfter(field, ref reader);
            reader.Read();
            if (field < 0) reader.Skip();
            else if (ReadField(field, ref reader) is { } problem) return problem;
        }

        return reader.Read() ? "a line holds one object, and more follows here" : null;
    }

    /// <summary>Lines come in the order that <see cref="TraceLine.Write"/> gives them, so the search begins after the last field.</summary>
    private static int FieldAfter(int last, ref Utf8JsonReader reader)
    {
        for (var i = 1; i <= Fields; i++)
        {
            var field = (last + i) % Fields;
            if (reader.ValueTextEquals(NameOf(field))) return field;
        }

        return -1;
    }

    private static ReadOnlySpan<byte> NameOf(int field) => field switch
    {
        0 => "time"u8,
        1 => "peer"u8,
        2 => "event"u8,
        3 => "thread"u8,
        4 => "epoch"u8,
        5 => "sequence"u8,
        6 => "id"u8,
        7 => "from"u8,
        8 => "to"u8,
        9 => "link"u8,
        10 => "header"u8,
        11 => "digest"u8,
        _ => "detail"u8,
    };

    private string? ReadField(int field, ref Utf8JsonReader reader)
    {
        switch (field)
        {
            case 0: return ReadNumber(field, long.MaxValue, ref reader, out _time);
            case 4: return ReadNumber(field, int.MaxValue, ref reader, out _epoch);
            case 5: return ReadNumber(field, long.MaxValue, ref reader, out _sequence);
            case 9: return ReadNumber(field, int.MaxValue, ref reader, out _link);
        }

        if (reader.TokenType != JsonTokenType.String) return $"field {Text(NameOf(field))} is a text, and this is {Shown(ref reader)}";
        var length = reader.ValueSpan.Length;
        Span<char> buffer = length <= LongestOnStack ? stackalloc char[LongestOnStack] : new char[length];
        return TakeText(field, buffer[..reader.CopyString(buffer)]);
    }

    private static string? ReadNumber(int field, long limit, ref Utf8JsonReader reader, out long? value)
    {
        value = null;
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var number) || number < 0)
            return $"field {Text(NameOf(field))} is a whole number from 0, and this is {Shown(ref reader)}";
        if (number > limit) return $"field {Text(NameOf(field))} is at most {limit}, and this is {number}";
        value = number;
        return null;
    }

    private string? TakeText(int field, scoped ReadOnlySpan<char> text)
    {
        switch (field)
        {
            case 2:
                if (!TraceNames.TryGetEvent(text, out var kind)) return $"event '{text}' is not known; see the list of events";
                _event = kind;
                return null;
            case 3:
                if (!TraceNames.TryGetThread(text, out var thread)) return $"thread is application, rpc or select, not '{text}'";
                _thread = thread;
                return null;
            case 6:
                if (!TraceId.TryParse(text, strings, out var id)) return $"id is host:local with a local number from 1, not '{text}'";
                _id = id;
                return null;
        }

        var kept = strings.Intern(text);
        switch (field)
        {
            case 1: _peer = kept; break;
            case 7: _from = kept; break;
            case 8: _to = kept; break;
            case 10: _header = kept; break;
            case 11: _digest = kept; break;
            default: _detail = kept; break;
        }

        return null;
    }

    private readonly string? Missing() =>
        _time is null ? "field time is missing: every line has one"
        : string.IsNullOrEmpty(_peer) ? "field peer is missing or empty: every line has one"
        : _event is null ? "field event is missing: every line has one"
        : _thread is null ? "field thread is missing: every line has one"
        : null;

    private readonly TraceEvent ToEvent() => new()
    {
        Time = _time!.Value,
        Peer = _peer!,
        Event = _event!.Value,
        Thread = _thread!.Value,
        Epoch = (int?)_epoch,
        Sequence = _sequence,
        Id = _id,
        From = _from,
        To = _to,
        Link = (int?)_link,
        Header = _header,
        Digest = _digest,
        Detail = _detail,
    };

    private static string Text(ReadOnlySpan<byte> name) => Encoding.UTF8.GetString(name);

    private static string Shown(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number => Text(reader.ValueSpan),
        JsonTokenType.String => $"'{reader.GetString()}'",
        _ => $"{reader.TokenType}",
    };
}
