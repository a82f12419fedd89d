using Course.Simulation.Simulating;

namespace Course.Commands.Simulating;

/// <summary>What <c>course simulate</c> does where no option says otherwise.</summary>
internal static class SimulateDefaults
{
    public const int Peers = 25;

    public const int Messages = 10_000;

    public const int Size = 16;

    public static readonly TimeSpan Delay = new LinkOptions().Delay;

    public static readonly TimeSpan Variation = new LinkOptions().Variation;

    public static readonly TimeSpan SilenceBound = new SimulationOptions().SilenceBound;
}
