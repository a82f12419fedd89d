using Course.Simulation.Fingerprints;
using Course.Simulation.Stepping;

namespace Course.Simulation.Exploring;

/// <summary>A step as a worker made it, before it is entered into the table.</summary>
/// <param name="Output">What the peer did.</param>
/// <param name="State">Fingerprint of the peer's state after it; null if the state cannot be told.</param>
/// <param name="Closed">Bit i: nothing from peer i is taken any more.</param>
/// <param name="HasLeft">The peer takes part in nothing more.</param>
/// <param name="Difference">How a second run of the same inputs differed; null if it did not.</param>
internal sealed record RawStep(StepOutput Output, Fingerprint? State, int Closed, bool HasLeft, string? Difference)
{
    /// <summary>The delivery that has begun and not ended, in words; null if there is none.</summary>
    public string? OpenDelivery { get; init; }
}
