using System.Buffers.Binary;
using System.IO.Compression;

namespace Course.Staffing.Packs;

/// <summary>
/// Writes a zip as a Unix would, on any system: each entry bears its mode, and the archive says that it is of Unix, without which an
/// unpacker ignores modes. Equal entries give equal bytes.
/// </summary>
internal static class PackZip
{
    private const int Executable = 0x81ED; // a regular file, rwxr-xr-x
    private const int Plain = 0x81A4; // a regular file, rw-r--r--
    private const byte Unix = 3;
    private const uint CentralHeader = 0x02014b50;
    private const uint EndOfDirectory = 0x06054b50;
    private const int MostEntries = 60_000;

    // The earliest time that a zip can hold.
    private static readonly DateTimeOffset Time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Replaces a file; whoever reads it meanwhile sees the old one.</summary>
    /// <exception cref="StaffException">Two entries bear one name, there are more than 60,000, or the file cannot be written.</exception>
    public static void Write(string path, IEnumerable<PackEntry> entries)
    {
        var sorted = entries.OrderBy(entry => entry.Name, StringComparer.Ordinal).ToList();
        if (sorted.Count > MostEntries)
            throw new StaffException($"{path}: {sorted.Count} files are more than a pack may hold, {MostEntries}.");
        var twice = sorted.GroupBy(entry => entry.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any());
        if (twice is not null) throw new StaffException($"{path}: two files of the pack are called {twice.Key}.");
        var full = Path.GetFullPath(path);
        var beside = full + ".part";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            using (var file = new FileStream(beside, FileMode.Create, FileAccess.ReadWrite))
            {
                using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
                {
                    foreach (var entry in sorted) Add(zip, entry);
                }

                SayUnix(file);
            }

            File.Move(beside, full, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(beside);
            throw new StaffException($"{path} cannot be written: {e.Message} Name another file.");
        }
    }

    private static void Add(ZipArchive zip, PackEntry entry)
    {
        var added = zip.CreateEntry(entry.Name, CompressionLevel.Optimal);
        added.LastWriteTime = Time;
        added.ExternalAttributes = (entry.IsExecutable ? Executable : Plain) << 16;
        using var stream = added.Open();
        stream.Write(entry.Read());
    }

    /// <summary>The library writes the system that it runs on; the modes hold only if that is Unix.</summary>
    internal static void SayUnix(Stream file)
    {
        // Without a comment the end record is the last 22 bytes.
        Span<byte> end = stackalloc byte[22];
        file.Position = file.Length - end.Length;
        file.ReadExactly(end);
        if (BinaryPrimitives.ReadUInt32LittleEndian(end) != EndOfDirectory) throw new InvalidDataException("A zip without its end.");
        var count = BinaryPrimitives.ReadUInt16LittleEndian(end[10..]);
        long at = BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
        Span<byte> header = stackalloc byte[46];
        for (var entry = 0; entry < count; entry++)
        {
            file.Position = at;
            file.ReadExactly(header);
            if (BinaryPrimitives.ReadUInt32LittleEndian(header) != CentralHeader)
                throw new InvalidDataException("A zip without its directory.");
            file.Position = at + 5;
            file.WriteByte(Unix);
            at += header.Length + BinaryPrimitives.ReadUInt16LittleEndian(header[28..])
                + BinaryPrimitives.ReadUInt16LittleEndian(header[30..]) + BinaryPrimitives.ReadUInt16LittleEndian(header[32..]);
        }
    }
}
