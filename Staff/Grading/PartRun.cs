using Course.Staffing.Grading.Compiling;

namespace Course.Staffing.Grading;

/// <summary>A part of a submission, after it was graded apart.</summary>
/// <param name="Part">Its id.</param>
/// <param name="Kind">What the student's code is.</param>
internal sealed record PartRun(string Part, PartKind Kind)
{
    /// <summary>The files of the reference with the student's part, by path; empty if they were not run.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; init; } = new Dictionary<string, string>();

    /// <summary>What was compiled of them and was run; null if nothing was.</summary>
    public Overlay? Overlay { get; init; }
}

/// <summary>What a student's code of a part is.</summary>
internal enum PartKind
{
    /// <summary>As the handout gave it.</summary>
    Stub,

    /// <summary>The reference's, token by token.</summary>
    Reference,

    /// <summary>The student's own.</summary>
    Other,
}
