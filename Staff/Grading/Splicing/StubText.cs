using Course.Staffing.Regions;

namespace Course.Staffing.Grading.Splicing;

/// <summary>What stands in a region of the handout.</summary>
internal static class StubText
{
    /// <summary>Whether a student's region holds what the handout put there, blanks at the ends of lines and empty lines aside.</summary>
    /// <param name="reference">The region of the reference.</param>
    /// <param name="student">The region of the student.</param>
    public static bool IsStub(SolutionRegion reference, SolutionRegion student)
    {
        var code = student.Body.Select(line => line.Trim()).Where(line => line.Length > 0).ToList();
        if (reference.Stub.Count > 0) return code.SequenceEqual(Trimmed(reference.Stub));
        if (reference.Kind != RegionKind.Statements) return code.Count == 0;
        return code is [var only] && only.StartsWith($"throw new NotImplementedException(\"{reference.Part} ", StringComparison.Ordinal)
            && only.EndsWith("\");", StringComparison.Ordinal);
    }

    private static IEnumerable<string> Trimmed(IEnumerable<string> lines) =>
        lines.Select(line => line.Trim()).Where(line => line.Length > 0);
}
