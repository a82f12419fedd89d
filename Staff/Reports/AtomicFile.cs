using System.Text;

namespace Course.Staffing.Reports;

/// <summary>Files that a reader sees whole or not at all: written beside their place and moved there.</summary>
internal static class AtomicFile
{
    /// <summary>Replaces a file; makes its folder if it is missing.</summary>
    /// <exception cref="StaffException">It cannot be written.</exception>
    public static void Write(string path, string text)
    {
        var full = Path.GetFullPath(path);
        var beside = full + ".part";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllText(beside, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            File.Move(beside, full, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StaffException($"{path} cannot be written: {e.Message} Close what holds it, or choose another folder.");
        }
    }
}
