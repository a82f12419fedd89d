namespace Course.Staffing.Handouts;

/// <summary>A file that students write in.</summary>
/// <param name="Path">From the root, with forward slashes.</param>
/// <param name="Parts">The parts that have a place in it, in the order of the file.</param>
/// <param name="IsNew">Whether the handout has no such file: the student makes it.</param>
/// <param name="Frame">SHA-256 of what stands outside of its regions; empty for a new file.</param>
internal sealed record MarkedPath(string Path, IReadOnlyList<string> Parts, bool IsNew, string Frame);
