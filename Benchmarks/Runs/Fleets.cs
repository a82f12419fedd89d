using Course.Benchmarks.Children;

namespace Course.Benchmarks.Runs;

/// <summary>The processes of all systems: started and warmed up when first needed, kept or ended after each turn.</summary>
/// <param name="request">What is measured.</param>
/// <param name="isKept">Whether processes live until the end; otherwise each turn has fresh ones.</param>
internal sealed class Fleets(RelayRequest request, bool isKept) : IAsyncDisposable
{
    private const int MostOnTheWire = 20_000;

    private readonly Dictionary<string, Fleet> _fleets = [];
    private readonly Dictionary<string, double> _wire = [];
    private readonly Dictionary<(string System, ChildVerb Verb), int> _counts = [];

    /// <summary>The system, running and warm.</summary>
    public async Task<Fleet> GetAsync(string system, CancellationToken guard)
    {
        if (_fleets.TryGetValue(system, out var running)) return running;
        var fleet = await Fleet.StartAsync(system, OptionsOf(request), guard);
        _fleets.Add(system, fleet);
        foreach (var (_, verb) in request.Measured.Where(measured => measured.System == system))
        {
            var rate = await fleet.WarmUpAsync(verb, request.WarmUp, guard);
            _counts.TryAdd((system, verb), request.Messages ?? CountFor(rate));
        }

        return fleet;
    }

    /// <summary>Bytes on the wire for each message of a system, measured after its last run; null before, and with echoes.</summary>
    public double? WireOf(string system) => _wire.TryGetValue(system, out var bytes) ? bytes : null;

    /// <summary>How many messages a run has; the same in each.</summary>
    public int CountOf(string system, ChildVerb verb) => _counts[(system, verb)];

    /// <summary>The turn of a system is over. What is on the wire is measured last: the runtime's counters disturb what follows.</summary>
    public async Task ReleaseAsync(string system, bool isLast, CancellationToken guard)
    {
        var fleet = _fleets[system];
        if (isLast && !request.Echo)
        {
            _wire[system] = await fleet.WireAsync(Math.Min(_counts[(system, ChildVerb.Send)], MostOnTheWire), guard);
        }

        if (isKept && !isLast) return;
        _fleets.Remove(system);
        await fleet.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var fleet in _fleets.Values) await fleet.DisposeAsync();
    }

    private static FleetOptions OptionsOf(RelayRequest request) => new()
    {
        Receivers = request.Receivers,
        Size = request.Size,
        Buffering = request.Buffering,
        Guard = request.Guard,
        Log = Console.Out.WriteLine,
    };

    private int CountFor(double rate) => (int)Math.Clamp(rate * request.Time.TotalSeconds, 100, 100_000_000);
}
