namespace Course.Staffing.Grading.Submissions;

/// <summary>A file of a submission, not read yet.</summary>
/// <param name="Path">From the root of the folder or zip, with forward slashes; checked: it stays inside.</param>
/// <param name="Size">Its size in bytes, as its container says; not trusted.</param>
/// <param name="Open">Opens it.</param>
internal sealed record SubmittedFile(string Path, long Size, Func<Stream> Open)
{
    /// <summary>Its bytes; null if they are more than a bound, whatever its container says.</summary>
    public byte[]? Read(int bound)
    {
        if (Size > bound) return null;
        using var stream = Open();
        var bytes = new byte[bound + 1];
        var count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return count > bound ? null : bytes[..count];
    }
}
