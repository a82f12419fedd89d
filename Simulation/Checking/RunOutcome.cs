namespace Course.Simulation.Checking;

/// <summary>The verdict on a whole run.</summary>
public enum RunOutcome
{
    /// <summary>Every required guarantee holds, and the fault that was asked for was seen.</summary>
    Holds,

    /// <summary>A required guarantee is broken.</summary>
    Violated,

    /// <summary>The run did not become quiet: somebody waits for ever. Nothing worse was found.</summary>
    Hang,

    /// <summary>Nothing is broken as far as the traces go, and they do not go far enough.</summary>
    Inconclusive,

    /// <summary>Everything holds and nothing is shown: the fault did not happen, or nobody stayed to the end.</summary>
    Vacuous,
}
