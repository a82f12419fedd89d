namespace Course.Tests.Mutants;

/// <summary>Where the symptom of a mutant can be seen.</summary>
public enum MutantScope
{
    /// <summary>In runs of the managers and of whole peers.</summary>
    Anywhere,

    /// <summary>
    /// <c>only=unit</c>: other rules see to it that the case never happens end to end (rule 19); single events show it.
    /// </summary>
    Unit,

    /// <summary><c>only=whole-peers</c>: the edit is outside of the managers.</summary>
    WholePeers,

    /// <summary><c>only=uniform</c>: what breaks is demanded under uniform delivery alone.</summary>
    Uniform,

    /// <summary><c>only=graded</c>: the graded tests of its part alone judge it; it has a <c>part:</c> line.</summary>
    Graded,
}
