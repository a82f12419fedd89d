using Course.FaultTolerance;

namespace Course.Commands.Demo;

/// <summary>One run of the demo, checked by <see cref="DemoRules"/>.</summary>
internal sealed record DemoOptions
{
    /// <summary>Processes, from 2 to 64.</summary>
    public int Peers { get; init; } = 4;

    /// <summary>The lines to broadcast, in all; shared out evenly.</summary>
    public required IReadOnlyList<string> Lines { get; init; }

    public Buffering Buffering { get; init; } = Buffering.Replicated;

    public required FaultPlan Fault { get; init; }

    /// <summary>Fixes made-up texts, pauses and kill points; not the schedule.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>A peer that is silent for longer is taken for dead.</summary>
    public TimeSpan SilenceBound { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A run that takes longer is a hang.</summary>
    public TimeSpan Guard { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>The folder of the traces; exists and holds nothing of an older run.</summary>
    public required string Folder { get; init; }
}
