using System.Globalization;
using Course.FaultTolerance;
using Course.Peers;
using Course.Simulation.Simulating;
using Course.Simulation.Stepping;

namespace Course.Commands.Simulating;

/// <summary>The options of <c>course simulate</c> as they were given.</summary>
internal sealed record SimulateRequest
{
    public required int Peers { get; init; }

    public required int Messages { get; init; }

    public required int Size { get; init; }

    public required Buffering Buffering { get; init; }

    public required LinkOptions Links { get; init; }

    public required TimeSpan SilenceBound { get; init; }

    /// <summary>File of a fault script; null: no faults.</summary>
    public string? Faults { get; init; }

    public required int Seed { get; init; }

    /// <summary>How many seeds in a row; null: one run, told in full.</summary>
    public int? Seeds { get; init; }

    public string? Out { get; init; }

    /// <summary>The scenario, with its first seed.</summary>
    /// <exception cref="CommandException">The fault script cannot be read, or names peers that there are not.</exception>
    public SimulationOptions ToOptions()
    {
        var isInOrder = Links.Order == LinkOrder.Fifo && Links.Loss == 0 && Links.Duplication == 0;
        var faultTolerance = new FaultToleranceOptions
        {
            Buffering = Buffering,
            Links = isInOrder ? LinkOrder.Fifo : LinkOrder.Unordered,
        };
        var options = new SimulationOptions
        {
            Peers = Peers,
            Messages = Messages,
            TextLength = Size,
            Blueprint = new PeerBlueprint { Ordering = new Ordering { FaultTolerance = faultTolerance } },
            Links = Links,
            Faults = ReadFaults(),
            Seed = (ulong)Seed,
            SilenceBound = SilenceBound,
        };
        try
        {
            options.Validate();
            return options;
        }
        catch (ArgumentException e)
        {
            throw new CommandException(e.Message);
        }
    }

    /// <summary>The command that runs one seed again.</summary>
    public string CommandOf(int seed)
    {
        List<string> words = ["course simulate", $"--peers {Peers}", $"--messages {Messages}", $"--seed {seed}"];
        if (Size != SimulateDefaults.Size) words.Add($"--size {Size}");
        if (Buffering != Buffering.Replicated) words.Add("--buffering distributed");
        if (Links.Order != LinkOrder.Fifo) words.Add("--links bag");
        if (Links.Delay != SimulateDefaults.Delay) words.Add($"--delay {DurationText.Of(Links.Delay)}");
        if (Links.Variation != SimulateDefaults.Variation) words.Add($"--variation {DurationText.Of(Links.Variation)}");
        if (Links.Loss > 0) words.Add(string.Create(CultureInfo.InvariantCulture, $"--loss {Links.Loss}"));
        if (Links.Duplication > 0) words.Add(string.Create(CultureInfo.InvariantCulture, $"--duplication {Links.Duplication}"));
        if (SilenceBound != SimulateDefaults.SilenceBound) words.Add($"--silence-bound {DurationText.Of(SilenceBound)}");
        if (Faults is not null) words.Add($"--faults \"{Faults}\"");
        return string.Join(' ', words);
    }

    /// <summary>The scenario in one line.</summary>
    public string Words()
    {
        var links = $"{(Links.Order == LinkOrder.Fifo ? "FIFO" : "bag")} links of {DurationText.Of(Links.Delay)} to "
            + DurationText.Of(Links.Delay + Links.Variation);
        var losses = Links.Loss > 0 ? string.Create(CultureInfo.InvariantCulture, $", loss {Links.Loss}") : "";
        var doubles = Links.Duplication > 0 ? string.Create(CultureInfo.InvariantCulture, $", duplication {Links.Duplication}") : "";
        var buffering = Buffering == Buffering.Distributed ? "distributed" : "replicated";
        return $"{Peers} peers, {Messages} broadcasts, {buffering} buffering, {links}"
            + $"{losses}{doubles}, {(Faults is null ? "no faults" : $"faults of {Faults}")}, "
            + (Seeds is { } seeds ? $"seeds {Seed} to {Seed + seeds - 1}" : $"seed {Seed}");
    }

    private FaultScript ReadFaults()
    {
        if (Faults is null) return FaultScript.None;
        try
        {
            return FaultScript.Parse(File.ReadAllText(Faults), Faults);
        }
        catch (FaultScriptException e)
        {
            throw new CommandException(e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandException($"--faults {Faults} cannot be read: {e.Message}");
        }
    }
}
