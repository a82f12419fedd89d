using System.Text.Json;
using Course.Rpc.Tracing;
using Course.Simulation.Checking;

namespace Course.Simulation.Viewing;

/// <summary>
/// One run as the page's script reads it. Events are columns of numbers in the order of the linearization; -1 stands for "none", and
/// texts, ids included, are numbers into one list.
/// </summary>
internal sealed class PageRun
{
    private readonly PagedRun _run;
    private readonly RunHistory _history;
    private readonly HappensBefore _order;
    private readonly Linearization _linearization;
    private readonly PageTexts _texts = new();

    public PageRun(PagedRun run)
    {
        _run = run;
        _history = new RunHistory(run.Peers, run.Facts);
        _order = new HappensBefore(run.Peers);
        _linearization = Linearization.Of(_order);
    }

    /// <summary>Writes the run as one JSON object.</summary>
    /// <param name="json">Where it goes.</param>
    /// <param name="beside">The run that it is shown beside, if any.</param>
    public void Write(Utf8JsonWriter json, PagedRun? beside)
    {
        json.WriteStartObject();
        json.WriteString("title", PageTexts.WellFormed(_run.Title));
        WriteVerdict(json);
        WriteTexts(json, "story", _run.Story);
        WriteTexts(json, "notes", _run.Report?.Notes ?? _run.Facts.Notes);
        WritePeers(json, beside is null ? null : new CommonPast(_run.Peers, beside.Peers));
        WriteTexts(json, "kinds", Enum.GetValues<TraceEventKind>().Select(TraceNames.Of));
        json.WriteNumber("violation", ViolationPosition());
        json.WriteNumber("contradictions", _linearization.Contradictions);
        WriteColumns(json);
        WriteTexts(json, "texts", _texts.All);
        json.WriteEndObject();
    }

    private void WriteVerdict(Utf8JsonWriter json)
    {
        json.WriteString("outcome", _run.Report is { } report ? Lower($"{report.Outcome}") : "not judged");
        json.WriteString("reason", PageTexts.WellFormed(_run.Report?.Reason ?? string.Empty));
        json.WriteStartArray("verdicts");
        foreach (var verdict in _run.Report?.Verdicts ?? [])
        {
            json.WriteStartObject();
            json.WriteString("name", verdict.Name);
            json.WriteString("outcome", Lower($"{verdict.Outcome}"));
            WriteTexts(json, "story", verdict.Story);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WritePeers(Utf8JsonWriter json, CommonPast? past)
    {
        json.WriteStartArray("peers");
        foreach (var peer in _history.Peers)
        {
            json.WriteStartObject();
            json.WriteString("name", PageTexts.WellFormed(peer.Name));
            json.WriteString("fate", Lower($"{peer.Fate}"));
            json.WriteString("ended", PageTexts.WellFormed(peer.EndReason ?? string.Empty));
            json.WriteNumber("commonPast", past?.LengthOf(peer.Name) ?? peer.Events.Count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteColumns(Utf8JsonWriter json)
    {
        json.WriteStartObject("columns");
        Column(json, "peer", (place, _) => place.Peer);
        Column(json, "kind", (_, e) => (int)e.Event);
        Column(json, "time", (_, e) => e.Time);
        Column(json, "thread", (_, e) => _texts.NumberOf(TraceNames.Of(e.Thread)));
        Column(json, "epoch", (_, e) => e.Epoch ?? -1);
        Column(json, "sequence", (_, e) => e.Sequence ?? -1);
        Column(json, "id", (_, e) => _texts.NumberOf(e.Id?.ToString()));
        Column(json, "from", (_, e) => _texts.NumberOf(e.From));
        Column(json, "to", (_, e) => _texts.NumberOf(e.To));
        Column(json, "link", (_, e) => e.Link ?? -1);
        Column(json, "header", (_, e) => _texts.NumberOf(e.Header));
        Column(json, "digest", (_, e) => _texts.NumberOf(e.Digest));
        Column(json, "detail", (_, e) => _texts.NumberOf(e.Detail));
        Column(json, "send", (place, _) => _order.SendOf(place) is { } send ? _linearization.PositionOf(send) : -1);
        var discards = new Discards(_run.Peers);
        Column(json, "discards", (place, _) => discards.ReceiveOf(place) is { } receive ? _linearization.PositionOf(receive) : -1);
        json.WriteEndObject();
    }

    private void Column(Utf8JsonWriter json, string name, Func<EventPlace, TraceEvent, long> value)
    {
        json.WriteStartArray(name);
        foreach (var place in _linearization.Order) json.WriteNumberValue(value(place, _order[place]));
        json.WriteEndArray();
    }

    private int PeerNumberOf(string? name)
    {
        for (var number = 0; number < _run.Peers.Count; number++)
        {
            if (_run.Peers[number].Name == name) return number;
        }

        return -1;
    }

    private int ViolationPosition()
    {
        if (_run.Violation is not { } violation) return -1;
        var peer = PeerNumberOf(violation.Peer);
        if (peer >= 0 && violation.Index >= 0 && violation.Index < _run.Peers[peer].Events.Count)
            return _linearization.PositionOf(new EventPlace(peer, violation.Index));
        throw new ArgumentException(
            $"The violation of the run '{_run.Title}' is event {violation.Index} of {violation.Peer}, and no trace holds it: "
            + "name a peer of the run and an index in its trace, from 0.");
    }

    private static string Lower(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(PageTexts.WellFormed(text));
        json.WriteEndArray();
    }
}
