namespace Course.Simulation.Checking;

/// <summary>What a checker found for one guarantee.</summary>
public enum Outcome
{
    /// <summary>The definition is met.</summary>
    Holds,

    /// <summary>The definition is broken, and it is required.</summary>
    Violated,

    /// <summary>The definition is broken, and at the agreed level it is not required: only said.</summary>
    Reported,

    /// <summary>The traces do not suffice to say: one is cut off, or the run did not become quiet.</summary>
    Inconclusive,
}
