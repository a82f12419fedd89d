namespace Course.Benchmarks.Runs;

/// <summary>Several systems at work, ended together.</summary>
internal sealed class FleetList : List<Fleet>, IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        foreach (var fleet in this) await fleet.DisposeAsync();
    }
}
