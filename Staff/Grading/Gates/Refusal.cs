namespace Course.Staffing.Grading.Gates;

/// <summary>A use that a part may not make.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The line, from 1, in the text that was judged.</param>
/// <param name="What">What is used: System.Environment.Exit.</param>
/// <param name="Rule">Why not.</param>
internal sealed record Refusal(string Path, int Line, string What, string Rule)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}:{Line}: {What} may not be used here: {Rule}";
}
