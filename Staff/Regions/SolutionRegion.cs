namespace Course.Staffing.Regions;

/// <summary>Lines of a reference file that students write themselves.</summary>
/// <param name="Part">The part that it belongs to; "own" for the place of a student's own fields and helpers in a handout.</param>
/// <param name="Prompt">What the stub says: a title, and lines that explain it.</param>
/// <param name="Stub">Lines of code that stand in the stub instead of the usual exception; empty for the usual one.</param>
/// <param name="Body">The solution's lines, without the markers.</param>
/// <param name="FirstLine">The line of the opening marker, from 1.</param>
/// <param name="LastLine">The line of the closing marker.</param>
/// <param name="Kind">Where it stands.</param>
/// <param name="Member">The member that holds it, as "Type.Member"; the type for members; the file's name for a whole file.</param>
public sealed record SolutionRegion(
    string Part, IReadOnlyList<string> Prompt, IReadOnlyList<string> Stub, IReadOnlyList<string> Body, int FirstLine, int LastLine,
    RegionKind Kind, string Member);
