namespace Course.Simulation.Determinism;

/// <summary>The bytes of an assembly that is to be scanned; it is read and never loaded.</summary>
/// <param name="Name">How messages name it: a path, or what the caller likes.</param>
/// <param name="Image">The whole file (.dll or .exe).</param>
/// <param name="Symbols">The portable PDB that belongs to it; null if it is embedded in the image, or if there is none.</param>
public sealed record AssemblyImage(string Name, ReadOnlyMemory<byte> Image, ReadOnlyMemory<byte>? Symbols = null)
{
    /// <summary>Reads an assembly, and the .pdb of the same name beside it if there is one.</summary>
    /// <exception cref="DeterminismScanException">There is no such file, or it cannot be read.</exception>
    public static AssemblyImage Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        try
        {
            var symbols = Path.ChangeExtension(path, ".pdb");
            var image = new AssemblyImage(path, File.ReadAllBytes(path));
            return File.Exists(symbols) ? image with { Symbols = File.ReadAllBytes(symbols) } : image;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new DeterminismScanException(
                $"The determinism scan cannot read '{path}': {cause.Message} Build the project, and give the path of its .dll.", cause);
        }
    }
}
