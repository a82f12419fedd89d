using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Course.Simulation.Determinism.Reading;

/// <summary>One assembly under the scan: its metadata, its code, and the lines that belong to it.</summary>
internal sealed class ScannedModule : IDisposable
{
    private readonly PEReader _image;
    private readonly MetadataReaderProvider? _symbols;
    private readonly MemberReader _members;

    private ScannedModule(string name, PEReader image, MetadataReaderProvider? symbols, string? root)
    {
        Name = name;
        _image = image;
        _symbols = symbols;
        Reader = image.GetMetadataReader();
        Lines = new SourceLines(symbols?.GetMetadataReader(), root);
        _members = new MemberReader(Reader);
    }

    public string Name { get; }

    public MetadataReader Reader { get; }

    public SourceLines Lines { get; }

    /// <exception cref="DeterminismScanException">It is no .NET assembly, or the symbols are no portable PDB of it.</exception>
    public static ScannedModule Open(AssemblyImage assembly, string? root)
    {
        PEReader? image = null;
        try
        {
            image = new PEReader(new MemoryStream(assembly.Image.ToArray(), writable: false));
            if (!image.HasMetadata) throw NoAssembly(assembly.Name, "it holds machine code only", null);
            return new ScannedModule(assembly.Name, image, Symbols(assembly, image), root);
        }
        catch (Exception cause) when (IsBroken(cause))
        {
            image?.Dispose();
            throw NoAssembly(assembly.Name, cause.Message, cause);
        }
        catch
        {
            image?.Dispose();
            throw;
        }
    }

    /// <summary>The code of a method; null if it has none.</summary>
    public MethodBodyBlock? BodyOf(MethodDefinition method) =>
        method.RelativeVirtualAddress == 0 ? null : _image.GetMethodBody(method.RelativeVirtualAddress);

    /// <summary>The member that a token names; null if it names none.</summary>
    public Member? MemberOf(int token) => _members.Of(token);

    public Member MemberOf(MethodDefinitionHandle method) => _members.Of(method);

    /// <summary>The type that a token names.</summary>
    public TypeShape TypeOf(int token) => _members.TypeOf(token);

    public TypeShape TypeOf(EntityHandle handle) => _members.TypeOf(handle);

    /// <summary>The types of a method's locals, by index.</summary>
    public IReadOnlyList<TypeShape> LocalsOf(MethodBodyBlock body) =>
        body.LocalSignature.IsNil
            ? [] : Reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(_members.Shapes, null);

    public TypeShape FieldTypeOf(FieldDefinition field) => field.DecodeSignature(_members.Shapes, null);

    /// <summary>Runs what reads the module, and says in one message that it is broken if it is.</summary>
    /// <exception cref="DeterminismScanException">The metadata or the code cannot be read.</exception>
    public T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception cause) when (IsBroken(cause))
        {
            throw new DeterminismScanException(
                $"The determinism scan cannot read '{Name}': its metadata or code is broken ({cause.Message}). Build it again.", cause);
        }
    }

    public void Dispose()
    {
        _symbols?.Dispose();
        _image.Dispose();
    }

    // The reader of metadata trusts the image: a broken one shows in many ways, none of which says anything to a student.
    private static bool IsBroken(Exception cause) => cause is BadImageFormatException or IOException or ArgumentException
        or InvalidOperationException or InvalidCastException or IndexOutOfRangeException or ArithmeticException or NullReferenceException;

    private static DeterminismScanException NoAssembly(string name, string why, Exception? cause) =>
        new($"The determinism scan cannot read '{name}', which is no .NET assembly: {why} "
            + "Give the .dll that the build made, not its source and not a host program.", cause);

    private static MetadataReaderProvider? Symbols(AssemblyImage assembly, PEReader image)
    {
        var directory = image.ReadDebugDirectory();
        if (assembly.Symbols is not { } bytes)
        {
            var embedded = directory.Where(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb).ToArray();
            return embedded.Length == 0 ? null : image.ReadEmbeddedPortablePdbDebugDirectoryData(embedded[0]);
        }

        try
        {
            var symbols = MetadataReaderProvider.FromPortablePdbImage([.. bytes.Span]);
            var id = new BlobContentId(symbols.GetMetadataReader().DebugMetadataHeader!.Id);
            foreach (var entry in directory.Where(entry => entry.Type == DebugDirectoryEntryType.CodeView))
            {
                if (image.ReadCodeViewDebugDirectoryData(entry).Guid == id.Guid && entry.Stamp == id.Stamp) return symbols;
            }

            throw BadSymbols(assembly.Name, "they are of another build", null);
        }
        catch (Exception cause) when (IsBroken(cause))
        {
            throw BadSymbols(assembly.Name, "they are no portable PDB", cause);
        }
    }

    private static DeterminismScanException BadSymbols(string name, string why, Exception? cause) =>
        new($"The determinism scan cannot read the symbols of '{name}': {why}. "
            + "Build again, with DebugType portable or embedded.", cause);
}
