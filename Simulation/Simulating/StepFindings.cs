using Course.Simulation.Stepping;

namespace Course.Simulation.Simulating;

/// <summary>What the steps of a run said beside sends and events: exceptions, broken bounds, a step without an end.</summary>
internal sealed class StepFindings(VirtualClock clock)
{
    private const int MostKept = 1000;
    private readonly List<string> _peerFaults = [];
    private readonly List<string> _brokenBounds = [];

    /// <summary>Exceptions that no caller waits for, in words; the first 1000.</summary>
    public IReadOnlyList<string> PeerFaults => _peerFaults;

    /// <summary>Buffers that exceeded their bounds, in words; the first 1000.</summary>
    public IReadOnlyList<string> BrokenBounds => _brokenBounds;

    /// <summary>The step that was ended at its bound, in words; null if there was none.</summary>
    public string? Endless { get; private set; }

    /// <summary>Keeps an exception.</summary>
    public void Add(string name, string fault)
    {
        if (_peerFaults.Count < MostKept) _peerFaults.Add($"{DurationText.Of(clock.Now)}: {name}: {fault}");
    }

    /// <summary>A process was found with work from a thread that is not its loop.</summary>
    public void AddForeignThread(string name) =>
        Add(name, "runs may differ: a foreign thread posted to its loop. Keep to the loop (no Task.Run, no ConfigureAwait)");

    /// <summary>Takes in what a step said.</summary>
    public void Take(string name, StepOutput output)
    {
        foreach (var fault in output.Faults) Add(name, fault);
        if (output.BrokenBound is { } broken && _brokenBounds.Count < MostKept) _brokenBounds.Add(broken);
        if (output.Foreign is { } foreign) Add(name, $"runs may differ: {foreign}");
        if (output.Endless is { } endless) Endless = $"{name}: {endless}";
    }
}
