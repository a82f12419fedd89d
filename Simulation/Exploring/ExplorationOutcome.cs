namespace Course.Simulation.Exploring;

/// <summary>How an exploration ended.</summary>
public enum ExplorationOutcome
{
    /// <summary>Every schedule within the bounds was tried, and every guarantee holds in each.</summary>
    Holds,

    /// <summary>Some schedule breaks a guarantee.</summary>
    Violated,

    /// <summary>The budget of states was met first: nothing is proved.</summary>
    OutOfBudget,

    /// <summary>Equal inputs gave unequal outputs, so no certificate can be given.</summary>
    Nondeterministic,

    /// <summary>A step of a peer did not end.</summary>
    Hung,

    /// <summary>Everything holds, and what the scenario means to show never happened.</summary>
    Vacuous,
}
