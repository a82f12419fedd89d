namespace Course.Simulation.Checking;

/// <summary>One guarantee judged on one run.</summary>
/// <param name="Guarantee">What was judged.</param>
/// <param name="Outcome">What was found.</param>
/// <param name="Story">What is wrong, one line each, naming the guarantee, the peers and the message; empty where it holds.</param>
public sealed record Verdict(Guarantee Guarantee, Outcome Outcome, IReadOnlyList<string> Story)
{
    /// <summary>The guarantee's name as reports show it.</summary>
    public string Name => GuaranteeNames.Of(Guarantee);
}
