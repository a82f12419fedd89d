using Course.Simulation.Determinism.Reading;

namespace Course.Simulation.Determinism;

/// <summary>
/// The kit's assemblies that a scanned one refers to, as they lie beside this one. They are read for the fields of their types, and
/// not scanned: whether a BroadcastId has the same hash code in every process stands in its fields.
/// </summary>
internal static class KitAssemblies
{
    private const string Prefix = "Course.";

    public static IEnumerable<ScannedModule> ReferredBy(IEnumerable<ScannedModule> scanned)
    {
        var folder = Path.GetDirectoryName(typeof(KitAssemblies).Assembly.Location);
        if (string.IsNullOrEmpty(folder)) return [];
        return scanned
            .SelectMany(module => module.Guarded(() => module.Reader.AssemblyReferences
                .Select(handle => module.Reader.GetString(module.Reader.GetAssemblyReference(handle).Name)).ToArray()))
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Distinct()
            .Select(name => Path.Combine(folder, name + ".dll"))
            .Where(File.Exists)
            .Select(path => ScannedModule.Open(AssemblyImage.Read(path) with { Symbols = null }, root: null));
    }
}
