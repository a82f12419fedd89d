namespace Course.Commands.Demo;

/// <summary>
/// Who says which line in which phase. Phase 0 comes before the first fault, phase i after fault i, so that no fault finds
/// the input at its end. Within a phase a few seeded pauses vary how the peers' broadcasts meet.
/// </summary>
internal sealed class Shares
{
    /// <summary>One line in so many is followed by a pause, on average.</summary>
    private const int LinesForEachPause = 12;

    private readonly List<string>[,] _lines;

    /// <param name="options">Checked options.</param>
    /// <param name="random">Places the pauses.</param>
    public Shares(DemoOptions options, Random random)
    {
        var (peers, phases) = (options.Peers, options.Fault.Count + 1);
        _lines = new List<string>[peers, phases];
        for (var peer = 0; peer < peers; peer++)
        {
            // Dealt like cards: peer 0 gets lines 0, n, 2n, …
            var own = options.Lines.Where((_, index) => index % peers == peer).ToList();
            var bounds = Bounds(own.Count, phases, LeastFirst(options));
            for (var phase = 0; phase < phases; phase++) _lines[peer, phase] = own[bounds[phase]..bounds[phase + 1]];
        }

        Pauses = random;
    }

    private Random Pauses { get; }

    /// <summary>How many lines a peer says in a phase; at least 1.</summary>
    public int Count(int peer, int phase) => _lines[peer, phase].Count;

    /// <summary>The commands of one phase for one peer: <c>say …</c> and <c>pause</c>.</summary>
    public IEnumerable<string> Commands(int peer, int phase)
    {
        foreach (var line in _lines[peer, phase])
        {
            yield return $"say {line}";
            if (Pauses.Next(LinesForEachPause) == 0) yield return "pause";
        }
    }

    /// <summary>A relayer that dies at its K-th broadcast must get K broadcasts in phase 0.</summary>
    private static int LeastFirst(DemoOptions options) =>
        options.Fault.At is { } at ? (at.Broadcast + options.Peers - 1) / options.Peers : 1;

    private static int[] Bounds(int count, int phases, int leastFirst)
    {
        var first = phases == 1 ? count : Math.Max(count / phases, leastFirst);
        var bounds = new int[phases + 1];
        for (var phase = 1; phase <= phases; phase++)
            bounds[phase] = phase == 1 ? first : first + ((count - first) * (phase - 1) / (phases - 1));
        return bounds;
    }
}
