namespace Course.Staffing.Handouts;

/// <summary>A file that students only read.</summary>
/// <param name="Path">From the root, with forward slashes.</param>
/// <param name="Sha256">Of its content, text with LF; lower-case hexadecimal.</param>
internal sealed record GivenPath(string Path, string Sha256);
