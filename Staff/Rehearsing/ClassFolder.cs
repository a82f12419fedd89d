using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Course.Staffing.Rehearsing;

/// <summary>A generated class on the disk: a folder or a zip for each submission.</summary>
internal static class ClassFolder
{
    /// <summary>Writes the submissions in the place of what was there.</summary>
    public static void Write(IReadOnlyList<GeneratedSubmission> submissions, string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        foreach (var submission in submissions)
        {
            var place = Path.Combine(folder, submission.Name);
            if (submission.IsZip) WriteZip(submission, place + ".zip");
            else WriteFolder(submission, place);
        }
    }

    /// <summary>SHA-256 over the paths and contents of a folder: what hostile code must not change.</summary>
    public static string Digest(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(folder, file) + "\0"));
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(file)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void WriteFolder(GeneratedSubmission submission, string place)
    {
        foreach (var (path, content) in submission.Files)
        {
            var file = Path.Combine(place, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, content);
        }
    }

    /// <summary>In a folder inside of the zip, as most tools make them.</summary>
    private static void WriteZip(GeneratedSubmission submission, string place)
    {
        using var zip = ZipFile.Open(place, ZipArchiveMode.Create);
        foreach (var (path, content) in submission.Files)
        {
            using var entry = zip.CreateEntry($"{submission.Name}/{path}", CompressionLevel.Fastest).Open();
            entry.Write(content);
        }
    }
}
