using Course.Benchmarks.Children;

namespace Course.Benchmarks.Runs;

/// <summary>What all systems of one comparison share.</summary>
internal sealed record FleetOptions
{
    /// <summary>Processes beside the hub; each receives every message. The first sends.</summary>
    public required int Receivers { get; init; }

    /// <summary>Characters of each text.</summary>
    public required int Size { get; init; }

    /// <summary>Of the product: <c>replicated</c> or <c>distributed</c>.</summary>
    public string Buffering { get; init; } = "replicated";

    /// <summary>On which cores the processes run.</summary>
    public Placement Placement { get; init; }

    /// <summary>Everything is over after so long, or it hangs.</summary>
    public required TimeSpan Guard { get; init; }

    /// <summary>Hears which process plays which role, as soon as they run.</summary>
    public Action<string> Log { get; init; } = _ => { };
}
