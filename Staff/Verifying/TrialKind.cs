namespace Course.Staffing.Verifying;

/// <summary>What a trial shows.</summary>
internal enum TrialKind
{
    /// <summary>The reference has all points.</summary>
    Reference,

    /// <summary>The handout as it is has none: each graded test is not started or blocked.</summary>
    Stub,

    /// <summary>One part as the handout gives it, all others solved: each of its tests is not started.</summary>
    Gap,

    /// <summary>One part and what it requires solved, all others as the handout gives them: its tests pass.</summary>
    Requires,

    /// <summary>The same, judged by all visible tests: exactly that part, what it requires and the worked labs are green.</summary>
    Exact,

    /// <summary>A known wrong solution loses points in a test of its own part.</summary>
    Mutant,

    /// <summary>A right solution that is written otherwise has all points.</summary>
    Alternative,
}
