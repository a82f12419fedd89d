using Course.Rpc.Tracing;

namespace Course.Tests.Peers.Filtering;

/// <summary>A trace in memory, a line for each event, as a person would say it: fields that are null are left out.</summary>
internal sealed class RecordedTrace : ITrace
{
    private readonly List<string> _lines = [];

    public bool IsEnabled => true;

    public void Record(in TraceEvent e)
    {
        var sequence = e.Sequence is { } number ? $"#{number}" : null;
        var epoch = e.Epoch is { } rank ? $"epoch {rank}" : null;
        var id = e.Id is { } named ? $"{named.Host}:{named.Local}" : null;
        var from = e.From is { } sender ? $"from {sender}" : null;
        var to = e.To is { } receiver ? $"to {receiver}" : null;
        var link = e.Link is { } place ? $"link {place}" : null;
        string?[] words = [$"{e.Event}", $"{e.Thread}", epoch, sequence, id, from, to, link, e.Header, e.Digest, e.Detail];
        _lines.Add(string.Join(' ', words.Where(word => word is not null)));
    }

    /// <summary>What was written since the last look.</summary>
    public string[] Take()
    {
        string[] lines = [.. _lines];
        _lines.Clear();
        return lines;
    }
}
