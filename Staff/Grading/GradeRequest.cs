namespace Course.Staffing.Grading;

/// <summary>What the command line asks for.</summary>
internal sealed record GradeRequest
{
    /// <summary>Folders and zips.</summary>
    public required IReadOnlyList<string> Submissions { get; init; }

    /// <summary>The lab; null for all.</summary>
    public int? Lab { get; init; }

    /// <summary>Children side by side.</summary>
    public int Jobs { get; init; } = 2;

    /// <summary>Whether hidden tests may be used.</summary>
    public bool WithHidden { get; init; }

    /// <summary>Whether the whole runs, too; it brings no points, and is most of the time.</summary>
    public bool WithWhole { get; init; } = true;

    /// <summary>The folder of results.</summary>
    public required string Out { get; init; }

    /// <summary>The name of a sandbox.</summary>
    public string Sandbox { get; init; } = "auto";

    /// <summary>The reference's tree; null for the one that this program was built from.</summary>
    public string? Reference { get; init; }

    /// <summary>Whether the pages of failing runs are written; a student's page links them.</summary>
    public bool WithPages { get; init; } = true;

    /// <summary>The folder of a kit with its visible and hidden tests; null for the one that is made of the reference.</summary>
    public string? Kit { get; init; }

    /// <summary>Told of a report as far as it is, after each test; one call at a time for each submission. Null for nobody.</summary>
    public Action<GradeReport>? Partial { get; init; }
}
