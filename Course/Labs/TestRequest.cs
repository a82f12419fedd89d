namespace Course.Commands.Labs;

/// <summary>The options of <c>course test</c> as they were given.</summary>
/// <param name="What">A lab or a part; null: every lab.</param>
/// <param name="Seal">The file of an opened seal; null: the visible tests.</param>
/// <param name="IsAll">Whether each failure is told in full, not the first of each part only.</param>
/// <param name="Guard">How long a test may take.</param>
internal sealed record TestRequest(string? What, string? Seal, bool IsAll, TimeSpan Guard)
{
    /// <summary>The file for the results as GitHub Classroom reads them; null: none.</summary>
    public string? Classroom { get; init; }
}
