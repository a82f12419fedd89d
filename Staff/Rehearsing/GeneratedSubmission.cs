namespace Course.Staffing.Rehearsing;

/// <summary>A submission whose grade is known before it is graded.</summary>
/// <param name="Name">Of its folder or zip, without ending.</param>
/// <param name="Kind">What it shows: reference, stub, mutant …</param>
/// <param name="Files">By path. Empty: a folder with nothing of the course in it.</param>
/// <param name="IsZip">Whether it is handed in as a zip.</param>
/// <param name="Expected">What its grade has to be.</param>
internal sealed record GeneratedSubmission(
    string Name, string Kind, IReadOnlyDictionary<string, byte[]> Files, bool IsZip, Expectation Expected);
